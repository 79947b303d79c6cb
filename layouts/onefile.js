/* Turns the pages of a briefing that is one file: tells the other scripts which page is read, and
   sets the title of the window, the language and the current link of the masthead. Without it a
   page is shown all the same when a link leads to it. */
(() => {
  'use strict';
  const mains = [...document.querySelectorAll('.page > main')];
  const links = [...document.querySelectorAll('.masthead a:not(.name), .foot a')];
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const current = () => mains.find(m => !m.hidden);

  const turn = () => {
    const at = target();
    const to = at ? at.closest('.page > main') : mains[0];
    if (!to) return false; // a place around the pages
    for (const m of mains) m.hidden = m !== to;
    const { lang, dir } = to.parentElement;
    Object.assign(document.documentElement, { lang, dir });
    document.title = to.dataset.head;
    for (const a of links) {
      if (decodeURIComponent(a.hash) === '#' + to.id) a.setAttribute('aria-current', 'page');
      else a.removeAttribute('aria-current');
    }
    return true;
  };

  /* Going back, a browser may look for its place before the page is there: it is kept here. */
  const places = new Map();
  const entry = () => window.navigation?.currentEntry?.key;
  let at = entry(), top;
  addEventListener('popstate', () => {
    places.set(at, scrollY);
    at = entry();
    top = at && places.get(at);
  });

  turn();
  addEventListener('hashchange', () => {
    const before = current();
    if (!turn() || before === current()) return;
    document.dispatchEvent(new Event('gloss:patched'));
    current().querySelector('input[type=search]')?.focus({ preventScroll: true });
    if (top !== undefined) scrollTo({ top, behavior: 'instant' });
  });
  document.querySelector('body > .skip')?.addEventListener('click', e => {
    e.preventDefault();
    current().focus();
  });
})();
