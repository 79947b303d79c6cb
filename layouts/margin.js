/* Puts each note in the margin beside the line that it belongs to, where the page has a margin;
   those that would overlap move down. Pointing at a number shows its note, and the other way
   round. Without it the notes are a list at the page's end, as they are on narrow screens. */
(() => {
  'use strict';
  let observer;
  const markOf = li => document.getElementById(li.id.replace(/(^|:)note-/, '$1ref-'));

  const setUp = () => {
    const main = document.querySelector('main:not([hidden])');
    const notes = main.querySelector('.notes');
    observer?.disconnect();
    if (!notes) return;
    const items = [...notes.querySelectorAll(':scope > ol > li')];

    const place = () => {
      const margin = !!getComputedStyle(main).getPropertyValue('--margin');
      notes.classList.toggle('in-margin', margin);
      main.style.minHeight = '';
      for (const li of items) li.style.top = '';
      if (!margin) return;
      const origin = notes.getBoundingClientRect().top;
      const found = items.map(li => ({ li, mark: markOf(li)?.getBoundingClientRect(), height: li.offsetHeight }));
      let free = 0;
      for (const { li, mark, height } of found) {
        const top = Math.max(free, mark ? mark.top - origin - 1 : 0);
        li.style.top = top + 'px';
        free = top + height + 14;
      }
      const last = free + origin - main.getBoundingClientRect().top;
      if (last > main.offsetHeight) main.style.minHeight = last + 'px';
    };

    observer = new ResizeObserver(place);
    for (const e of main.querySelectorAll('.opening, .prose')) observer.observe(e);
    place();
  };

  const shine = e => {
    const li = e.target.closest?.('.in-margin > ol > li') ||
      (e.target.matches?.('.noteref') && document.getElementById(decodeURIComponent(e.target.hash.slice(1))));
    for (const other of document.querySelectorAll('.pointed')) if (other !== li) other.classList.remove('pointed');
    if (!li || !li.closest('.in-margin')) return;
    li.classList.add('pointed');
    markOf(li)?.classList.add('pointed');
  };

  setUp();
  document.addEventListener('gloss:patched', setUp);
  document.addEventListener('pointerover', shine);
})();
