// The editor of a plan: what is typed is kept while it is typed, and never lost. Without this file
// the same forms save as they are.

const form = document.querySelector("form[data-keep-at]");
const line = document.getElementById("werkkopie");
const spoken = line?.querySelector("[role=status]");
const moment = line?.querySelector("[data-moment]");

const PAUSE = 1200;
const LONGEST_WAIT = 8000;
const SLOWEST_RETRY = 30000;
const LARGEST_FAREWELL = 60000;

const tell = (name) => { if (spoken.textContent !== (line.dataset[name] ?? "")) spoken.textContent = line.dataset[name] ?? ""; };

const tab = (() => { try { return globalThis.sessionStorage; } catch { return undefined; } })();
const place = `typing:${form?.dataset.keepAt}`;
const UNTYPED = ["csrf_token", "edition", "edition_now", "seen", "seen_now", "doe"];

const fields = () => [...new FormData(form)].filter(([name]) => !UNTYPED.includes(name) && !name.startsWith("neem-"));
const plain = (pairs) => JSON.stringify(pairs.map(([name, value]) => [name, value.replace(/\r\n/g, "\n").trim()]).filter(([, value]) => value));
const edition = () => form.querySelector("[name=edition], [name=seen]")?.value ?? "";

const ask = (method, address, body) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open(method, address);
  request.responseType = "document";
  request.timeout = 20000;
  request.onload = () => resolve(request);
  request.onerror = request.ontimeout = reject;
  request.send(body);
  pending = request;
});

let pending;
let dirty = false;
let busy = false;
let leaving = false;
let stuck = false;
let failures = 0;
let timer;
let since = 0;
let held = form ? plain(fields()) : "";

const remember = () => tab?.setItem(place, JSON.stringify({ edition: edition(), typed: fields() }));
const forget = () => tab?.removeItem(place);

const changed = () => {
  if (!dirty && plain(fields()) === held) return;
  if (!dirty) since = Date.now();
  dirty = true;
  remember();
  if (!stuck && !failures) tell("typing");
  const wait = Math.min(PAUSE, Math.max(0, since + LONGEST_WAIT - Date.now()));
  if (!failures) plan(wait);
};

const plan = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
};

// A session that ended and began again has another token: the page itself has the new one.
const renewed = async () => {
  const answer = await ask("GET", location.href.split("#")[0]).catch(() => undefined);
  const token = answer?.response?.querySelector("form[data-keep-at] [name=csrf_token]");
  if (!token) return false;
  document.querySelectorAll("[name=csrf_token]").forEach((one) => { one.value = token.value; });
  return true;
};

const failed = (name) => {
  failures += 1;
  tell(name);
  plan(Math.min(SLOWEST_RETRY, 3000 * failures));
};

const keep = async () => {
  if (busy || leaving || stuck || !dirty) return;
  busy = true;
  const sent = plain(fields());
  let answer = await ask("POST", form.dataset.keepAt, new URLSearchParams(new FormData(form))).catch(() => undefined);
  if (answer && [400, 403].includes(answer.status) && await renewed())
    answer = await ask("POST", form.dataset.keepAt, new URLSearchParams(new FormData(form))).catch(() => undefined);
  busy = false;
  if (leaving) return;
  if (!answer || answer.status >= 500 || !answer.response) return failed("lost");
  if ([400, 403].includes(answer.status)) return failed("out");
  if (answer.status !== 200) {
    stuck = true;
    return tell("gone");
  }
  failures = 0;
  show(answer.response);
  held = sent;
  if (plain(fields()) === sent) {
    dirty = false;
    forget();
  } else {
    since = Date.now();
    plan(PAUSE);
  }
};

const show = (answer) => {
  for (const id of ["meter", "collega"]) {
    const now = answer.getElementById(id);
    const shown = document.getElementById(id);
    if (now && shown && now.textContent !== shown.textContent) shown.replaceWith(document.adoptNode(now));
  }
  const told = answer.querySelector("[data-edition]").dataset;
  moment.textContent = moment.dataset.moment.replace("{tijd}", told.keptAt);
  const seen = form.querySelector("[name=edition_now], [name=seen_now]")?.value || edition();
  tell(told.edition === seen ? "kept" : "other");
};

// What this tab still holds and the site does not have: put it back, and say so.
const putBack = () => {
  const left = JSON.parse(tab?.getItem(place) ?? "null");
  if (!left || plain(left.typed) === plain(fields())) return forget();
  for (const field of form.querySelectorAll("textarea, input[type=text], input[type=checkbox], input[type=radio], select")) {
    if (UNTYPED.includes(field.name) || field.name.startsWith("neem-")) continue;
    const values = left.typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  const begun = form.querySelector("[name=edition], [name=seen]");
  if (begun && left.edition) begun.value = left.edition;
  dirty = true;
  tell("back");
  plan(PAUSE);
};

const farewell = () => {
  if (!dirty || leaving || stuck) return;
  const body = new URLSearchParams(new FormData(form));
  if (String(body).length < LARGEST_FAREWELL) fetch(form.dataset.keepAt, { method: "POST", body, keepalive: true }).catch(() => undefined);
};

if (form && line) {
  putBack();
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  addEventListener("online", () => { if (dirty) plan(0); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") farewell(); });
  addEventListener("pagehide", farewell);
  addEventListener("beforeunload", (event) => { if (dirty && failures && !leaving) event.preventDefault(); });
  addEventListener("pageshow", () => { leaving = false; });
  form.addEventListener("submit", (event) => {
    const cannot = navigator.onLine ? failures && spoken.textContent === line.dataset.out && "out" : "lost";
    if (cannot) {
      event.preventDefault();
      tell(cannot);
      line.tabIndex = -1;
      line.focus();
      return plan(0);
    }
    remember();
    leaving = true;
    clearTimeout(timer);
    if (busy) pending?.abort();
  });
}

// Keys with Ctrl, Cmd or Alt, on until somebody turns them off; the buttons do the same.
const keys = document.querySelector("[data-editor-keys]");
const button = keys?.querySelector("button");
const areOn = () => { try { return localStorage.getItem("editor-keys") !== "off"; } catch { return true; } };
if (button) {
  const draw = () => { button.querySelector("span").textContent = areOn() ? button.dataset.on : button.dataset.off; };
  keys.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem("editor-keys", areOn() ? "off" : "on");
    draw();
  });
  draw();
  const press = (value) => {
    const found = form.querySelector(`button[name=doe][value=${value}]`);
    if (found) form.requestSubmit(found);
    return Boolean(found);
  };
  const go = (end) => {
    const found = document.querySelector(`a[rel=${end}]`);
    found?.click();
    return Boolean(found);
  };
  document.addEventListener("keydown", (event) => {
    if (!areOn() || event.repeat || event.shiftKey) return;
    const held = event.ctrlKey || event.metaKey;
    let done = false;
    if (held && !event.altKey && event.key.toLowerCase() === "s") done = press("bewaar") || press("volgende");
    else if (held && !event.altKey && event.key === "Enter") done = press("volgende") || press("bewaar");
    else if (event.altKey && !held && event.key === "PageUp") done = go("prev");
    else if (event.altKey && !held && event.key === "PageDown") done = go("next");
    if (done) event.preventDefault();
  });
}
