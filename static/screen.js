// The big screen of a question hour: drawn anew by the server at each event. Without a connection
// it keeps what it shows and says that it looks for one.

const { Line } = await import(`./live.js${new URL(import.meta.url).search}`);

let main = document.querySelector("main");
const { uur, adres, nummer } = main.dataset;
let lost = false;
let wait;

const tell = () => {
  const place = main.querySelector("[data-verbinding]");
  const words = lost ? place.dataset.zoekt : "";
  if (place.textContent !== words) place.textContent = words;
};
const draw = () => {
  const asked = new XMLHttpRequest();
  asked.responseType = "document";
  asked.onload = () => {
    const found = asked.status === 200 && asked.response?.querySelector("main");
    if (!found) return;
    document.title = asked.response.title;
    const made = document.adoptNode(found);
    main.replaceWith(made);
    main = made;
    tell();
  };
  asked.open("GET", `${adres}/scherm`);
  asked.send();
};
const hear = () => {
  clearTimeout(wait);
  wait = setTimeout(draw, 200);
};
const change = (state) => {
  lost = state === "zoekt";
  tell();
};
new Line({ hour: uur, address: adres, since: Number(nummer), hear, know: hear, change }).open();
