/* The key / leads to the search page, and there to its field, unless the reader has switched it
   off (WCAG 2.1.4). Without it the link in the masthead does. */
(() => {
  'use strict';
  document.addEventListener('keydown', e => {
    if (e.key !== '/' || e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented) return;
    if (document.documentElement.dataset.slash === 'off') return; // chosen under "Display"
    if (e.target.closest?.('input, textarea, select, [contenteditable]')) return;
    const field = document.querySelector('main:not([hidden]) input[type=search]');
    const link = document.querySelector('a[rel=search]');
    if (!field && !link) return;
    e.preventDefault();
    if (field) field.select();
    else setTimeout(() => { location.href = link.href; }); // the key itself must not reach a field that is there at once
  });
})();
