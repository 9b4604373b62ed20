// The page of a question hour: what happens arrives by itself, and calmly. Nothing moves under the
// reader, and a voice speaks as often as its reader chose. Without this file there is Ververs.

const { Line } = await import(`./live.js${new URL(import.meta.url).search}`);

const root = document.getElementById("uur");
const one = (selector, within = root) => within.querySelector(selector);
const all = (selector, within = root) => [...within.querySelectorAll(selector)];
const address = root.dataset.adres;
const sentences = Object.fromEntries(
  all("[data-zin]", document.getElementById("zinnen").content).map((p) => [p.dataset.zin, p.textContent]));
const say = (name, values = {}) =>
  (sentences[name] ?? "").replace(/{(\w+)}/g, (_, key) => values[key] ?? "");
const many = (name, n) => say(n in { 0: 1, 1: 1 } && `${name}-${n}` in sentences ? `${name}-${n}` : `${name}-n`, { n });
const put = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };
const show = (node, is = true) => { if (node && node.hidden === is) node.hidden = !is; };
const drawing = (name) => document.getElementById(`t-${name}`).content.cloneNode(true);

const here = { timeZone: "Europe/Amsterdam" };
const clock = new Intl.DateTimeFormat("nl-NL", { hour: "numeric", minute: "2-digit", ...here });
const days = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric", ...here });
const time = (at) => clock.format(new Date(at)).replace(/^0(?=\d)/, "").replace(":", ".");
const day = (at) => days.format(new Date(at));

// What this browser remembers between pages; when it may not, it forgets.
const memory = {
  get(name) { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* forgets */ } },
};

// --- the voice: one region, one short text at a time, silent while somebody types -------------

const region = one("[data-voorlezen]");
const box = document.getElementById("tekst");
const choice = one("[data-lees]");
const GAP = 5200;
const SUMMARY = 30000;
const LONGEST = 120;

const voice = {
  own: [], news: { v: 0, a: 0 }, now: "", spokeAt: 0, summedAt: Date.now(),
  get choice() { return choice.value; },
  tellOwn(text) { this.own.push(text); this.speak(); },
  count(kind) { this.news[kind] += 1; },
  speak() {
    const at = Date.now();
    if (document.activeElement === box || at - this.spokeAt < GAP) return;
    if (this.choice === "uit") this.forget();
    else if (this.own.length) this.voice(this.own.splice(0).join(" "));
    else if (this.choice === "alles" || (this.choice === "kort" && at - this.summedAt >= SUMMARY)) this.sum(at);
  },
  sum(at) {
    const told = [this.now, newsWords(this.news)].filter(Boolean).join(" ");
    this.forget();
    this.summedAt = at;
    if (told) this.voice(told);
  },
  forget() { this.own = []; this.news = { v: 0, a: 0 }; this.now = ""; },
  voice(text) {
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/\s+\S*$/, "")}…` : text;
    region.textContent = short;
    this.spokeAt = Date.now();
    setTimeout(() => { if (region.textContent === short) region.textContent = ""; }, GAP - 1000);
  },
};
const newsWords = ({ v, a }) => {
  const parts = [v && say(v === 1 ? "toon-v1" : "toon-vn", { n: v }), a && say(a === 1 ? "toon-a1" : "toon-an", { n: a })].filter(Boolean);
  return parts.length === 2 ? say("en", { a: parts[0], b: parts[1] }) : parts[0] ?? "";
};
choice.value = memory.get("voorlezen") ?? "eigen";
if (!choice.value) choice.value = "eigen";
choice.addEventListener("change", () => { memory.set("voorlezen", choice.value); voice.forget(); voice.summedAt = Date.now(); });
box?.addEventListener("blur", () => setTimeout(() => voice.speak()));
setInterval(() => voice.speak(), 1000);

// --- keeping the reader's place -----------------------------------------------------------------

let pointer;
addEventListener("pointermove", (event) => { pointer = [event.clientX, event.clientY]; }, { passive: true });
const inView = (node) => {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
const anchor = () => {
  const held = document.activeElement;
  if (held && held !== document.body && root.contains(held) && inView(held)) return held;
  const under = pointer && document.elementFromPoint(...pointer)?.closest("[data-vraag], .form-field, h2");
  if (under && root.contains(under) && !under.closest("[data-beurt]")) return under;
  return all("[data-lijst] > li, h2, .form-field").find((node) => node.getBoundingClientRect().top >= 0 && inView(node));
};
let keeping = false;
const keepPlace = (change) => {
  if (keeping) return change();
  keeping = true;
  const spot = anchor();
  const before = spot?.getBoundingClientRect().top;
  const focus = root.contains(document.activeElement) ? document.activeElement : undefined;
  try { change(); } finally { keeping = false; }
  if (focus && document.activeElement !== focus)
    (focus.isConnected && focus.checkVisibility() ? focus : document.getElementById("wacht")).focus({ preventScroll: true });
  const moved = spot?.isConnected ? spot.getBoundingClientRect().top - before : 0;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
};

// --- the questions ------------------------------------------------------------------------------

const lists = Object.fromEntries(["rij", "klaar", "later", "mijn"].map((name) => [name, one(`[data-lijst="${name}"]`)]));
const PLACES = { geplaatst: "rij", volgende: "rij", beantwoord: "klaar", later: "later" };
const placeOf = (q) => (q.tekst === null || (q.stand === "beantwoord" && q.samengevoegd_met) ? "" : PLACES[q.stand] ?? "");
const questions = new Map();
const standing = new Map();
const pending = new Set();
const own = new Map();
const supported = new Set();
const joined = new Map();
const nodeOf = (n) => one(`[data-lijst] > [data-vraag="${n}"]`);
const listOf = (node) => node?.parentElement?.dataset.lijst ?? "";
const nowCard = one("[data-beurt]");
const now = one("[data-nu]");

for (const name of ["rij", "klaar", "later"])
  for (const node of lists[name].children) {
    if (node.dataset.samen) joined.set(Number(node.dataset.vraag), new Set(node.dataset.samen.split(",").map(Number)));
    standing.set(Number(node.dataset.vraag), { place: name, next: node.dataset.stand === "volgende", at: Number(node.dataset.plaats) });
  }

const fill = (node, q) => {
  const words = {
    nummer: String(q.nummer), tekst: q.tekst ?? "",
    paragraaf: q.paragraaf ? say("paragraaf", { naam: `${q.paragraaf.nummer} ${q.paragraaf.titel}`.trim() }) : say("plan"),
    steun: many("steun", q.steun), samen: joinedWords(q.nummer), reden: q.reden ?? "",
    belofte: q.eigenaar && q.uiterlijk ? say("belofte", { wie: q.eigenaar, dag: day(q.uiterlijk) }) : say("ooit"),
    door: q.antwoord?.door ? say("antwoord-van", { wie: q.antwoord.door }) : say("antwoord"),
    op: q.antwoord?.op ? `${time(q.antwoord.op)} uur` : "", antwoord: q.antwoord?.tekst ?? "",
    verbeterd: q.antwoord?.verbeterd_op ? say("verbeterd", { moment: `${day(q.antwoord.verbeterd_op)}, ${time(q.antwoord.verbeterd_op)} uur` }) : "",
  };
  for (const part of all("[data-veld]", node)) if (part.dataset.veld in words) put(part, words[part.dataset.veld]);
  one('[data-veld="antwoord"]', node)?.classList.add("hour-item__text");
  show(one('[data-veld="mondeling"]', node), Boolean(q.antwoord?.mondeling));
  show(one('[data-veld="verbeterd"]', node), Boolean(words.verbeterd));
  show(one('[data-veld="eigen"]', node), own.has(q.nummer));
  for (const link of all("a[data-naar]", node)) link.href = `${address}/${link.dataset.naar}${q.nummer}${link.dataset.achter ?? ""}`;
};
const joinedWords = (n) => {
  const with_ = [...(joined.get(n) ?? [])].sort((a, b) => a - b);
  return with_.length ? say(with_.length === 1 ? "hoort-1" : "hoort-n", { n: with_.join(", ") }) : "";
};
const mark = (node, q, list = listOf(node)) => {
  node.dataset.stand = q.stand;
  node.dataset.plaats = q.plaats;
  const stays = placeOf(q) === list;
  node.toggleAttribute("data-gone", !stays);
  const badge = one('[data-veld="stand"]', node);
  put(badge, say(`stand-${q.stand}`));
  show(badge, !stays || q.stand === "volgende");
};
const drawn = (name, q) => {
  const node = drawing(name).firstElementChild;
  node.id = `vraag-${q.nummer}`;
  node.dataset.vraag = q.nummer;
  fill(node, q);
  mark(node, q, name);
  all("[data-steun]", node).forEach(makeButton);
  return node;
};

const order = () => [...standing].filter(([, s]) => s.place === "rij")
  .sort(([, a], [, b]) => Number(b.next) - Number(a.next) || a.at - b.at).map(([n]) => n);
const counted = (place) => [...standing.values()].filter((s) => s.place === place).length;

// Show what is new: in the right list, in the right order, with the reader's place kept.
const settle = () => keepPlace(() => {
  const before = new Set(pending);
  pending.clear();
  for (const n of before) {
    const q = questions.get(n);
    const node = nodeOf(n);
    const place = placeOf(q);
    if (node && listOf(node) === place) continue;
    node?.remove();
    if (!place) continue;
    const made = drawn(place, q);
    if (place === "klaar") lists.klaar.prepend(made);
    else lists[place].append(made);
  }
  order().map(nodeOf).filter((node) => node && listOf(node) === "rij").forEach((node, at) => {
    const there = lists.rij.children[at];
    if (there !== node) lists.rij.insertBefore(node, there ?? null);
  });
  offer();
  count();
});
const offer = () => {
  let [v, a] = [0, 0];
  for (const n of pending) {
    const place = placeOf(questions.get(n));
    if (place === "klaar") a += 1;
    else if (place === "rij" && !nodeOf(n)) v += 1;
  }
  const words = newsWords({ v, a });
  const button = one("[data-toon]");
  put(button, words ? say("toon", { wat: words }) : say("werk-bij"));
  show(one("[data-nieuw]"), pending.size > 0);
};
const count = () => {
  for (const place of ["rij", "klaar", "later"]) put(one(`[data-aantal="${place}"]`), String(counted(place)));
  show(one('[data-deel="klaar"]'), lists.klaar.children.length > 0);
  show(one('[data-deel="later"]'), lists.later.children.length > 0);
  show(one("[data-leeg]"), lists.rij.children.length === 0 && pending.size === 0);
};

const vanish = (n) => {
  for (let i = held.length - 1; i >= 0; i--) if (held[i].vraag?.nummer === n && held[i].vraag.tekst !== null) held.splice(i, 1);
  questions.delete(n);
  standing.delete(n);
  pending.delete(n);
  if (now.dataset.vraag === String(n)) drawNow(undefined);
  if (nodeOf(n)) keepPlace(() => nodeOf(n).remove());
  offer();
  count();
};

const drawNow = (q) => keepPlace(() => {
  now.style.minBlockSize = `${now.offsetHeight}px`;
  now.replaceChildren();
  if (q) {
    now.append(drawing("nu"));
    now.dataset.vraag = q.nummer;
    fill(now, q);
    show(one(".answer", now), Boolean(q.antwoord));
    show(one('[data-veld="wacht"]', now), !q.antwoord);
  } else {
    delete now.dataset.vraag;
    const empty = document.createElement("p");
    empty.textContent = say("nu-leeg");
    now.append(empty);
  }
});
addEventListener("resize", () => { now.style.minBlockSize = ""; });
const turn = (q) => {
  const shown = now.dataset.vraag === String(q.nummer);
  if (q.stand === "op_scherm" || (shown && q.stand === "beantwoord")) {
    drawNow(q);
    if (q.stand === "op_scherm" && !own.has(q.nummer)) voice.now = say("nu", { wat: q.tekst });
  } else if (shown) drawNow(undefined);
};

const join = (q) => {
  const into = q.tekst === null ? undefined : q.samengevoegd_met;
  if (into && !joined.has(into)) joined.set(into, new Set());
  for (const [n, numbers] of joined) {
    if (n === into) numbers.add(q.nummer);
    else numbers.delete(q.nummer);
    const node = nodeOf(n);
    if (node) put(one('[data-veld="samen"]', node), joinedWords(n));
  }
};

const take = (q) => {
  const before = standing.get(q.nummer)?.place;
  if (own.has(q.nummer)) takeOwn(q);
  join(q);
  if (q.tekst === null) return vanish(q.nummer);
  questions.set(q.nummer, q);
  const place = placeOf(q);
  standing.set(q.nummer, { place, next: q.stand === "volgende", at: q.plaats });
  if (place === "rij" && before === undefined) voice.count("v");
  if (place === "klaar" && before !== "klaar") voice.count("a");
  const node = nodeOf(q.nummer);
  if (node) {
    fill(node, q);
    mark(node, q);
  }
  if (listOf(node) === place) pending.delete(q.nummer);
  else pending.add(q.nummer);
  turn(q);
};

// --- one's own questions ------------------------------------------------------------------------

const OWN_NEWS = { geplaatst: "uw-rij", volgende: "uw-straks", op_scherm: "uw-nu", beantwoord: "uw-klaar", later: "uw-later", samengevoegd: "uw-samen" };
const ownWords = (q) => {
  if (q.tekst === null || q.stand === "afgewezen") return `${say("niet")} ${q.reden ?? ""}`.trim();
  if (q.stand === "wacht") return say("kijken");
  if (q.stand === "later") return q.eigenaar && q.uiterlijk ? say("belofte", { wie: q.eigenaar, dag: day(q.uiterlijk) }) : say("ooit");
  return q.stand === "samengevoegd" ? say("samen", { n: q.samengevoegd_met }) : `${say(`stand-${q.stand}`)}.`;
};
const drawOwn = () => keepPlace(() => {
  const queue = order();
  for (const [n, q] of own) {
    let node = one(`[data-eigen="${n}"]`, lists.mijn);
    if (!node) {
      node = drawing("eigen").firstElementChild;
      node.dataset.eigen = n;
      all('[data-veld="nummer"]', node).forEach((part) => put(part, String(n)));
      all("a[data-naar]", node).forEach((link) => { link.href = `${address}/vraag/${n}`; });
      lists.mijn.append(node);
    }
    put(one('[data-veld="kop"]', node), say("nummer", { n }));
    put(one('[data-veld="stand"]', node), ownWords(q));
    if (q.tekst) put(one('[data-veld="tekst"]', node), q.tekst);
    const ahead = queue.indexOf(n);
    put(one('[data-veld="voor"]', node), ahead < 0 ? "" : ahead === 0 ? say("eerste") : many("voor", ahead));
  }
  show(one("[data-mijn]"), lists.mijn.children.length > 0);
});
const takeOwn = (q) => {
  const before = own.get(q.nummer);
  own.set(q.nummer, { ...q, tekst: q.tekst ?? null });
  if (before.stand === q.stand && (before.tekst === null) === (q.tekst === null)) return;
  voice.tellOwn(say(q.tekst === null || q.stand === "afgewezen" ? "uw-niet" : OWN_NEWS[q.stand] ?? ""));
};
const isMine = (q) => {
  own.set(q.nummer, q);
  const node = nodeOf(q.nummer);
  if (node) show(one('[data-veld="eigen"]', node));
};

// --- wanting to know too ------------------------------------------------------------------------

const makeButton = (link) => {
  if (link.tagName !== "A") return;
  const button = drawing("knop").firstElementChild;
  const n = Number(link.closest("[data-vraag]").dataset.vraag);
  put(one('[data-veld="nummer"]', button), String(n));
  if (link.hasAttribute("data-aan")) supported.add(n);
  const had = document.activeElement === link;
  const draw = () => {
    button.setAttribute("aria-pressed", String(supported.has(n)));
    put(one("[data-woorden]", button), say("ook"));
  };
  button.addEventListener("click", async () => {
    if (!line.isOpen) return location.assign(link.href);
    const wanted = !supported.has(n);
    const switched = (is) => { supported[is ? "add" : "delete"](n); draw(); };
    switched(wanted);
    const answer = await line.ask("support", { vraag: n, aan: wanted }).catch(() => undefined);
    if (answer?.ok) return put(one('[data-veld="steun"]', button.parentElement), many("steun", answer.steun));
    switched(!wanted);
    voice.tellOwn(answer?.melding ?? say("mislukt"));
    put(one('[data-veld="steun"]', button.parentElement), answer?.melding ?? say("mislukt"));
  });
  draw();
  link.replaceWith(button);
  if (had) button.focus();
};

// --- asking, with an outbox: a question leaves once, also after a lost connection (F3) ---------

const OUTBOX = `uit:${root.dataset.uur}`;
const form = box?.closest("form");
const outbox = () => memory.get(OUTBOX) ?? [];
const PERSONAL = /\S@\S|(?:\d[ .-]?){8}|€|\beuro\b/i;
const drawOutbox = () => keepPlace(() => {
  all("[data-uit]", lists.mijn).forEach((node) => node.remove());
  for (const waiting of outbox()) {
    const node = drawing("uit").firstElementChild;
    put(one('[data-veld="tekst"]', node), waiting.tekst);
    const byHand = one("[data-zelf]", node);
    show(byHand, line.state === "vraagt");
    byHand.addEventListener("click", () => sendByHand(waiting));
    lists.mijn.prepend(node);
  }
  show(one("[data-mijn]"), lists.mijn.children.length > 0);
});
const forget = (key) => memory.set(OUTBOX, outbox().filter((waiting) => waiting.sleutel !== key));
const sendByHand = (waiting) => {
  box.value = waiting.tekst;
  form.elements.paragraaf.value = waiting.paragraaf;
  const key = document.createElement("input");
  Object.assign(key, { type: "hidden", name: "sleutel", value: waiting.sleutel });
  form.append(key);
  forget(waiting.sleutel);
  form.submit();
};
const send = async (waiting) => {
  const answer = await line.ask("ask", waiting).catch(() => undefined);
  if (!answer || (!answer.ok && !answer.melding)) return; // it stays in the outbox
  forget(waiting.sleutel);
  if (answer.ok) {
    if (box.value.trim() === waiting.tekst) {
      box.value = "";
      try { sessionStorage.removeItem(`typed:${form.dataset.keep}`); } catch { /* nothing was kept */ }
      box.dispatchEvent(new Event("input"));
    }
    isMine(questions.get(answer.nummer) ?? { nummer: answer.nummer, stand: "wacht", tekst: waiting.tekst });
    voice.tellOwn(say("verstuurd", { n: answer.nummer, tijd: time(serverNow()) }));
  } else {
    box.value ||= waiting.tekst;
    warn(answer.melding);
  }
  drawOutbox();
  drawOwn();
};
let flushing = false;
const flush = async () => {
  if (flushing || !line.isOpen) return;
  flushing = true;
  for (const waiting of outbox()) await send(waiting);
  flushing = false;
  if (outbox().length) setTimeout(flush, 5000);
};
const warn = (text) => {
  const shown = one(".form__warning", form) ?? document.createElement("p");
  shown.className = "alert alert--caution form__warning";
  shown.tabIndex = -1;
  put(shown, text);
  if (!shown.isConnected) one("[type=submit]", form).closest("p").before(shown);
  if (form.contains(document.activeElement)) shown.focus();
  else voice.tellOwn(text);
};
form?.addEventListener("submit", (event) => {
  const tekst = box.value.trim();
  const fits = tekst && tekst.length <= Number(box.dataset.limit) && !PERSONAL.test(tekst);
  if (!fits || line.state === "vraagt" || line.state === "") return; // the page that looks it over takes it
  event.preventDefault();
  event.stopPropagation();
  one(".form__warning", form)?.remove();
  const known = outbox().some((waiting) => waiting.tekst === tekst);
  if (!known) memory.set(OUTBOX, [...outbox(), { sleutel: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, tekst, paragraaf: form.elements.paragraaf.value }]);
  if (!outbox().length) return form.submit(); // nothing can be remembered here
  drawOutbox();
  document.getElementById("mijn-kop").focus();
  flush();
  if (!line.isOpen) connection("zoekt-vraag");
});

// --- the hour as a whole ------------------------------------------------------------------------

let hour = { stand: root.dataset.stand, begint_op: root.dataset.begint, eindigt_op: root.dataset.eindigt };
let offset = 0;
const serverNow = () => Date.now() + offset;
const BADGES = { wachtkamer: ["wacht", "positive"], live: ["live", "positive"], afgelopen: ["einde", "neutral"], verslag: ["einde", "neutral"] };
const isOver = () => ["afgelopen", "verslag", "afgelast"].includes(hour.stand);
const know = (told) => {
  const before = hour.stand;
  hour = told;
  const message = one("[data-melding]");
  const words = isOver() ? say(hour.stand === "afgelast" ? "afgelast" : "voorbij")
    : hour.stand !== "live" ? "" : hour.gespreksleider_weg ? say("weg") : hour.gepauzeerd ? say("pauze") : "";
  if (one("span", message).textContent !== words) keepPlace(() => { put(one("span", message), words); show(message, Boolean(words)); });
  show(one("[data-verslag]", message), isOver());
  const [word, tone] = BADGES[hour.stand] ?? [];
  if (word && before !== hour.stand) {
    put(one("[data-uurstand]"), say(word));
    one("[data-uurstand]").parentElement.className = `data-badge data-badge--${tone}`;
  }
  if (hour.stand === "live" && nowCard.hidden) keepPlace(() => show(nowCard));
  if (isOver() && before !== hour.stand) voice.tellOwn(words);
  const notes = one("[data-notities]");
  if (one('[data-veld="notities"]', notes).textContent !== hour.notities)
    keepPlace(() => { put(one('[data-veld="notities"]', notes), hour.notities); show(notes, Boolean(hour.notities)); });
  tick();
};
let contactAt = Date.now();
const tick = () => keepPlace(() => {
  if (line.isOpen) contactAt = line.heardAt;
  else if (line.contactAt) contactAt = Math.max(contactAt, line.contactAt);
  put(one("[data-bijgewerkt]"), say("bijgewerkt", { tijd: time(contactAt + offset) }));
  const clockWords = one("[data-klok]");
  const left = Math.ceil((new Date(hour.eindigt_op) - serverNow()) / 60000);
  if (isOver()) put(clockWords, say("einde"));
  else if (hour.stand === "live") put(clockWords, left < 1 ? say("bijna-om") : many("minuten", left));
  else if (hour.stand === "wachtkamer") {
    const begun = new Date(hour.begint_op) <= serverNow();
    put(clockWords, begun ? say("bijna") : say("begint", { tijd: time(hour.begint_op) }));
  }
});
setInterval(() => tick(), 10000);

// --- the connection, and standing still ---------------------------------------------------------

let telling;
let wasLost = false;
const connection = (name) => {
  clearTimeout(telling);
  wasLost = name.startsWith("zoekt") || name === "vraagt";
  keepPlace(() => put(one("[data-verbinding]"), say(name)));
};
const change = (state) => {
  root.dataset.lijn = state;
  show(one("[data-ververs]"), state !== "verbonden");
  if (state === "verbonden") {
    all("a[data-steun]").forEach(makeButton);
    connection(wasLost ? "weer" : "verbonden");
    fetchOwn().finally(flush);
  } else if (state === "vraagt") {
    connection("vraagt");
  } else {
    clearTimeout(telling);
    // A moment without a connection is nothing to tell.
    telling = setTimeout(() => connection(outbox().length ? "zoekt-vraag" : "zoekt"), 2000);
  }
  drawOutbox();
  tick();
};

const held = [];
let still = false;
let waiting = false;
const hear = (event) => {
  if (event.vraag?.tekst === null) vanish(event.vraag.nummer);
  held.push(event);
  if (!still && !waiting) {
    waiting = true;
    setTimeout(go);
  }
};
// What came in together is drawn together.
const go = () => {
  waiting = false;
  if (still) return;
  keepPlace(() => draw(held.splice(0)));
  voice.speak();
};
const draw = (events) => {
  for (const event of events) {
    if (event.vraag) take(event.vraag);
    for (const [n, steun] of Object.entries(event.steun ?? {})) {
      const q = questions.get(Number(n));
      if (q) q.steun = steun;
      all(`[data-vraag="${n}"] [data-veld="steun"]`).forEach((node) => put(node, many("steun", steun)));
    }
  }
  drawOwn();
  if (one("[data-direct]").checked) settle();
  offer();
  count();
};

const stop = one("[data-stil]");
stop.addEventListener("click", () => {
  still = !still;
  put(stop, say(still ? "ga-verder" : "zet-stil"));
  connection(still ? "stil" : line.isOpen ? "verbonden" : "zoekt");
  go();
});
one("[data-toon]").addEventListener("click", () => {
  const heading = document.getElementById("wacht");
  settle();
  heading.focus({ preventScroll: true });
});
const direct = one("[data-direct]");
direct.checked = memory.get("direct") === true;
direct.addEventListener("change", () => { memory.set("direct", direct.checked); if (direct.checked) settle(); });

const fetchOwn = async () => {
  const answer = await fetch(`${address}/mijn`, { headers: { accept: "application/json" } }).catch(() => undefined);
  const told = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  if (!told) return;
  offset = new Date(told.nu) - Date.now();
  told.eigen.forEach(isMine);
  told.steun.forEach((n) => supported.add(n));
  all("[data-steun]").length || all("button[aria-pressed]", lists.rij).forEach((button) =>
    button.setAttribute("aria-pressed", String(supported.has(Number(button.closest("[data-vraag]").dataset.vraag)))));
  drawOwn();
  tick();
};

const line = new Line({ hour: root.dataset.uur, address, since: Number(root.dataset.nummer), hear, know, change });
all("[data-with-script]").forEach((node) => node.removeAttribute("data-with-script"));
drawOutbox();
// First the number of this browser, so that the connection has it.
await fetchOwn();
line.open();
