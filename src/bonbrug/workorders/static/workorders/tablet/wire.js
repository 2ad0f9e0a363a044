// The private interface of the tablet (docs/wire/tablet.md).
const ROAD = "/werkbonnen/tablet/v1/";
const LIMIT = 20_000; // milliseconds

/** An answer that refuses the whole request; `text` says why in two languages. */
export class Trouble extends Error {
  constructor(status, { code = "", text = null }, wait) {
    super(code);
    [this.status, this.code, this.text, this.wait] = [status, code, text, wait];
  }
}

/** Ask or send; a line that fails raises something else than Trouble. */
export async function call(address, body) {
  const sent = body && { method: "POST", body: JSON.stringify(body) };
  const headers = { "Content-Type": "application/json", "X-Bonbrug-Tablet": "1" };
  const answer = await fetch(ROAD + address, {
    ...sent, headers: body ? headers : {}, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(LIMIT),
  });
  // A network that asks for a log-in answers with a page of its own: that is no answer of ours.
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new TypeError("no answer");
  const given = await answer.json();
  if (!answer.ok) throw new Trouble(answer.status, given, Number(answer.headers.get("Retry-After")) * 1000);
  return given;
}
