/* The menu of a narrow screen closes upon Escape and upon a tap beside it. Without it the word
   that has opened it closes it. */
(() => {
  'use strict';
  const open = () => document.querySelector('.masthead .menu[open]');
  document.addEventListener('pointerdown', e => {
    const menu = open();
    if (menu && !menu.contains(e.target)) menu.open = false;
  });
  document.addEventListener('keydown', e => {
    const menu = e.key === 'Escape' && open();
    if (!menu) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
})();
