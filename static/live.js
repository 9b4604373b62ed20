// One connection to an hour: Socket.IO over a websocket, plain HTTP when that does not get through.
// Numbers have no gaps: what was missed is asked again, what came twice is left out.

const SPACE = "/vragenuur";
const SILENT_FOR = 25000;
const GIVES_UP_AFTER = 20000;
const ASKS_EVERY = 10000;
const LONGEST_WAIT = 30000;
const ANSWERS_WITHIN = 10000;

const some = (milliseconds) => milliseconds * (0.75 + Math.random() / 2);

export class Line {
  // `hear(event)` gets each event once and in order, `know(hour)` the hour as a whole,
  // `change(state)` how it stands: "verbonden", "zoekt" or "vraagt" (by plain HTTP).
  constructor({ hour, address, since, extra = {}, hear, know = () => {}, change = () => {} }) {
    Object.assign(this, { hour, address, since, extra, hear, know, change });
    this.state = "";
    this.tries = 0;
    this.asked = 0;
    this.answers = new Map();
    this.heardAt = Date.now();
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.lose());
    addEventListener("pagehide", () => this.socket?.close());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    setInterval(() => Date.now() - this.heardAt > SILENT_FOR && this.socket && this.lose(), 2000);
    this.lostAt = Date.now();
    setTimeout(() => this.fallBack(), GIVES_UP_AFTER);
  }

  get isOpen() { return this.state === "verbonden"; }

  open() {
    if (this.socket) return;
    clearTimeout(this.again);
    this.heardAt = Date.now();
    const place = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}`;
    const socket = new WebSocket(`${place}/socket.io/?EIO=4&transport=websocket`);
    this.socket = socket;
    socket.onmessage = ({ data }) => socket === this.socket && this.read(data);
    socket.onclose = () => socket === this.socket && this.lose();
  }

  lose() {
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    for (const { fail } of this.answers.values()) fail(new Error("lost"));
    this.answers.clear();
    if (this.state !== "zoekt" && this.state !== "vraagt") {
      this.lostAt = Date.now();
      this.tell("zoekt");
      setTimeout(() => this.fallBack(), GIVES_UP_AFTER);
    }
    clearTimeout(this.again);
    this.again = setTimeout(() => this.open(), some(Math.min(LONGEST_WAIT, 1000 * 2 ** this.tries++)));
  }

  tell(state) {
    if (state === this.state) return;
    this.state = state;
    this.change(state);
  }

  read(text) {
    this.heardAt = Date.now();
    const said = text.slice(text.indexOf(",") + 1);
    if (text[0] === "0") this.socket.send(`40${SPACE},`);
    else if (text === "2") this.socket.send("3");
    else if (text.startsWith("40")) this.join();
    else if (text.startsWith("42")) this.take(...JSON.parse(said));
    else if (text.startsWith("43")) {
      const number = parseInt(said);
      this.answers.get(number)?.done(JSON.parse(said.slice(said.indexOf("[")))[0]);
      this.answers.delete(number);
    } else if (text.startsWith("4")) this.lose();
  }

  take(name, data) {
    if (name === "gebeurtenis") this.follow(data);
    else if (name === "hartslag" && data.nummer > this.since) this.join();
  }

  follow(event) {
    if (event.nummer <= this.since) return;
    if (event.nummer > this.since + 1) return this.join();
    this.since = event.nummer;
    if (event.uur) this.know(event.uur);
    this.hear(event);
  }

  // Send an event; the answer, or an error when there is no connection.
  ask(name, data = {}) {
    if (this.socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error("closed"));
    const number = ++this.asked;
    return new Promise((done, fail) => {
      this.answers.set(number, { done, fail });
      setTimeout(() => this.answers.delete(number) && fail(new Error("late")), ANSWERS_WITHIN);
      this.socket.send(`42${SPACE},${number}${JSON.stringify([name, data])}`);
    });
  }

  async join() {
    if (this.joining === this.socket) return;
    const socket = this.joining = this.socket;
    const answer = await this.ask("join", { uur: this.hour, na: this.since, ...this.extra }).catch(() => undefined);
    this.joining = undefined;
    if (socket !== this.socket) return;
    if (!answer?.ok) return this.lose();
    this.tries = 0;
    this.know(answer.uur);
    answer.gebeurtenissen.forEach((event) => this.follow(event));
    this.tell("verbonden");
  }

  // Without a websocket for a while: ask every ten seconds over plain HTTP, and go on trying.
  async fallBack() {
    if (this.isOpen || Date.now() - this.lostAt < GIVES_UP_AFTER - 1000) return;
    clearTimeout(this.polls);
    const answer = await fetch(`${this.address}/gebeurtenissen?na=${this.since}`).catch(() => undefined);
    const told = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
    if (this.isOpen) return;
    if (told) {
      told.gebeurtenissen.forEach((event) => this.follow(event));
      this.know(told.uur);
      this.contactAt = Date.now();
    }
    this.tell(told ? "vraagt" : "zoekt");
    this.polls = setTimeout(() => this.fallBack(), told && told.nummer > this.since ? 0 : some(ASKS_EVERY));
  }
}
