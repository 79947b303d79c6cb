/* Lets an event of the timeline and its mark in the drawing find each other by pointing: an
   entry of the list lights up its mark, a mark its entry. The marks become one stop for the
   Tab key, and arrow keys go from one to the next. Without it, links lead from each to the
   other, and every mark is a stop of its own. */
(() => {
  'use strict';
  const drawn = () => [...document.querySelectorAll('.drawing .drawn')];
  const entryOf = mark => document.getElementById(decodeURIComponent(mark.getAttribute('href').split('#')[1]));
  const markOf = entry => document.getElementById(entry.id.replace(/(^|:)event-/, '$1gloss/drawn-'));
  let lit = [];

  const light = (...elements) => {
    lit.forEach(e => e.classList.remove('lit'));
    lit = elements.filter(Boolean);
    lit.forEach(e => e.classList.add('lit'));
  };
  const near = e => {
    const mark = e.target.closest('.drawn');
    const entry = e.target.closest('.chronicle .event');
    light(mark && entryOf(mark), entry && markOf(entry));
  };
  const stop = mark => {
    drawn().forEach(m => m.setAttribute('tabindex', m === mark ? 0 : -1));
  };
  const visible = mark => getComputedStyle(mark).visibility === 'visible';
  const press = e => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    const mark = e.target.closest('.drawn');
    if (!mark || !step || e.altKey || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    const all = drawn().filter(visible);
    const next = all[(all.indexOf(mark) + step + all.length) % all.length];
    stop(next);
    next.focus();
  };
  const setUp = () => {
    const all = drawn();
    if (all.length) stop(all[0]);
  };
  // What the filters hide cannot be the one stop.
  const filtered = () => {
    const all = drawn();
    if (!all.some(m => m.getAttribute('tabindex') === '0' && visible(m))) stop(all.find(visible) || all[0]);
  };
  setUp();
  document.addEventListener('pointerover', near);
  document.addEventListener('focusin', e => {
    near(e);
    const mark = e.target.closest('.drawn');
    if (mark) stop(mark);
  });
  document.addEventListener('keydown', press);
  document.addEventListener('change', filtered);
  document.addEventListener('reset', () => setTimeout(filtered));
  document.addEventListener('gloss:patched', setUp);
})();
