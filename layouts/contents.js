/* Shows in the contents beside the text which section is being read. Without it they are links. */
(() => {
  'use strict';
  const links = [...document.querySelectorAll('.contents a')];
  const heads = [...new Set(links.map(a => document.getElementById(decodeURIComponent(a.hash.slice(1)))))].filter(Boolean);
  if (!heads.length) return;

  const show = () => {
    const passed = heads.filter(h => h.getBoundingClientRect().top < innerHeight / 3).pop();
    for (const a of links) {
      if (passed && decodeURIComponent(a.hash.slice(1)) === passed.id) a.setAttribute('aria-current', 'location');
      else a.removeAttribute('aria-current');
    }
  };
  let due = 0;
  addEventListener('scroll', () => {
    due ||= requestAnimationFrame(() => { due = 0; show(); });
  }, { passive: true });
  show();
})();
