// Shows an offline page when a page cannot be reached. Answers are never stored: they must be current.
const CACHE = "tanya-luring-1";
const OFFLINE = "/luring";

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const page = await fetch(OFFLINE, { cache: "reload" });
    const html = await page.clone().text();
    const style = html.match(/\/static\/tanya\.css\?v=[0-9a-f]+/);
    const cache = await caches.open(CACHE);
    await cache.put(OFFLINE, page);
    if (style) await cache.add(style[0]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
  } else if (request.destination === "style") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
