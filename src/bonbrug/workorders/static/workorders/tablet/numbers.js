// Numbers and durations as people type them: every reading, and never a choice (values/ on the server).
const DAY = 24 * 60;

const whole = (minutes) => (minutes <= DAY ? [minutes] : []);
const parts = (hour, minute) => (Number(minute) < 60 ? whole(Number(hour) * 60 + Number(minute)) : []);
const decimal = (hour, part) =>
  whole(Number(hour) * 60 + Math.floor((Number(part.padEnd(2, "0")) * 60 + 50) / 100));

function pointed(bare) {
  const found = bare.match(/^(\d{1,2})([.,])(\d{1,2})$/);
  if (!found) return [];
  const [, hour, sign, part] = found;
  if (part.length === 1 || (sign === "," && ["25", "50", "75"].includes(part))) return decimal(hour, part);
  return [...new Set([...parts(hour, part), ...decimal(hour, part)])];
}

/** Return the minutes that a duration may mean: 7,5 and 7:30 and 7u30 are the same. */
export function durations(text) {
  const bare = text.trim().toLowerCase();
  let found = bare.match(/^(\d{1,4})\s*(?:min|minuten|minutes|m)\.?$/);
  if (found) return whole(Number(found[1]));
  found = bare.match(/^(\d{1,2})\s*(?::|u(?:ur)?|h)\s*(\d{2})(?::00|\s*(?:min|minuten|m)\.?)?$/)
    ?? bare.match(/^(0\d)(\d{2})$/);
  if (found) return parts(found[1], found[2]);
  const hours = bare.replace(/\s*(?:uur|uren|u|h|hours?)\.?$/, "");
  return /^\d{1,2}$/.test(hours) ? whole(Number(hours) * 60) : pointed(hours);
}

const plain = (digits) => digits.replace(/^0+(?=\d)/, "").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") || "0";

/** Return what a number may mean, written for the wire: 1.250 is 1250 or 1.25. */
export function numbers(text) {
  const bare = text.trim().replace(/[’‘]/g, "'").replace(/\s/g, " ").replace(/^\+/, "");
  if (!/^[\d., ']*\d[\d., ']*$/.test(bare) || bare.length > 20) return [];
  const found = [];
  const grouped = /^\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*$/;
  const lastApart = /^\d{1,3}(?:[ ']\d{3})+[.,]\d{3}$/; // 1 250.000 may still be a million
  if ((grouped.test(bare) || lastApart.test(bare)) && !/^0+\D/.test(bare)) found.push(plain(bare.replace(/\D/g, "")));
  const cut = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const [ahead, sign, places] = cut < 0 ? [bare, "", ""] : [bare.slice(0, cut), bare[cut], bare.slice(cut + 1)];
  const groups = ahead.match(grouped);
  if (/^\d*$/.test(places) && !(groups && groups[1] === sign) && (groups || /^\d*$/.test(ahead)))
    found.push(plain(`${ahead.replace(/\D/g, "") || 0}.${places || 0}`));
  return [...new Set(found)];
}

/** Write minutes as 1:30. */
export const clock = (minutes) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

/** Write a number of the wire as a person types it, so that it reads one way only. */
export function typed(number) {
  const [ahead, places = ""] = number.split(".");
  const end = places.length === 3 && /^[1-9]\d{0,2}$/.test(ahead.replace("-", "")) ? "0" : "";
  return places ? `${ahead},${places}${end}` : ahead;
}

const minutes = (time) => { const [hour, minute] = time.split(":"); return Number(hour) * 60 + Number(minute); };

/** Return how long hours on the wire are; an end before the begin is on the next day. */
export const worked = ({ begin, end, break_minutes: pause, total_minutes: total }) =>
  begin !== null && end !== null ? ((minutes(end) - minutes(begin) + DAY) % DAY) - pause : total;
