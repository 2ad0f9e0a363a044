"use strict";
// The pages of the tablet without signal. The network goes first; what was kept is the way out.
// The server writes SETTINGS in front of this: { version, files, scope }.
const STATIC = `bonbrug-tablet-${SETTINGS.version}`;
const SHELL = "bonbrug-tablet-shell";
const STATIC_ROAD = "/static/";
const PAGE_LIMIT = 4000, FILE_LIMIT = 3000; // milliseconds
const GATEWAY = [502, 504]; // somebody in front of the server answers for it

self.addEventListener("install", (event) => {
  const fresh = SETTINGS.files.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(STATIC).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("bonbrug-tablet-") && ![STATIC, SHELL].includes(name);
  // The page that is kept may still be of the version before: its files stay until the next one.
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter(old).slice(0, -1).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

function inTime(request, limit) {
  const late = new Promise((_, fail) => { setTimeout(fail, limit, new Error("late")); });
  return Promise.race([fetch(request), late]);
}

async function shell() {
  const cache = await caches.open(SHELL);
  const [key] = await cache.keys();
  return key && cache.match(key);
}

async function page(request) {
  let answer;
  try {
    answer = await inTime(request, PAGE_LIMIT);
    if (!GATEWAY.includes(answer.status)) return answer;
  } catch { /* no signal, or too little of it */ }
  return await shell() ?? answer ?? fetch(request);
}

async function file(request) {
  try {
    const answer = await inTime(request, FILE_LIMIT);
    if (answer.ok) return answer;
  } catch { /* as above */ }
  return await caches.match(request, { ignoreSearch: true }) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const data = pathname.startsWith(`${SETTINGS.scope}v1/`);
  if (request.mode === "navigate" && pathname.startsWith(SETTINGS.scope) && !data) event.respondWith(page(request));
  else if (pathname.startsWith(STATIC_ROAD)) event.respondWith(file(request));
});
