// What the employee sees of a work order: what the server gave, with everything that waits over it.
import { worked } from "./numbers.js";

const TOLD = ["waiting", "asks", "done"]; // what was refused or is with the office is not shown as there

const about = (line, key) => line.line === key || line.made_by === key;
const period = (one) => ({ line: one.id, made_by: one.id, minutes: worked(one.values), values: one.values, waits: one.state !== "done" });
const used = (one) => {
  const { name, unit, quantity, returned, discount, warranty } = one.values;
  return { line: one.id, made_by: one.id, code: "", name, unit, values: { quantity, returned, discount, warranty }, waits: one.state !== "done" };
};
const given = ({ line, name, unit, ...values }) => values;

const added = (make) => (lines, one) => (lines.some((line) => line.made_by === one.id) ? lines : [...lines, make(one)]);
const changed = (more) => (lines, one) => lines.map((line) => (about(line, one.values.line)
  ? { ...line, values: given(one.values), ...more(one), waits: one.state !== "done" } : line));
const removed = (lines, one) => lines.filter((line) => !about(line, one.values.line));

const LINES = {
  hours_added: ["hours", added(period)],
  hours_changed: ["hours", changed((one) => ({ minutes: worked(one.values) }))],
  hours_removed: ["hours", removed],
  material_added: ["materials", added(used)],
  material_typed: ["materials", added(used)],
  material_changed: ["materials", changed(() => ({}))],
  material_removed: ["materials", removed],
};

function apply(order, one) {
  if (one.kind === "order_picked_up") return { ...order, status: "picked_up" };
  if (one.kind === "order_signed") return { ...order, status: "signed" };
  if (one.kind === "field_set") return { ...order, values: { ...order.values, ...one.values } };
  const [name, change] = LINES[one.kind];
  return { ...order, [name]: change(order[name], one) };
}

/** Return the work order as it will be when all of it has been sent. */
export const seen = (order, operations) => operations
  .filter((one) => one.order === order.id && TOLD.includes(one.state))
  .reduce(apply, order);

/** Return what a customer who signs sees, as the wire has it. */
export const shownToSign = (order) => ({
  description: order.values.description,
  discount: order.values.discount,
  hours: Object.fromEntries(order.hours.map((line) => [line.line, line.minutes])),
  materials: Object.fromEntries(order.materials.map(({ line, values }) =>
    [line, values.returned && values.quantity !== "0" ? `-${values.quantity}` : values.quantity])),
});
