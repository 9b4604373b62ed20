// Comfort only: everything on the site works without this file.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = (button, text) => { (button.querySelector("span") ?? button).textContent = text; };

// The error summary takes the focus, so that a screen reader begins with it.
document.querySelector(".form-summary")?.focus();

// A second press on a send button is not a second sending; after ten seconds one may try again.
// Without a connection nothing is sent, so that the browser does not leave the text for an empty page.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.ariaBusy === "true") event.preventDefault();
  else if (form.dataset.offline && !navigator.onLine) {
    event.preventDefault();
    warn(form, form.dataset.offline);
  } else if (form.method === "post" && !event.defaultPrevented) {
    form.ariaBusy = "true";
    setTimeout(() => form.removeAttribute("aria-busy"), 10000);
  }
});
addEventListener("pageshow", () => all("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy")));

const warn = (form, text) => {
  const known = form.querySelector(".form__warning");
  const shown = known ?? document.createElement("p");
  shown.className = "alert alert--caution form__warning";
  shown.tabIndex = -1;
  shown.textContent = text;
  if (!known) form.querySelector("[type=submit]").closest("p").before(shown);
  shown.focus();
};

// What changes without a new page is told once, politely.
const line = document.querySelector("[data-tells]") ?? document.createElement("p");
line.className = "visually-hidden";
line.setAttribute("role", "status");
if (!line.isConnected) document.querySelector("main")?.append(line);
const tell = (text) => { line.textContent = text; };

// The count appears at three quarters of the limit; typing is never stopped, and the voice waits for a pause.
const countDown = (area) => {
  const limit = Number(area.dataset.limit);
  const shown = document.createElement("p");
  shown.className = "form-field__count";
  shown.ariaHidden = "true";
  area.after(shown);
  let wait;
  const count = () => {
    const left = limit - area.value.length;
    const text = (left < 0 ? area.dataset.over : area.dataset.left) ?? "{n}";
    shown.textContent = area.value.length >= limit * 0.75 ? text.replace("{n}", Math.abs(left).toLocaleString("nl")) : "";
    shown.classList.toggle("form-field__count--over", left < 0);
  };
  area.addEventListener("input", () => {
    count();
    clearTimeout(wait);
    wait = setTimeout(() => tell(shown.textContent), 1200);
  });
  count();
};

// What is typed stays in this tab until the site has it: a lost connection or a wrong press takes nothing.
const kept = (() => { try { return globalThis.sessionStorage; } catch { return undefined; } })();
const keep = (form) => {
  const name = `typed:${form.dataset.keep}`;
  const area = form.querySelector("textarea");
  area.value ||= kept?.getItem(name) ?? "";
  area.addEventListener("input", () => kept?.setItem(name, area.value));
};
if (kept && document.querySelector("[data-forget-kept]"))
  Object.keys(kept).filter((name) => name.startsWith("typed:")).forEach((name) => kept.removeItem(name));

const prepare = (root) => {
  all("form[data-keep]", root).forEach(keep);
  all("textarea[data-limit]", root).forEach(countDown);
};
prepare(document);

// The form of a reaction opens below the question; when it cannot, its own page does.
for (const link of all("a[data-form-here]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const asked = new XMLHttpRequest();
    asked.responseType = "document";
    asked.onerror = () => location.assign(link.href);
    asked.onload = () => {
      const form = asked.response?.querySelector("form[data-keep]");
      if (asked.status !== 200 || !form) return location.assign(link.href);
      const place = document.createElement("section");
      const heading = document.createElement("h2");
      place.className = "flow form-here";
      heading.textContent = link.dataset.formHere;
      heading.id = "reactie";
      heading.tabIndex = -1;
      place.setAttribute("aria-labelledby", heading.id);
      place.append(heading, ...[...form.parentElement.children].filter((one) => !one.matches(".intro")));
      link.closest("section").after(place);
      link.closest("p").hidden = true;
      prepare(place);
      heading.focus();
    };
    asked.open("GET", link.href);
    asked.send();
  });
}

// Reading aloud is offered where the browser has a Dutch voice, and said to be impossible where it has others only.
// What does it is fetched when somebody asks for it.
const voice = globalThis.speechSynthesis;
const readers = voice ? all("button[data-read-aloud]") : [];
const offerVoice = () => {
  const known = voice.getVoices();
  const speaks = known.some((one) => /^nl([-_]|$)/i.test(one.lang));
  readers.forEach((button) => { button.hidden = !speaks; });
  all("[data-no-voice]").forEach((line) => { line.hidden = speaks || !known.length; });
};
if (readers.length) {
  offerVoice();
  voice.addEventListener?.("voiceschanged", offerVoice);
}
for (const button of readers)
  button.addEventListener("click", async () => (await import(button.dataset.script)).press(button, tell));

// When somebody was here last is kept in this browser alone; "what is new" then leads to that day.
const visits = (() => { try { return globalThis.localStorage; } catch { return undefined; } })();
const newsLink = visits && document.querySelector("a[data-news]");
if (newsLink) {
  const name = `bezoek:${newsLink.dataset.news}`;
  const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });
  const { last, before } = JSON.parse(visits.getItem(name) ?? "{}");
  const since = last && last < today ? last : before;
  visits.setItem(name, JSON.stringify({ last: today, before: since }));
  if (since) {
    newsLink.search = `?sinds=${since}`;
    words(newsLink, newsLink.dataset.since.replace("{day}", new Date(since).toLocaleDateString("nl", { day: "numeric", month: "long" })));
  }
}
for (const button of visits ? all("button[data-forget-visits]") : []) {
  button.hidden = !Object.keys(visits).some((name) => name.startsWith("bezoek:"));
  button.addEventListener("click", () => {
    Object.keys(visits).filter((name) => name.startsWith("bezoek:")).forEach((name) => visits.removeItem(name));
    words(button, button.dataset.done);
    tell(button.dataset.done);
  });
}

// Who turned the explanation of words off, has it off in the next section too. This browser alone knows it.
const wordsLink = visits && document.querySelector("a[data-words]");
if (wordsLink) {
  if (wordsLink.dataset.words === "uit" && visits.getItem("woorden") === "uit") {
    all("a.term").forEach((term) => term.replaceWith(...term.childNodes));
    document.getElementById("woorden")?.parentElement.remove();
    words(wordsLink, wordsLink.dataset.back);
    wordsLink.href = location.pathname + location.search;
    wordsLink.dataset.words = "aan";
  }
  wordsLink.addEventListener("click", () => visits.setItem("woorden", wordsLink.dataset.words));
}

// Copying a citation, and printing.
for (const button of navigator.clipboard ? all("button[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    words(button, button.dataset.done);
    tell(button.dataset.done);
  });
}
for (const button of all("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Keys of a desk: off until switched on, never in a field, never together with Ctrl, Alt or Meta.
const region = document.querySelector("[data-keys]");
const toggle = region?.querySelector("[data-keys-toggle]");
if (toggle) {
  const on = () => localStorage.getItem("keys") === "on";
  const show = () => {
    words(toggle, on() ? toggle.dataset.on : toggle.dataset.off);
    region.classList.toggle("keys-on", on());
  };
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    localStorage.setItem("keys", on() ? "off" : "on");
    show();
    tell(toggle.textContent.trim());
  });
  region.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    if (!on() || typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    const found = all("[data-key]", region).find((one) => one.dataset.key === key && one.checkVisibility());
    if (!found) return;
    event.preventDefault();
    found.focus();
    found.click();
  });
  show();
  if (on() && !document.querySelector(".form-summary")) region.focus({ preventScroll: true });
}

// A desk goes on without loading the whole page: its forms, its list and its keys fetch what follows.
// What cannot be shown in place is opened as the page it is.
const desk = document.querySelector("[data-in-place]");
const fetched = (method, address, body) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open(method, address);
  request.responseType = "document";
  request.onload = () => resolve(request);
  request.onerror = reject;
  request.send(body);
});
const goOn = async (method, address, body) => {
  if (desk.ariaBusy === "true") return;
  desk.ariaBusy = "true";
  const answer = await fetched(method, address, body).catch(() => undefined);
  desk.ariaBusy = "false";
  const found = answer?.response?.getElementById(desk.dataset.inPlace);
  if (!found) return location.assign(method === "GET" ? address : location.href);
  const failed = answer.response.querySelector(".form-summary");
  const heard = answer.response.querySelector("main .notice [role=status]") ?? found.querySelector("h2");
  desk.querySelector(":scope > .form-summary")?.remove();
  document.getElementById(desk.dataset.inPlace).replaceWith(document.adoptNode(found));
  document.title = answer.response.title;
  if (answer.status === 200) history.replaceState(null, "", answer.responseURL);
  if (failed) desk.prepend(document.adoptNode(failed));
  else tell(heard?.textContent.trim() ?? "");
  (failed ?? desk).focus({ preventScroll: !failed });
  document.getElementById("stuk")?.scrollIntoView({ block: "nearest" });
};
desk?.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  goOn("POST", event.target.action, new URLSearchParams(new FormData(event.target, event.submitter)));
});
desk?.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-key], .work-list a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  goOn("GET", link.href);
});

// The progress of long work, once a second; then on to where it ends, on this site only.
for (const polled of all("[data-poll]")) {
  const bar = polled.querySelector("progress");
  const step = polled.querySelector("[role=status]");
  const ask = async () => {
    // Without a connection the work goes on; we ask again.
    const answer = await fetch(polled.dataset.poll, { headers: { accept: "application/json" } }).catch(() => undefined);
    const state = answer?.ok ? await answer.json() : undefined;
    if (!state) return setTimeout(ask, 5000);
    bar.value = state.percent;
    if (step.textContent !== state.step) step.textContent = state.step;
    if (!state.done) return setTimeout(ask, 1000);
    const next = new URL(state.address ?? location.href, location.href);
    if (next.origin === location.origin) location.assign(next);
  };
  setTimeout(ask, 1000);
}
