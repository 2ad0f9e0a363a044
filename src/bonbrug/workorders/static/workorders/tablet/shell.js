// The page without signal: what was asked for is drawn from what the device holds.
import { everything } from "./reading.js";
import { draw } from "./drawing.js";
import { ofOrder, ROAD } from "./facts.js";
import { seen, shownToSign } from "./seen.js";
import { clock, typed } from "./numbers.js";
import { long, today as thisDay } from "./dates.js";
import { begin } from "./form_start.js";
import { word } from "./words.js";

const place = (name) => document.getElementById(name);

// Scripts of the pages of the server, for the forms that they know.
function run(scripts) {
  for (const address of scripts.split(" ").filter(Boolean)) {
    const script = document.createElement("script");
    [script.src, script.async] = [address, false];
    document.body.append(script);
  }
}

function show(name, facts, { under = "", back = "" } = {}) {
  const template = place(`page-${name}`);
  const heading = facts.heading ?? template.dataset.heading;
  place("heading").textContent = heading;
  place("under").textContent = under;
  document.title = `${heading} · ${place("heading").dataset.house}`;
  place("back").hidden = !back;
  if (back) place("back").href = back;
  place("page").replaceChildren(draw(template, facts));
}

function today(held) {
  const orders = held.orders.map((order) => ofOrder(order, held.types));
  const [busy, waiting, signed] = ["at_hand", "ready", "signed"].map((status) => orders.filter((one) => one[status]));
  const facts = { busy, waiting, signed, some_busy: busy.length, some_waiting: waiting.length, some_signed: signed.length, nothing: !orders.length };
  show("today", facts, { under: `${long(thisDay())} · ${held.employee.name}` });
}

const inside = (draws) => (held, id, ...more) => {
  const order = held.orders.find((one) => one.id === Number(id));
  if (!order) { missing(); return; }
  const facts = ofOrder(order, held.types);
  if (draws !== work && order.status !== "picked_up") { work(held, order, facts); return; }
  draws(held, order, facts, ...more);
};

function work(held, order, facts) {
  show("order", { ...facts, heading: facts.customer }, { under: `${word("order")} ${order.name}`, back: ROAD });
  for (const form of place("page").querySelectorAll("form[data-line]"))
    form.seen = [...order.hours, ...order.materials].find((line) => String(line.line) === form.dataset.line)?.values;
}

const form = (name, draws) => inside((held, order, facts, ...more) => {
  const found = draws(held, order, facts, ...more);
  if (!found) { missing(); return; }
  show(name, { ...facts, ...found.facts }, { under: facts.customer, back: facts.address });
  const drawn = place("page").querySelector("form[data-operation]");
  if (drawn) begin(drawn, found);
  run(place(`page-${name}`).dataset.scripts ?? "");
});

const lineOf = (lines, id) => lines.find((one) => String(one.line) === id);
const NEW = { quantity: "1", returned: "", discount: "", warranty: "" };
const counted = ({ quantity, returned, discount, warranty }) =>
  ({ quantity: typed(quantity), returned: returned ? "on" : "", discount: discount === "0" ? "" : typed(discount), warranty });

const written = ({ begin: from, end, total_minutes: total, ...more }) =>
  ({ ...more, begin: from ?? "", end: end ?? "", long: total === null ? "" : clock(total) });

const hours = (held, order, facts, id) => {
  if (id === undefined) return { kind: "hours_added", facts: { adds: true }, types: held.types, texts: { work_date: thisDay() } };
  const line = lineOf(order.hours, id);
  return line && { kind: "hours_changed", facts: { line: id, changes: true }, seen: line.values, types: held.types, texts: written(line.values) };
};

const quantity = (held, order, facts, id) => {
  const article = held.materials.find((one) => String(one.id) === id);
  return article && { kind: "material_added", facts: { ...article, material: id, heading: article.name, adds: true }, texts: NEW };
};

const change = (held, order, facts, id) => {
  const line = lineOf(order.materials, id);
  return line && { kind: "material_changed", facts: { name: line.name, unit: line.unit, code: line.code, line: id, heading: line.name, changes: true }, seen: line.values, texts: counted(line.values) };
};

function pick(held, order, facts) {
  const sought = new URLSearchParams(location.search).get("zoek")?.trim() ?? "";
  const words = sought.toLowerCase().split(/\s+/);
  const found = held.materials.filter((one) => words.every((part) => `${one.code} ${one.name}`.toLowerCase().includes(part)));
  const materials = found.map((one) => ({ ...one, address: `${facts.materials_address}lijst/${one.id}/` }));
  return { facts: { materials, none: !found.length, by_hand: `${facts.materials_address}hand/?naam=${encodeURIComponent(sought)}`, sought } };
}

const hand = () => ({ kind: "material_typed", facts: {}, texts: { ...NEW, name: new URLSearchParams(location.search).get("naam") ?? "", unit: "" } });
const less = (held, order) => ({ kind: "field_set", facts: {}, seen: { discount: order.values.discount }, texts: { discount: counted({ ...order.values, quantity: "1" }).discount } });
const sign = (held, order, facts) => ({ kind: "order_signed", facts: {}, seen: shownToSign(order), texts: { signer: facts.contact, finished: "on" } });

const missing = () => show("missing", {}, { back: ROAD });

const ROUTES = [
  [/^$/, today],
  [/^bon\/(\d+)\/$/, inside(work)],
  [/^bon\/(\d+)\/uren\/(?:([\w-]+)\/)?$/, form("hours", hours)],
  [/^bon\/(\d+)\/materialen\/$/, form("pick", pick)],
  [/^bon\/(\d+)\/materialen\/hand\/$/, form("hand", hand)],
  [/^bon\/(\d+)\/materialen\/lijst\/(\d+)\/$/, form("quantity", quantity)],
  [/^bon\/(\d+)\/materialen\/([\w-]+)\/$/, form("quantity", change)],
  [/^bon\/(\d+)\/korting\/$/, form("discount", less)],
  [/^bon\/(\d+)\/ondertekenen\/$/, form("sign", sign)],
];

// Oldest first; what has no day or no time comes last.
const planned = (one) => `${one.work_date ?? "9"} ${one.work_time ?? "9"}`;

function held({ operations, orders, employee, lists }) {
  const sorted = [...orders].sort((one, other) => (planned(one) < planned(other) ? -1 : 1));
  return { employee, orders: sorted.map((one) => seen(one, operations)), types: lists.hour_types, materials: lists.materials };
}

async function look() {
  const there = await everything();
  if (!there.employee || !there.lists) { show("unread", {}); return; }
  const asked = location.pathname.slice(ROAD.length);
  for (const [pattern, draws] of ROUTES) {
    const found = asked.match(pattern);
    if (found) { draws(held(there), ...found.slice(1)); return; }
  }
  missing();
}

const start = () => look().catch(() => show("unread", {}));

/** Draw what was asked for; a list again when what waits changed, a form never under somebody's hands. */
export function drawHeld() {
  document.addEventListener("tablet:changed", () => { if (!place("page").querySelector(".form-control")) start(); });
  start();
}
