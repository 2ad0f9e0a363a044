// Always visible: how much waits and since when, what needs attention, and the waiting list as a file.
import { all, confirm, letGo } from "./waiting.js";
import { asked, fact, read } from "./store.js";
import { send } from "./sending.js";
import { draw } from "./drawing.js";
import { counted, inOurs, word } from "./words.js";

const place = (name) => document.getElementById(name);
const two = (number) => String(number).padStart(2, "0");

function moment(text) {
  const then = new Date(text);
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  const today = then.toDateString() === new Date().toDateString();
  return today ? time : `${two(then.getDate())}-${two(then.getMonth() + 1)} ${time}`;
}

const told = () => read(async ({ operations, orders, facts }) => {
  const names = new Map((await asked(orders.getAll())).map((one) => [one.id, one.customer.name]));
  const list = (await asked(operations.getAll())).filter((one) => one.state !== "done");
  const me = (await fact(facts, "employee"))?.id;
  return {
    sent: await fact(facts, "sent"),
    trouble: await fact(facts, "trouble"),
    others: me !== undefined && list.some((one) => one.state === "waiting" && one.employee !== me),
    lines: list.map((one) => ({
      id: one.id, state: one.state, what: word(`kind_${one.kind}`), where: names.get(one.order) ?? "",
      sentence: inOurs(one.text), asks: one.state === "asks", at: moment(one.at),
    })),
  };
});

function sentence(waits, sent) {
  if (!waits) return "";
  const last = sent ? word("last_sent", { time: moment(sent) }) : word("never_sent");
  return `${counted("waits", waits)} · ${last}`;
}

function reason(waiting, trouble, others) {
  if (!waiting.length) return "";
  return trouble ? inOurs(trouble.text) : others ? word("of_other") : "";
}

// Only what changed is written: a screen reader says it once, and an open list stays open.
function put(box, mark, parts) {
  if (box.dataset.mark === mark) return;
  box.dataset.mark = mark;
  const open = box.querySelector("details")?.open;
  box.replaceChildren(...parts);
  if (open) box.querySelector("details")?.setAttribute("open", "");
}

let length = 0;
let before = "";

/** Return how many there are on the list, as was shown last. */
export const listed = () => length;

/** Show how it stands. */
export async function show() {
  const { sent, trouble, others, lines } = await told();
  length = lines.length;
  const mark = JSON.stringify(lines);
  if (before && mark !== before) document.dispatchEvent(new Event("tablet:changed"));
  before = mark;
  const waiting = lines.filter((one) => one.state === "waiting");
  const here = new Set([...document.querySelectorAll("form[data-open]")].map((form) => form.dataset.open));
  const attention = lines.filter((one) => one.state !== "waiting" && !here.has(one.id)); // said at its form
  const line = sentence(waiting.length, sent);
  if (place("tablet-waits").textContent !== line) place("tablet-waits").textContent = line;
  const why = reason(waiting, trouble, others);
  put(place("tablet-list"), JSON.stringify([waiting, why]),
    waiting.length ? [draw(place("tablet-waiting"), { lines: waiting, why })] : []);
  put(place("tablet-attention"), JSON.stringify(attention),
    attention.length ? [draw(place("tablet-attention-list"), { lines: attention })] : []);
}

async function saveFile() {
  const content = { version: 1, saved_at: new Date().toISOString(), operations: await all() };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  link.download = `bonbrug-${content.saved_at.slice(0, 16).replace(":", "")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const ANSWERS = {
  yes: async (id) => { await confirm(id); await send({ now: true }); },
  drop: letGo,
  file: saveFile,
};

/** Let the buttons of what needs attention work. */
export function listen() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-answer]");
    if (!button) return;
    await ANSWERS[button.dataset.answer](button.dataset.id);
    await show();
  });
}
