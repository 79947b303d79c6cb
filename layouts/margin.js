/* Puts each note in the margin beside the line that it belongs to, where the page has a margin.
   A note that is longer than the room before the next one is cut short, and stands there whole
   while it is pointed at; so each stays level with its number. Without it the notes are a list at
   the page's end, as they are on narrow screens. */
(() => {
  'use strict';
  const gap = 14, least = 4; // px between notes; lines that are shown of any
  let watch = { disconnect() {} };
  let place = () => {};

  const markOf = li => document.getElementById(li.id.replace(/(^|:)note-/, '$1ref-'));

  const setUp = () => {
    watch.disconnect();
    place = () => {};
    const main = document.querySelector('main:not([hidden])');
    const notes = main.querySelector('.notes');
    if (!notes) return;
    const items = [...notes.querySelectorAll(':scope > ol > li')];
    const prose = main.querySelector('.prose');

    /* What reaches into the margin below the text, as on the home page, bounds the notes. */
    const below = () => {
      const edge = notes.getBoundingClientRect();
      return [...main.children].some(e => e !== notes && e.offsetTop > prose.offsetTop && e.getBoundingClientRect().right > edge.left && e.getBoundingClientRect().left < edge.right);
    };

    place = () => {
      const margin = !!getComputedStyle(main).getPropertyValue('--margin').trim();
      if (margin !== notes.classList.contains('in-margin')) {
        notes.hidden = true; // what goes and comes back appears, and does not jump (CLS)
        getComputedStyle(notes).display; // it is gone
        notes.classList.toggle('in-margin', margin);
        notes.hidden = false;
      }
      for (const e of [main, prose]) if (e) e.style.minHeight = '';
      for (const li of items) { li.removeAttribute('style'); li.classList.remove('cut'); }
      if (!margin) return;

      const origin = notes.getBoundingClientRect().top;
      const line = parseFloat(getComputedStyle(notes).lineHeight);
      const found = items.map(li => ({ li, mark: markOf(li)?.getBoundingClientRect(), height: li.offsetHeight }));
      let free = 0, end = 0;
      found.forEach(({ li, mark, height }, i) => {
        const top = Math.max(free, mark ? mark.top - origin - 1 : 0);
        const next = found.slice(i + 1).find(f => f.mark);
        const room = next ? Math.max(Math.floor((next.mark.top - origin - 1 - gap - top) / line), least) * line : Infinity;
        const cut = height > room + line;
        li.style.top = top + 'px';
        if (cut) {
          li.classList.add('cut');
          li.style.maxHeight = room + 'px';
        }
        free = top + (cut ? room : height) + gap;
        end = Math.max(end, top + height + gap);
      });
      const hold = (e, last) => {
        const over = last + origin - e.getBoundingClientRect().bottom;
        if (over > 0) e.style.minHeight = e.offsetHeight + over + 'px';
      };
      if (prose && below()) hold(prose, free);
      else hold(main, end);
    };

    const sizes = new ResizeObserver(() => place()); // the first time when all is laid out
    for (const e of main.querySelectorAll('.opening, .prose')) sizes.observe(e);
    const marks = new MutationObserver(() => place());
    marks.observe(document.documentElement, { attributeFilter: ['data-marks'] });
    watch = { disconnect() { sizes.disconnect(); marks.disconnect(); } };
  };

  /* The note that is pointed at, itself or by its number, is shown whole until another is, or
     until the pointer has been in it and leaves. */
  let pointed = null, within = false, due = 0;
  const show = (li, inside = false) => {
    for (const e of document.querySelectorAll('.pointed')) e.classList.remove('pointed');
    pointed = li;
    within = inside;
    for (const e of li ? [li, markOf(li)] : []) e?.classList.add('pointed');
  };
  const noteAt = e => {
    const ref = e.target.closest?.('.noteref');
    return ref && document.getElementById(decodeURIComponent(ref.hash.slice(1)));
  };
  const point = e => {
    const own = e.target.closest?.('.in-margin > ol > li');
    const li = own || noteAt(e);
    clearTimeout(due);
    if (!li) { if (within) due = setTimeout(show, 250, null); }
    else if (li === pointed) within ||= !!own;
    else if (li.closest('.in-margin')) due = setTimeout(show, 150, li, !!own);
  };

  setUp();
  document.addEventListener('gloss:patched', setUp);
  document.addEventListener('pointerover', point);
  document.addEventListener('pointerdown', e => { if (pointed && !e.target.closest?.('.pointed')) show(null); });
  document.addEventListener('click', e => { // a note that is in sight already is no reason to move the page
    const li = noteAt(e);
    if (!li?.closest('.in-margin') || !e.detail || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    const { top } = li.getBoundingClientRect();
    if (top < 0 || top > innerHeight * .8) return;
    e.preventDefault();
    clearTimeout(due);
    show(li);
  });
  document.addEventListener('keydown', e => { if (e.key === 'Escape' && pointed) show(null); });
})();
