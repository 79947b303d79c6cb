/* Opens the popover: at a term with its definition, at a note's number with the note, at a link
   to a passage with the passage. Without it terms and notes lead to the lists at the page's end,
   and links to passages to their pages. */
(() => {
  'use strict';
  const popover = window.glossPopover;
  if (!popover) return;

  const target = link => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const copies = nodes => [...nodes].map(n => n.cloneNode(true));
  const titled = (title, head, nodes) => {
    const p = document.createElement('p');
    p.className = 'popover-title';
    p.append(...head);
    return { title, nodes: [p, ...nodes] };
  };

  const term = link => {
    const dt = target(link);
    return dt?.localName === 'dt' ? titled(dt.firstChild.data.trim(), copies(dt.childNodes), copies(dt.nextElementSibling.childNodes)) : null;
  };

  const note = link => {
    const li = target(link);
    if (!li || li.closest('.in-margin') && getComputedStyle(li).position === 'absolute') return null; // it stands beside the line
    return titled(li.dataset.title, [li.dataset.title], copies(li.children));
  };

  const passage = link => {
    const href = link.getAttribute('href');
    const copy = [...document.querySelectorAll('.passages')].flatMap(t => [...t.content.children]).find(e => e.dataset.for === href);
    return copy ? { title: copy.firstElementChild.textContent, nodes: copies(copy.children) } : null;
  };

  /* What opens the popover, how long after the pointer has come, and with what. A link to another
     page still leads there when it is clicked. */
  const kinds = [
    ['a.term[href^="#"]', 400, term],
    ['a.noteref', 150, note],
    ['a.xref, a.note-origin, a.cited-from', 400, passage, true],
  ];
  const all = kinds.map(k => k[0]).join();
  const linkAt = e => e.target.closest?.(all);
  const kindOf = link => kinds.find(([match]) => link.matches(match));
  const plain = e => e.button === 0 && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey;

  let pointed = null; // the link that the pointer is on
  let opening, closing, touched = false, still = true;
  let x = -1, y = -1;

  /* The card of a word in the margin stands beside it in the text: the pointer may cross what is
     between them. */
  const between = () => {
    const word = popover.word();
    if (!word?.closest('.in-margin')) return false;
    const [a, b] = [word, popover.box].map(e => e.getBoundingClientRect());
    return x >= Math.min(a.left, b.left) && x <= Math.max(a.right, b.right) && y >= Math.min(a.top, b.top) && y <= Math.max(a.bottom, b.bottom);
  };

  const point = (e, link) => {
    const inside = popover.box.contains(e.target);
    if (inside || between() || link && link === popover.word()) {
      clearTimeout(closing);
      closing = 0;
    } else if (popover.shown() && !closing) {
      closing = setTimeout(() => {
        closing = 0;
        if (!popover.box.contains(document.activeElement)) popover.hide();
      }, 250);
    }
    if (link === pointed) return;
    clearTimeout(opening);
    pointed = link;
    if (!link || inside || link === popover.word()) return;
    if (link.title) { link.dataset.title = link.title; link.removeAttribute('title'); } // no tooltip on top
    const [, delay, entryOf] = kindOf(link);
    opening = setTimeout(() => {
      const entry = entryOf(link);
      if (!entry) return;
      clearTimeout(closing);
      closing = 0;
      popover.open(link, entry, { at: { x, y } });
    }, delay);
  };

  document.addEventListener('pointermove', e => {
    if (e.pointerType === 'touch' || e.clientX === x && e.clientY === y) return; // the page moved, not the pointer
    x = e.clientX;
    y = e.clientY;
    point(e, linkAt(e));
  });
  document.documentElement.addEventListener('pointerleave', e => { if (e.pointerType !== 'touch') point(e, null); });
  addEventListener('scroll', e => {
    if (e.target !== document) return;
    clearTimeout(opening); // nothing opens while the page moves
    pointed = null;
  }, { passive: true, capture: true });
  document.addEventListener('pointerdown', e => { touched = e.pointerType === 'touch'; }, true);
  document.addEventListener('keydown', () => { touched = false; }, true);

  document.addEventListener('click', e => {
    const link = linkAt(e);
    if (!link || !plain(e)) return;
    const [, , entryOf, leads] = kindOf(link);
    const keyed = e.detail === 0 && !touched;
    if (leads && !keyed && !touched) return;
    const inside = popover.box.contains(link);
    if (inside && leads) return; // the passage's own page is the next step
    const entry = entryOf(link);
    if (!entry) return;
    e.preventDefault();
    clearTimeout(opening);
    clearTimeout(closing);
    closing = 0;
    if (inside) popover.turn(entry);
    else popover.open(link, entry, { sheet: touched, enter: !touched, at: { x: e.clientX, y: e.clientY } });
  });
})();
