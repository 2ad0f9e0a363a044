// What the templates of the pages without signal are filled with.
import { clock, typed } from "./numbers.js";
import { long, short, today } from "./dates.js";
import { word } from "./words.js";

export const ROAD = "/werkbonnen/tablet/";

const joined = (parts, sign) => parts.filter(Boolean).join(sign);

// A line that the server has is changed at its own address; one that is only here is taken off.
const who = (line, { open }) => ({ editable: open && typeof line.line === "number", removable: open && typeof line.line !== "number" });

function hours(line, base, types) {
  const { begin, end, hour_type: code, break_minutes: pause, work_date: day, remark } = line.values;
  const type = types.find((one) => one.code === code)?.name ?? code;
  const timed = begin && end;
  return {
    ...line, remark,
    what: timed ? `${begin}–${end}` : type || word("hours"),
    more: joined([short(day), timed && type, pause && word("break", { minutes: pause })], " · "),
    number: clock(line.minutes), ...who(line, base),
    address: `${base.address}uren/${line.line}/`, after: base.address,
  };
}

function material(line, base) {
  const { quantity, returned, discount, warranty } = line.values;
  const less = warranty ? word("warranty", { reason: warranty }) : discount !== "0" && word("less", { percentage: typed(discount) });
  return {
    ...line, what: line.name,
    more: joined([line.code, returned && word("returned"), less], " · "),
    number: `${returned ? "-" : ""}${typed(quantity)} ${line.unit}`, ...who(line, base),
    address: `${base.address}materialen/${line.line}/`, after: base.address,
  };
}

/** Return everything that is shown of a work order. */
export function ofOrder(order, types) {
  const { customer } = order;
  const base = { id: order.id, address: `${ROAD}bon/${order.id}/`, open: order.status === "picked_up" };
  const minutes = order.hours.reduce((sum, line) => sum + line.minutes, 0);
  const title = order.short_description || order.type_of_work || word("the_work");
  return {
    ...base, order: order.id, after: base.address, name: order.name, title, customer: customer.name,
    day: joined([long(order.work_date), order.work_time], ", "), time: order.work_time,
    when: order.work_date === today() ? word("today") : short(order.work_date),
    street: `${customer.street} ${customer.house_number}`.trim(), city: `${customer.postal_code} ${customer.city}`.trim(),
    where: joined([`${customer.street} ${customer.house_number}`.trim(), customer.city], ", "),
    contact: customer.contact, phone: customer.phone, call: `tel:${customer.phone.replace(/[^\d+]/g, "")}`,
    description: order.values.description, internal: order.values.internal_description,
    discount: order.values.discount === "0" ? "" : typed(order.values.discount),
    hours: order.hours.map((line) => hours(line, base, types)), materials: order.materials.map((line) => material(line, base)),
    no_hours: !order.hours.length, no_materials: !order.materials.length, nothing: !order.hours.length && !order.materials.length,
    total: minutes ? clock(minutes) : "", ready: order.status === "ready", at_hand: order.status === "picked_up", signed: order.status === "signed",
    hours_address: `${base.address}uren/`, materials_address: `${base.address}materialen/`, sign_address: `${base.address}ondertekenen/`,
    discount_address: `${base.address}korting/`,
  };
}
