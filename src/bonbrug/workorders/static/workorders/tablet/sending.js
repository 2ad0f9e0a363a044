// The one sender: oldest first, and one page at a time. A line that fails is no attempt.
import { asked, write } from "./store.js";
import { all, next, settle } from "./waiting.js";
import { readWork } from "./reading.js";
import { call, Trouble } from "./wire.js";

const FIRST_PAUSE = 5_000, LONGEST_PAUSE = 300_000; // milliseconds
const LOCK = "bonbrug-tablet-send";
const STOPS = [400, 401, 403, 409, 415];

let failures = 0;
let resting = 0;

function failed(error) {
  failures += 1;
  const pause = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
  resting = Date.now() + Math.max(pause, (error instanceof Trouble && error.wait) || 0);
}

// A tablet that is not linked any more shows nobody's work; what waits stays.
const note = (error) => write(async ({ facts, orders }) => {
  await asked(facts.put({ name: "trouble", value: { code: error.code, text: error.text } }));
  if (error.status !== 401) return;
  await asked(orders.clear());
  for (const name of ["cursor", "lists"]) await asked(facts.delete(name));
});

async function sendAll() {
  let over = false;
  for (;;) {
    const batch = await next();
    if (!batch.operations.length) return over;
    const { answers } = await call("operations", batch);
    const some = await settle(answers, new Date());
    over ||= some;
    if (!some) return over; // all of it has to wait for something else
  }
}

async function round(look) {
  try {
    if (!(await next()).employee) await readWork(); // whose work it is, comes first
    const over = await sendAll();
    const back = (await all()).some((one) => one.state === "done");
    if (look || over || back) await readWork();
    failures = 0;
  } catch (error) {
    if (error instanceof Trouble && STOPS.includes(error.status)) await note(error);
    failed(error);
  }
}

/** Send what waits; `look` reads the work too, `now` does not wait for a pause to end. */
export async function send({ look = false, now = false } = {}) {
  if (!now && Date.now() < resting) return;
  await navigator.locks.request(LOCK, () => round(look));
}
