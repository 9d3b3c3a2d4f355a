// The page without a signal. KEPT, written before this text, names the files and their version.

const CACHE = `onsite-${KEPT.version}`;
const PATIENCE_MS = 4000; // a weak signal is worse than none: after this the kept page is shown

self.addEventListener('install', (event) => {
  event.waitUntil(filled().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(onlyThisVersion().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && address.pathname === KEPT.page) event.respondWith(pageFor(request));
  else if (request.mode === 'navigate' && address.pathname.startsWith(KEPT.doors)) event.respondWith(doorFor(request, address));
  else if (KEPT.files.includes(address.pathname)) event.respondWith(fileFor(request));
});

async function filled() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.files);
  const page = await fetch(KEPT.page, { credentials: 'same-origin', redirect: 'manual' });
  if (page.ok) await cache.put(KEPT.page, page);
}

async function onlyThisVersion() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('onsite-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The page from the network, so that it is new and signed in; the kept one when that takes too long. */
async function pageFor(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(KEPT.page);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok && !response.redirected) await cache.put(KEPT.page, response.clone());
    return response;
  });
  if (kept === undefined) return fresh;
  const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, kept); });
  return Promise.race([fresh.catch(() => kept), patience]);
}

/** A door's code leads to the room's card even where the server cannot be asked. */
async function doorFor(request, address) {
  const uid = address.pathname.slice(KEPT.doors.length).replaceAll('/', '');
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(`${KEPT.page}?room=${encodeURIComponent(uid)}`);
  }
}

async function fileFor(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.url);
  if (kept !== undefined) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request.url, fresh.clone());
  return fresh;
}
