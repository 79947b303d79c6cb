/* Keeps a briefing for reading without a network. `site`, written before this, says which build of
   it this worker belongs to: each keeps the files of its own build and no others, so that what is
   read offline is of one piece.

   A page comes from the network if that answers within two seconds, else from what is kept. Files
   whose name holds a hash come from what is kept. A small site is kept whole at once, unless the
   reader saves data; a large one when the reader asks for it; and whoever has an older build is
   given the new one. What is fetched to be kept is checked against the build's own list, so that a
   server in the midst of an update cannot mix two. */
'use strict';
const base = new URL('./', self.location);
const prefix = `gloss ${base.pathname} `; // several sites may share an origin
const name = prefix + site.build;
const patience = 2000;
const slice = 200; // files that one request of a page saves: a worker may not run for ever

const urlOf = path => new URL(path.split('/').map(encodeURIComponent).join('/'), base).href;
const listURL = urlOf('offline.json'); // kept last: where it is, all is
const kept = (path, cacheName = name) => caches.match(urlOf(path), { cacheName });
const others = async () => (await caches.keys()).filter(n => n.startsWith(prefix) && n !== name);
const isWhole = async cacheName => !!await caches.match(listURL, { cacheName });

/* ---- answering ---- */

/* The kept file for a path, as servers find one. */
const find = async path => {
  const names = path === '' || path.endsWith('/') ? [path + 'index.html'] : [path, path + '.html'];
  for (const n of names) {
    const found = await kept(n);
    if (found) return found;
  }
};

const assetFirst = async (request, path) => await kept(path) || fetch(request);

const networkFirst = async (request, path) => {
  const answer = request.mode === 'navigate'
    ? fetch(request.url, { cache: 'no-cache', redirect: 'manual' }) // not a page from before the last update
    : fetch(request);
  answer.catch(() => {}); // it may come too late to matter
  const found = find(path);
  const late = new Promise(resolve => { setTimeout(resolve, patience); });
  try {
    const first = await Promise.race([answer, late.then(() => found)]) || await answer;
    return first.status >= 500 && await found || first;
  } catch (e) {
    const lost = async () => request.mode === 'navigate' && await isWhole(name) && kept('404.html');
    const page = await found || await lost();
    if (page) return page;
    throw e;
  }
};

const hashed = /^assets\/(?:[a-z]+-[0-9a-z]{13,16}\.(?:css|js)|search\/[0-9a-z]{13}\.js)$/;

self.addEventListener('fetch', e => {
  const { request } = e, url = new URL(request.url);
  if (site.off || request.method !== 'GET' || url.origin !== base.origin || !url.pathname.startsWith(base.pathname) || request.headers.has('range')) return;
  let path = url.pathname.slice(base.pathname.length);
  try { path = decodeURIComponent(path); } catch { return; }
  if (path === 'sw.js' || path === 'offline.json') return;
  e.respondWith(hashed.test(path) ? assetFirst(request, path) : networkFirst(request, path));
});

/* ---- keeping ---- */

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? n >>> 1 ^ 0xEDB88320 : n >>> 1;
  return n;
});
const crc32 = bytes => {
  let c = -1;
  for (const b of bytes) c = c >>> 8 ^ table[(c ^ b) & 255];
  return (c ^ -1) >>> 0;
};

/* The file with that sum as it should be kept: from an older build, else from the server itself. */
const get = async (path, sum, older) => {
  const copy = async r => {
    const body = await r.arrayBuffer();
    const type = r.headers.get('Content-Type');
    return crc32(new Uint8Array(body)) === sum ? new Response(body, type ? { headers: { 'Content-Type': type } } : {}) : null;
  };
  for (const n of older) {
    const old = await kept(path, n);
    const same = old && await copy(old);
    if (same) return same;
  }
  const r = await fetch(urlOf(path), { cache: 'reload' });
  const now = r.ok && await copy(r);
  if (!now) throw new Error(`${path} is not that of this build`);
  return now;
};

/* Keeps what is missing, at most so many files. Returns how many there are, and of them are kept. */
const save = async limit => {
  const answer = await fetch(listURL, { cache: 'reload' });
  const text = await answer.text();
  const list = JSON.parse(text);
  if (list.build !== site.build) throw new Error('the server has another build');
  const cache = await caches.open(name), older = await others();
  const have = new Set((await cache.keys()).map(r => r.url));
  const missing = list.files.filter(([path]) => !have.has(urlOf(path)));
  const queue = missing.slice(0, limit);
  let left = missing.length;
  const work = async () => {
    for (let next; (next = queue.shift());) {
      await cache.put(urlOf(next[0]), await get(next[0], next[1], older));
      left--;
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  if (!left) await cache.put(listURL, new Response(text));
  return { total: list.files.length, done: list.files.length - left };
};

/* ---- living ---- */

self.addEventListener('install', e => e.waitUntil((async () => {
  if (site.off) return self.skipWaiting();
  const before = (await Promise.all((await others()).map(isWhole))).some(Boolean);
  if (!before && (!site.whole || navigator.connection?.saveData)) return undefined;
  if (before && navigator.connection?.saveData) throw new Error('put off, since data is saved');
  return save(Infinity).catch(err => {
    if (before) throw err; // the older build stays, whole as it is
  });
})()));

self.addEventListener('activate', e => e.waitUntil((async () => {
  for (const n of await others()) await caches.delete(n);
  if (!site.off) return self.clients.claim();
  await caches.delete(name);
  return self.registration.unregister();
})()));

self.addEventListener('message', e => {
  const [port] = e.ports;
  if (e.data === 'turn') self.skipWaiting();
  if (!port) return;
  e.waitUntil((async () => {
    const state = { size: site.size, whole: await isWhole(name) };
    try {
      if (e.data === 'save' && !state.whole) {
        Object.assign(state, await save(slice));
        state.whole = state.done === state.total;
      }
    } catch {
      state.failed = true;
    }
    port.postMessage(state);
  })());
});
