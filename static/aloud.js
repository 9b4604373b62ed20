// Reads a text aloud with the browser's own voice, and marks where it is. Fetched when it is asked for first.
// A sentence at a time: long texts make some voices fall silent, and not every browser can pause within one.

const voices = globalThis.speechSynthesis;
const SILENT = "button, form, .alinea__tools, .alinea__number, .footnotes, .visually-hidden, [hidden], [aria-hidden=true]";
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, caption, figcaption, div";
const dutch = () => voices.getVoices().find((one) => /^nl([-_]|$)/i.test(one.lang));

let now; // What is being read: its button, sentences, the place of the one that is heard, and whether it waits.

// The text a person reads, in blocks, each with its pieces and where they begin.
const blocksOf = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const blocks = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement.closest(BLOCKS) ?? root;
    if (blocks.at(-1)?.element !== element) blocks.push({ element, text: "", pieces: [] });
    const block = blocks.at(-1);
    block.pieces.push({ node, begin: block.text.length });
    block.text += node.data;
  }
  return blocks.filter((block) => block.text.trim());
};

const cut = (text) => {
  if (globalThis.Intl?.Segmenter)
    return [...new Intl.Segmenter("nl", { granularity: "sentence" }).segment(text)].map((one) => [one.index, one.segment]);
  return [...text.matchAll(/[^.!?]+[.!?]*\s*/g)].map((one) => [one.index, one[0]]);
};

const rangeOf = ({ pieces }, begin, end) => {
  const spot = (at) => pieces.findLast((piece) => piece.begin <= at) ?? pieces[0];
  const range = new Range();
  const first = spot(begin), last = spot(Math.max(begin, end - 1));
  range.setStart(first.node, Math.min(begin - first.begin, first.node.length));
  range.setEnd(last.node, Math.min(end - last.begin, last.node.length));
  return range;
};

const sentencesOf = (root) => blocksOf(root).flatMap((block) =>
  cut(block.text).filter(([, words]) => words.trim()).map(([at, words]) => ({
    words: words.trim().replace(/\s+/g, " "),
    element: block.element,
    range: rangeOf(block, at, at + words.trimEnd().length),
  })));

const mark = (sentence) => {
  document.querySelectorAll(".is-read").forEach((one) => one.classList.remove("is-read"));
  globalThis.CSS?.highlights?.delete("read-aloud");
  if (!sentence) return;
  if (globalThis.Highlight) CSS.highlights.set("read-aloud", new Highlight(sentence.range));
  else sentence.element.classList.add("is-read");
  const box = sentence.range.getBoundingClientRect();
  if (box.height && (box.top < 0 || box.bottom > innerHeight)) sentence.element.scrollIntoView({ block: "center" });
};

const label = (text) => { now.button.querySelector("span").textContent = text; };

const speak = () => {
  const reading = now, sentence = now.sentences[now.at];
  if (!sentence) return end(now.button.dataset.told);
  const speech = new SpeechSynthesisUtterance(sentence.words);
  speech.voice = dutch() ?? null;
  speech.lang = "nl-NL";
  mark(sentence);
  // Cancelling an utterance ends it too: only the one that is heard moves on.
  speech.onend = () => {
    if (now !== reading || reading.waits || reading.speech !== speech) return;
    reading.at += 1;
    speak();
  };
  speech.onerror = (event) => { if (now === reading && reading.speech === speech && !["canceled", "interrupted"].includes(event.error)) end(reading.button.dataset.failed); };
  reading.speech = speech;
  voices.speak(speech);
};

const end = (told) => {
  if (!now) return;
  const { button, stop, tell, start } = now;
  const held = document.activeElement === stop;
  now.speech = undefined;
  label(start);
  now = undefined;
  voices.cancel();
  mark();
  stop.remove();
  if (held) button.focus();
  if (told) tell(told);
};

const begin = (button, tell) => {
  const text = document.getElementById(button.dataset.readAloud);
  text.closest("details")?.setAttribute("open", "");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = button.className;
  stop.textContent = button.dataset.stop;
  stop.addEventListener("click", () => end(button.dataset.stopped));
  now = { button, stop, tell, start: button.querySelector("span").textContent, sentences: sentencesOf(text), at: 0, waits: false };
  button.after(" ", stop);
  label(button.dataset.pause);
  tell(button.dataset.begun);
  speak();
};

// One press begins, pauses or goes on; another button first ends what was read.
export const press = (button, tell) => {
  if (now?.button !== button) {
    end();
    return begin(button, tell);
  }
  now.waits = !now.waits;
  label(now.waits ? button.dataset.on : button.dataset.pause);
  if (!now.waits) return speak();
  now.speech = undefined;
  voices.cancel();
  tell(button.dataset.paused);
};

addEventListener("keydown", (event) => { if (event.key === "Escape" && now) end(now.button.dataset.stopped); });
addEventListener("pagehide", () => end());
