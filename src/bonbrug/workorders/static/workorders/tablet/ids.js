// UUIDv7: the time in milliseconds, and chance. Later ones sort behind those that are there.
const hex = (number, length) => number.toString(16).padStart(length, "0");

/** Return a new id at `now` (milliseconds), behind `last` (an id, or nothing). */
export function newId(now, last) {
  const before = last ? parseInt(last.replaceAll("-", "").slice(0, 12), 16) + 1 : 0;
  const time = hex(Math.max(now, before), 12);
  const chance = crypto.getRandomValues(new Uint8Array(10));
  chance[0] = 0x70 | (chance[0] & 0x0f);
  chance[2] = 0x80 | (chance[2] & 0x3f);
  const rest = [...chance].map((byte) => hex(byte, 2)).join("");
  return [time.slice(0, 8), time.slice(8), rest.slice(0, 4), rest.slice(4, 8), rest.slice(8)].join("-");
}
