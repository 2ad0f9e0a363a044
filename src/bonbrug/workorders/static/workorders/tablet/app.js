// What every page of the tablet does beside itself: keep, send, show what waits, and be there
// without signal. Without this script, or where a browser cannot keep anything, pages work as pages.
import { everything } from "./reading.js";
import { send } from "./sending.js";
import { listed, listen, show } from "./telling.js";
import { takeOver } from "./forms.js";
import { drawHeld } from "./shell.js";
import { counted, word } from "./words.js";

const EVERY = 10_000; // milliseconds; after a line that failed, sending.js waits longer and longer
const SHELL = "bonbrug-tablet-shell";
const { shell, worker } = document.body.dataset;

// The page that is shown without signal, in the language and for the employee of this page.
async function keepShell() {
  const cache = await caches.open(SHELL);
  if (await cache.match(shell)) return;
  const answer = await fetch(shell, { redirect: "error" });
  if (!answer.ok) return;
  await cache.put(shell, answer);
  const others = (await cache.keys()).filter((one) => !one.url.endsWith(shell));
  await Promise.all(others.map((one) => cache.delete(one)));
}

async function round(how) {
  await send(how);
  await show();
}

function inTime() {
  const now = () => round({ now: true, look: true });
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) now(); });
  setInterval(() => round(), EVERY);
  return now();
}

const tell = (sentence) => { document.getElementById("tablet-told").textContent = sentence; };

// No unlinking while work waits: it would be gone with the link. The rest needs the server.
function guards() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const leaves = "leaves" in form.dataset && listed();
    if (form.dataset.operation || form.method !== "post" || (!leaves && navigator.onLine)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(leaves ? counted("unlink", leaves) : word("needs_signal"));
  }, true);
}

async function start() {
  await everything(); // a browser that keeps nothing stops here
  takeOver(show);
  listen();
  guards();
  await show();
  navigator.serviceWorker.register(worker).catch(() => {});
  navigator.storage.persist?.();
  await Promise.allSettled([inTime(), keepShell()]);
}

if (document.getElementById("page-unread")) drawHeld(); // the page without signal
if (window.isSecureContext && navigator.locks && navigator.serviceWorker) start();
