/* Lays out what stands below the text behind the first paint, a few milliseconds a frame, so that
   no page makes its reader wait. Who goes to a place in it or comes back finds all where it was.
   Without it a page is laid out at once. */
(() => {
  'use strict';
  const root = document.documentElement;
  const left = document.getElementsByClassName('later');
  if (location.hash || performance.getEntriesByType('navigation')[0]?.type !== 'navigate') return;

  const next = () => {
    for (const end = performance.now() + 12; left[0] && performance.now() < end;) {
      const part = left[0];
      part.classList.remove('later');
      part.offsetHeight; // it is laid out
    }
    if (left[0]) requestAnimationFrame(next);
    else delete root.dataset.arriving;
  };
  root.dataset.arriving = '';
  document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => requestAnimationFrame(next))); // the first comes before the first paint
})();
