/* Shows in the contents beside the text which section is being read. Without it they are links. */
(() => {
  'use strict';
  const idOf = a => decodeURIComponent(a.hash.slice(1));
  let links = [], heads = [];

  const show = () => {
    const passed = heads.filter(h => h.getBoundingClientRect().top < innerHeight / 3).pop();
    for (const a of links) {
      if (passed && idOf(a) === passed.id) a.setAttribute('aria-current', 'location');
      else a.removeAttribute('aria-current');
    }
  };
  const setUp = () => {
    links = [...document.querySelectorAll('main:not([hidden]) .contents a')];
    heads = [...new Set(links.map(a => document.getElementById(idOf(a))))].filter(Boolean);
    show();
  };
  let due = 0;
  addEventListener('scroll', () => {
    due ||= requestAnimationFrame(() => { due = 0; show(); });
  }, { passive: true });
  document.addEventListener('gloss:patched', setUp);
  setUp();
})();
