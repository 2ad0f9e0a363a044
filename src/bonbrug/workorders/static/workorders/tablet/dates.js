// Days and times as the pages of the server write them.
const language = document.documentElement.lang;
const write = (day, how) => new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { ...how, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** Return a day as zaterdag 29 november 2026. */
export const long = (day) => (day ? write(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "") : "");

/** Return a day as za 29 nov 2026. */
export const short = (day) => (day ? write(day, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).replace(",", "") : "");

/** Return the day of today, as the wire has it. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
