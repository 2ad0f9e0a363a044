// The database on the tablet: what the server gave, and what waits to be sent.
const NAME = "bonbrug-tablet";
const STORES = ["operations", "orders", "facts"];
// One step for each version. What was released is never changed: a device may stand at any of them.
const STEPS = [
  (database) => {
    database.createObjectStore("operations", { keyPath: "id" });
    database.createObjectStore("orders", { keyPath: "id" });
    database.createObjectStore("facts", { keyPath: "name" });
  },
];

let opened = null;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, STEPS.length);
    request.onupgradeneeded = (event) =>
      STEPS.slice(event.oldVersion).forEach((step) => step(request.result));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const forget = () => { database.close(); opened = null; };
      [database.onversionchange, database.onclose] = [forget, forget];
      resolve(database);
    };
  });
}

async function attempt(mode, job) {
  opened ??= open();
  const database = await opened.catch((error) => { opened = null; throw error; });
  const transaction = database.transaction(STORES, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  done.catch(() => {}); // what went wrong is told below, once
  let result;
  try {
    result = await job(Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])));
  } catch (error) {
    try { transaction.abort(); } catch { /* it ended by itself */ }
    throw error;
  }
  await done;
  return result;
}

async function again(mode, job) {
  try {
    return await attempt(mode, job);
  } catch (error) {
    // A browser may close a database under a page that lives: once more, with a new one.
    if (!["InvalidStateError", "UnknownError"].includes(error?.name)) throw error;
    opened = null;
    return attempt(mode, job);
  }
}

/** Wait for one request of a transaction. */
export const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Read in one transaction; `job` gets the three stores. */
export const read = (job) => again("readonly", job);

/** Write in one transaction: when this is done, it is on the disk. */
export const write = (job) => again("readwrite", job);

/** Return one fact by its name, or undefined. */
export const fact = async (facts, name) => (await asked(facts.get(name)))?.value;
