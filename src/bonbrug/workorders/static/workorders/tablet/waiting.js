// The waiting list: operations in the order in which they were done, until the server has them.
// state: waiting, asks, refused, kept (the office chooses) or done (until it is read back).
import { asked, fact, read, write } from "./store.js";
import { newId } from "./ids.js";

const PARTS = ["id", "kind", "order", "at", "values", "seen", "sure", "after"];
const OPEN = ["asks", "refused", "kept"]; // somebody has to look at it
const MOST_TRIES = 20;
const AT_ONCE = 50;
const MOST_LETTERS = 500_000; // an MB of bytes is what the server takes

const isOpen = (one) => ["waiting", "asks"].includes(one.state);

const subject = ({ kind, values }) =>
  values.line ?? (kind === "field_set" ? Object.keys(values)[0] : null);

async function before(operations, operation) {
  const pending = (await asked(operations.getAll())).filter((one) => one.order === operation.order && isOpen(one));
  const about = subject(operation);
  const same = pending.filter((one) => about !== null && (subject(one) === about || one.id === about));
  return same.at(-1)?.id;
}

/** Take one off the list, with what is about the line that it would have made. */
async function drop(operations, gone) {
  await asked(operations.delete(gone.id));
  for (const other of await asked(operations.getAll())) {
    if (other.values.line === gone.id) await drop(operations, other);
    else if (other.after === gone.id) {
      const { after, ...free } = other;
      await asked(operations.put(gone.after ? { ...free, after: gone.after } : free));
    }
  }
}

/** Put an operation behind the others and return its id; `instead` is one that it replaces. */
export function add({ kind, order, values, seen = {}, employee }, instead) {
  return write(async ({ operations }) => {
    const replaced = instead && await asked(operations.get(instead));
    if (replaced && OPEN.includes(replaced.state)) await drop(operations, replaced);
    const last = await asked(operations.openKeyCursor(null, "prev"));
    const now = new Date();
    const operation = { kind, order, values, seen, employee, at: now.toISOString(), sure: false, state: "waiting", tries: 0 };
    operation.id = newId(now.getTime(), last?.key);
    const after = await before(operations, operation);
    if (after) operation.after = after;
    await asked(operations.add(operation));
    return operation.id;
  });
}

/** Return everything that is on the list, oldest first. */
export const all = () => read(({ operations }) => asked(operations.getAll()));

export const one = (id) => read(({ operations }) => asked(operations.get(id)));

/** Answer a question with yes: the same operation goes again. */
export const confirm = (id) => write(async ({ operations }) => {
  const there = await asked(operations.get(id));
  if (there?.state === "asks") await asked(operations.put({ ...there, sure: true, state: "waiting", tries: 0 }));
});

/** Let go of one that asks, was refused or is with the office; one that waits stays. */
export const letGo = (id) => write(async ({ operations }) => {
  const there = await asked(operations.get(id));
  if (there && OPEN.includes(there.state)) await drop(operations, there);
});

/** Return what may go now: whose it is, and the operations as the wire has them. */
export const next = () => read(async ({ operations, facts }) => {
  const list = await asked(operations.getAll());
  const me = (await fact(facts, "employee"))?.id;
  const asking = new Set(list.filter((one) => one.state === "asks").map((one) => one.id));
  // A customer signed for all that was done before: it has to be there first.
  const held = (one) => (one.kind === "order_signed"
    ? list.some((other) => other.order === one.order && other.id < one.id && isOpen(other)) : asking.has(one.after));
  const batch = [];
  let letters = 0;
  for (const one of list) {
    if (one.state !== "waiting" || one.employee !== me || held(one)) continue;
    letters += JSON.stringify(one).length;
    if (batch.length && (letters > MOST_LETTERS || batch.length === AT_ONCE)) break;
    batch.push(Object.fromEntries(PARTS.filter((part) => part in one).map((part) => [part, one[part]])));
  }
  return { employee: me, operations: batch };
});

function settled(operation, answer) {
  const told = { code: answer.code, text: answer.text };
  if (answer.result !== "again") return { ...operation, ...told, state: answer.result };
  const tries = operation.tries + 1;
  return { ...operation, ...told, tries, state: tries < MOST_TRIES ? "waiting" : "refused" };
}

/** Keep what the server answered; return whether any of it will not have to be sent again. */
export const settle = (answers, now) => write(async ({ operations, facts }) => {
  let over = false;
  for (const answer of answers) {
    const there = answer.id && await asked(operations.get(answer.id));
    if (there?.state !== "waiting") continue;
    const after = settled(there, answer);
    over ||= after.state !== "waiting";
    await asked(operations.put(after));
  }
  await asked(facts.put({ name: "sent", value: now.toISOString() }));
  await asked(facts.delete("trouble"));
  return over;
});
