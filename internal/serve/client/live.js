/* Keeps the page up to date while its site is being written: asks for it again after each build
   and changes what differs, or loads it anew where that would not do. Only "gloss serve" adds
   this script; without it a page stays as it was loaded. */

const self = document.currentScript;
const { token, frame: around } = self.dataset;
let { build, page } = self.dataset; // what is shown
let wanted = build; // what there is
let busy = false;

/* Sheets that came with the page are replaced when the new ones are there, so that it is never
   without. */
const restyle = head => {
  const sheets = within => [...within.querySelectorAll('link[rel=stylesheet]')];
  const old = sheets(document.head), now = sheets(head);
  now.forEach((link, i) => {
    if (old[i]?.href === link.href) return;
    const added = document.importNode(link);
    added.onload = added.onerror = () => old[i]?.remove();
    (old[i] || sheets(document.head).at(-1) || document.head.lastChild).after(added);
  });
  old.slice(now.length).forEach(link => link.remove());
};

const scriptsOf = within => [...within.querySelectorAll('script[src]')].map(s => s.src).filter(s => s !== self.src).join('\n');
const scripts = scriptsOf(document); // later there may be some that scripts have added

/* Whether an element moves with the page. */
const flows = e => !e || e === document.body || !/fixed|sticky/.test(getComputedStyle(e).position) && flows(e.parentElement);

/* Holds what is in view where it is. */
const holdFast = () => {
  if (!scrollY) return () => {};
  const held = [...document.querySelectorAll('main :is(p, li, h1, h2, h3, h4, dt, dd, pre, tr, blockquote, figure)')]
    .map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.height && r.bottom > 0 && r.top < innerHeight && flows(e)).map(([e, r]) => [e, r.top]);
  document.documentElement.style.overflowAnchor = 'none'; // else the browser does the same once more
  return () => {
    const [e, top] = held.find(([e]) => e.isConnected) || [];
    if (e) scrollBy({ top: e.getBoundingClientRect().top - top, behavior: 'instant' });
    requestAnimationFrame(() => requestAnimationFrame(() => document.documentElement.style.removeProperty('overflow-anchor')));
  };
};

const flash = elements => {
  for (const e of elements) {
    if (elements.some(other => other !== e && other.contains(e))) continue;
    e.animate([{ backgroundColor: 'color-mix(in oklab, Highlight 32%, transparent)' }, { backgroundColor: 'transparent' }],
      { id: 'gloss-flash', duration: 1200, easing: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'step-end' : 'ease-out' });
  }
};

/* Shows another version of the page, and reports whether it could. */
const show = html => {
  const next = new DOMParser().parseFromString(html, 'text/html');
  const script = next.querySelector('script[data-token]');
  if (!script || script.dataset.token !== token || script.dataset.frame !== around || scriptsOf(next) !== scripts) return false;
  script.remove();
  restyle(next.head);
  document.title = next.title;
  for (const name of ['lang', 'dir']) document.documentElement[name] = next.documentElement[name];
  const settle = holdFast();
  const changed = patch(next.body);
  document.dispatchEvent(new CustomEvent('gloss:patched', { detail: { changed } }));
  settle();
  flash(changed);
  ({ build, page } = script.dataset);
  return true;
};

/* Asks for the page until it is that of the latest build. A tab that nobody sees can wait. */
const catchUp = async () => {
  if (busy || document.hidden) return;
  busy = true;
  try {
    while (build !== wanted) {
      const target = wanted;
      const answer = await fetch(location.pathname + location.search, { cache: 'no-store', headers: { 'If-None-Match': `"${page}"` } });
      if (answer.status === 304) build = target;
      else if (!show(await answer.text())) return reload();
      else if (Number(build) > Number(wanted)) wanted = build; // built meanwhile
    }
  } catch { /* the server is away: connect will know */ } finally {
    busy = false;
  }
};

/* Copied files keep their address when they change. */
const refresh = async names => {
  for (const img of document.images) {
    const url = new URL(img.src, location.href);
    if (url.origin !== location.origin || !names.includes(decodeURIComponent(url.pathname).slice(1))) continue;
    await fetch(url, { cache: 'reload' }).catch(() => {});
    url.hash = wanted;
    img.src = url;
  }
};

/* Loads the page anew, where the reader is. Browsers remember that too, but only some time after
   the reader has scrolled. */
const reload = () => {
  try { sessionStorage.setItem('gloss:at', JSON.stringify([location.href, scrollX, scrollY])); } catch { /* they may not keep anything */ }
  location.reload();
};

const stay = () => {
  try {
    const [href, x, y] = JSON.parse(sessionStorage.getItem('gloss:at')) ?? [];
    sessionStorage.removeItem('gloss:at');
    if (href !== location.href) return;
    scrollTo({ left: x, top: y, behavior: 'instant' });
    addEventListener('load', () => { if (!scrollY) scrollTo({ left: x, top: y, behavior: 'instant' }); });
  } catch { /* nor read */ }
};

let socket, again = 0;

const connect = () => {
  if (socket) return;
  socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/_gloss/live?token=${token}`);
  socket.onopen = () => { again = 0; };
  socket.onmessage = e => {
    const m = JSON.parse(e.data);
    tell(m.problems, m.more);
    if (m.build === wanted) return;
    wanted = m.build;
    refresh(m.images);
    catchUp();
  };
  socket.onclose = () => {
    socket = null;
    again = Math.min(again * 2 || 250, 2000);
    setTimeout(reconnect, again);
  };
};

/* The server may have been started again, and then knows nothing of this page. */
const reconnect = async () => {
  if (socket || document.hidden) return;
  const known = await fetch(`/_gloss/token?token=${token}`, { cache: 'no-store' }).then(r => r.json()).catch(() => null);
  if (known) connect();
  else if (known === false) reload();
  else setTimeout(reconnect, again = Math.min(again * 2 || 250, 2000));
};

begin();
stay();
connect();
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  reconnect();
  catchUp();
});
addEventListener('pagehide', () => { if (socket) { socket.onclose = null; socket.close(); socket = null; } });
addEventListener('pageshow', e => { if (e.persisted) reconnect(); });
