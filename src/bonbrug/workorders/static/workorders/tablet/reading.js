// Reading the work of the employee: only what changed since the cursor, page after page.
import { asked, fact, read, write } from "./store.js";
import { call, Trouble } from "./wire.js";

async function keep(given, doneBefore) {
  await write(async ({ operations, orders, facts }) => {
    const before = await fact(facts, "employee");
    if (given.full || before?.id !== given.employee.id) await asked(orders.clear());
    for (const order of given.orders) await asked(orders.put(order));
    for (const id of given.gone) await asked(orders.delete(id));
    await asked(facts.put({ name: "employee", value: given.employee }));
    await asked(facts.put({ name: "cursor", value: given.cursor }));
    if (given.lists) await asked(facts.put({ name: "lists", value: given.lists }));
    await asked(facts.delete("trouble"));
    // What was done before this was asked is in it.
    if (!given.more) for (const id of doneBefore) await asked(operations.delete(id));
  });
}

const begin = () => read(async ({ operations, facts }) => ({
  cursor: await fact(facts, "cursor"),
  done: (await asked(operations.getAll())).filter((one) => one.state === "done").map((one) => one.id),
}));

/** Read until there is no more. */
export async function readWork() {
  let { cursor, done } = await begin();
  for (;;) {
    const since = cursor ? `?since=${encodeURIComponent(cursor)}` : "";
    let given;
    try {
      given = await call(`work${since}`);
    } catch (error) {
      if (!(error instanceof Trouble) || ![400, 414].includes(error.status) || !cursor) throw error;
      cursor = "";
      continue;
    }
    await keep(given, done);
    if (!given.more) return;
    cursor = given.cursor;
  }
}

/** Return what the pages without signal are drawn from. */
export const everything = () => read(async ({ operations, orders, facts }) => ({
  operations: await asked(operations.getAll()),
  orders: await asked(orders.getAll()),
  employee: await fact(facts, "employee"),
  lists: await fact(facts, "lists"),
}));
