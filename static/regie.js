// The board of the host: acts without a new page, news by itself, and a sign of life. What is read,
// typed or pointed at is left alone. Without this file every act is a form, and there is Ververs.

const { Line } = await import(`./live.js${new URL(import.meta.url).search}`);

const root = document.querySelector("[data-regie]");
const { regie, adres, werk } = root.dataset;
const one = (selector, within = root) => within.querySelector(selector);
const all = (selector, within = root) => [...within.querySelectorAll(selector)];
const part = (id, within = document) => within.getElementById(id);
const said = (node) => [
  node.textContent.replace(/\s+/g, " "), node.dataset.hosts,
  ...all("input[type=hidden]:not([name=csrf_token])", node).map(({ value }) => value)].join("|");
const same = (a, b) => said(a) === said(b);
const tell = (text) => { one("[data-tells]").textContent = text; };

const fetched = (method, address, body) => new Promise((resolve) => {
  const asked = new XMLHttpRequest();
  asked.open(method, address);
  asked.responseType = "document";
  asked.onload = () => resolve(asked);
  asked.onerror = () => resolve(undefined);
  asked.send(body);
});

// --- drawing what changed, and nothing else -----------------------------------------------------

const isTyped = (form) => [...form.elements].some((field) =>
  field.matches("textarea, input:not([type=hidden])") &&
  (field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue));
const isHeld = (node) => node.contains(document.activeElement) || all("form", node).some(isTyped);
const isPointedAt = (lane) => matchMedia("(hover: hover)").matches && lane.matches(":hover");

const replace = (old, made) => {
  if (!old || !made || same(old, made)) return;
  all("details[open][id]", old).forEach(({ id }) => { const again = made.querySelector(`#${id}`); if (again) again.open = true; });
  old.replaceWith(document.adoptNode(made));
};

// A list keeps its items where they are; one that is new comes at its place, or last when held.
const sync = (list, made, isOwn) => {
  const wanted = [...made.children];
  const ids = new Set(wanted.map(({ id }) => id));
  const isCalm = isOwn || !isPointedAt(list.closest("section"));
  if (isCalm) [...list.children].filter((item) => !ids.has(item.id) && (isOwn || !isHeld(item))).forEach((item) => item.remove());
  let before;
  for (const item of wanted) {
    const old = [...list.children].find(({ id }) => id === item.id);
    if (!old) list.insertBefore(document.adoptNode(item), isCalm ? (before ? before.nextSibling : list.firstChild) : null);
    else if (isCalm && (isOwn || !isHeld(old))) replace(old, item);
    const now = [...list.children].find(({ id }) => id === item.id);
    if (isCalm && now && before && before.nextElementSibling !== now) before.after(now);
    if (isCalm && now && !before && list.firstElementChild !== now) list.prepend(now);
    before = now ?? before;
  }
};

const lane = (id, made, isOwn) => {
  const [old, fresh] = [part(id), part(id, made)];
  if (!old || !fresh) return;
  const [list, wanted] = [one("ul", old), one("ul", fresh)];
  if (!list || !wanted) return (isOwn || !isHeld(old)) && replace(old, fresh);
  replace(one("h2", old), one("h2", fresh));
  sync(list, wanted, isOwn);
};

// An answer that is half written waits until its question comes back.
const kept = new Map();
const now = (made, isOwn, from) => {
  const [old, fresh] = [part("nu"), part("nu", made)];
  if (!old || !fresh) return;
  const moved = old.dataset.vraag !== fresh.dataset.vraag || old.contains(from);
  if (!(isOwn ? moved || !all("form", old).some(isTyped) : !isHeld(old))) return;
  kept.set(old.dataset.vraag, one("textarea", old)?.value);
  replace(old, fresh);
  const box = one("#nu textarea");
  if (box) box.value ||= kept.get(fresh.dataset.vraag) ?? "";
};

const draw = (made, isOwn = false, from = null) => {
  ["stand", "cijfers", "tempo", "wie", "knoppen"].forEach((id) => {
    const [old, fresh] = [part(id), part(id, made)];
    if (old && (isOwn || !old.contains(document.activeElement))) replace(old, fresh);
  });
  ["nieuw", "wachtrij"].forEach((id) => lane(id, made, isOwn));
  now(made, isOwn, from);
  const [old, fresh] = [part("geweest"), part("geweest", made)];
  if (isOwn || !isHeld(old)) replace(old, fresh);
  document.title = made.title;
};

// --- news ---------------------------------------------------------------------------------------

let wait;
let busy = false;
let isStill = false;
let asked = 0;
const refresh = async () => {
  wait = undefined;
  if (busy || isStill) return;
  const answer = await fetched("GET", `${werk}${location.search}`);
  if (answer?.status === 200 && part("bord", answer.response) && !busy) draw(answer.response);
};
const soon = () => { wait ??= setTimeout(refresh, 800); };
setInterval(soon, 30000);
all("#nieuw, #wachtrij").forEach((section) => section.addEventListener("pointerleave", soon));

const hear = (event) => {
  if (event.soort === "gesteld") asked += 1;
  soon();
};
setInterval(() => {
  if (asked && !isStill) tell(root.dataset[asked === 1 ? "eenNieuw" : "meerNieuw"].replace("{n}", asked));
  asked = 0;
}, 15000);

const still = one("[data-still]");
still.hidden = false;
still.addEventListener("click", () => {
  isStill = !isStill;
  still.textContent = isStill ? still.dataset.on : still.dataset.off;
  if (!isStill) soon();
});

// --- a sign of life: each five seconds, and with each heartbeat for a page out of sight -----------

const hosts = () => part("stand")?.dataset.hosts === "ja";
let livedAt = 0;
const live = async () => {
  if (!hosts() || Date.now() - livedAt < 4000) return;
  livedAt = Date.now();
  const answer = await line.ask("here").catch(async () => {
    const body = new URLSearchParams({ csrf_token: one("[name=csrf_token]").value });
    const sent = await fetch(`${werk}/hier`, { method: "POST", body }).catch(() => undefined);
    return sent?.ok ? sent.json() : undefined;
  });
  if (answer?.ok && answer.regie === false) soon();
};
setInterval(live, 5000);

class HostLine extends Line {
  take(name, data) {
    super.take(name, data);
    live();
  }
}
const change = (state) => {
  const place = one("[data-verbinding]");
  place.textContent = place.dataset[state === "zoekt" ? "zoekt" : "verbonden"];
  live();
};
const line = new HostLine({ hour: regie, address: werk, since: Number(root.dataset.gesteld), extra: { regie: true }, hear, know: soon, change });
line.open();
new Line({ hour: regie, address: adres, since: Number(root.dataset.nummer), hear, know: soon }).open();

// --- acts ---------------------------------------------------------------------------------------

const next = (section) => {
  if (document.activeElement !== document.body) return;
  const target = one("[data-key], button, a.button", section) ?? section;
  if (target === section) section.tabIndex = -1;
  target.focus({ preventScroll: true });
};

const go = async (method, address, body, from) => {
  if (busy) return;
  busy = true;
  const section = from.closest("section, details")?.id ?? "bord";
  const answer = await fetched(method, address, body);
  busy = false;
  if (!answer) return tell(one("[data-verbinding]").dataset.zoekt);
  const made = answer.response;
  if (!made || !part("bord", made)) return location.assign(method === "GET" ? address : answer.responseURL);
  const failed = made.querySelector(".form-summary");
  const heard = made.querySelector("main .notice [role=status]")?.textContent.trim() ?? "";
  const opened = new URL(answer.responseURL).search;
  if (answer.status === 200) history.replaceState(null, "", `${werk}${opened}`);
  one(".form-summary")?.remove();
  if (answer.status === 200 && from.id === "notities") from.notes.defaultValue = from.notes.value;
  else if (answer.status === 200 && from.matches("form")) from.reset();
  draw(made, true, from);
  if (failed) {
    root.prepend(document.adoptNode(failed));
    return one(".form-summary").focus();
  }
  tell(heard);
  const field = opened && one("#bord form[aria-label] :is(input:not([type=hidden]), select, textarea), #geweest form[aria-label] :is(input:not([type=hidden]), select, textarea)");
  if (field) field.focus();
  else next(part(section) ?? part("bord"));
};

root.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !form.action.includes(werk)) return;
  event.preventDefault();
  go("POST", form.action, new URLSearchParams(new FormData(form, event.submitter)), form);
});
root.addEventListener("click", (event) => {
  const link = event.target.closest("#regie-inhoud a[href]");
  if (!link?.href.includes(`${werk}?`) && link?.pathname !== werk) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go("GET", link.href.split("#")[0], undefined, link);
});
