// From a form to the values of an operation: `text` gives what a field holds; `wrong` names fields
// and the sentence that belongs there.
import { clock, durations, numbers, typed } from "./numbers.js";

const missing = (name) => ({ field: name, word: "required" });

function theOne(field, written, meant, write, none) {
  if (meant.length === 1) return { value: meant[0] };
  if (!meant.length) return { wrong: { field, word: none } };
  const facts = { typed: written, first: write(meant[0]), second: write(meant[1]) };
  return { wrong: { field, word: "ask", facts } };
}

function amount(text, wrong, field, { empty, most, least, places }) {
  const written = text(field).trim();
  if (!written && empty !== undefined) return empty;
  if (!written) { wrong.push(missing(field)); return null; }
  const found = theOne(field, written, numbers(written), typed, "number");
  if (found.wrong) { wrong.push(found.wrong); return null; }
  const value = found.value;
  if ((value.split(".")[1] ?? "").length > places) wrong.push({ field, word: "places", facts: { places } });
  else if (least !== undefined && Number(value) < least) wrong.push({ field, word: "least", facts: { least: typed(String(least)) } });
  else if (most !== undefined && Number(value) > most) wrong.push({ field, word: "most" });
  return value;
}

function hours(text) {
  const wrong = [];
  const [begin, end, long] = [text("begin"), text("end"), text("long").trim()];
  let total = null;
  if (!text("work_date")) wrong.push(missing("work_date"));
  if (!begin !== !end) wrong.push({ field: begin ? "end" : "begin", word: "both_times" });
  else if (!begin && !long) wrong.push({ field: "begin", word: "times_or_total" });
  if (long) {
    const found = theOne("long", long, durations(long), clock, "long");
    if (found.wrong) wrong.push(found.wrong); else total = found.value;
  }
  const values = {
    work_date: text("work_date") || null, begin: begin || null, end: end || null,
    break_minutes: Number(text("break_minutes")), total_minutes: total,
    hour_type: text("hour_type"), remark: text("remark"),
  };
  return { values, wrong };
}

function counted(text) {
  const wrong = [];
  const values = {
    quantity: amount(text, wrong, "quantity", { least: 0.001, places: 3 }),
    returned: Boolean(text("returned")),
    discount: amount(text, wrong, "discount", { empty: "0", most: 100, places: 2 }),
    warranty: text("warranty").trim(),
  };
  return { values, wrong };
}

function discount(text) {
  const wrong = [];
  return { values: { discount: amount(text, wrong, "discount", { empty: "0", most: 100, places: 2 }) }, wrong };
}

function named(text) {
  const found = counted(text);
  const name = text("name").trim();
  if (!name) found.wrong.unshift(missing("name"));
  return { ...found, values: { name, unit: text("unit").trim(), ...found.values } };
}

function signed(text) {
  const wrong = [];
  const values = { signer: text("signer").trim(), drawing: text("drawing"), agreed: Boolean(text("agreed")), finished: Boolean(text("finished")) };
  if (!values.signer) wrong.push(missing("signer"));
  else if (!values.drawing && !values.agreed) wrong.push({ field: "signer", word: "sign_box" });
  return { values, wrong };
}

/** How the form of each kind is read. */
export const READERS = {
  hours_added: hours, hours_changed: hours, hours_removed: hours,
  material_added: counted, material_typed: named, material_changed: counted, material_removed: counted,
  field_set: discount,
  order_signed: signed,
  order_picked_up: () => ({ values: {}, wrong: [] }),
};
