/* One popover beside the words that open it: a copy of what stands elsewhere on the page, opened
   by pointer, key or touch. terms.js says what opens it and with what. Without it those words are
   links to the same thing. */
(() => {
  'use strict';
  const template = document.querySelector('.popover-template');
  if (!template || !HTMLElement.prototype.showPopover) return;

  const box = template.content.firstElementChild.cloneNode(true);
  const [back, close] = box.querySelectorAll('button');
  const text = document.createElement('div');
  text.className = 'popover-text';
  box.setAttribute('role', 'dialog');
  box.append(text);
  document.body.append(box);

  const anchored = CSS.supports('anchor-name: --word');
  let word = null; // the link that the popover belongs to
  let trail = []; // what was shown before, for Back

  const shown = () => box.matches(':popover-open');

  const fill = ({ title, nodes }) => {
    box.setAttribute('aria-label', title);
    text.replaceChildren(...nodes);
    for (const e of text.querySelectorAll('[id]')) e.removeAttribute('id');
    for (const e of text.querySelectorAll('.back')) e.remove();
    text.scrollTop = 0;
    back.hidden = !trail.length;
  };

  /* The column that the popover keeps to: that of the text, also for a word in the margin. */
  const columnOf = link => (!link.closest('.in-margin') && link.closest('.prose, .apparatus > *, main > section')) ||
    link.closest('main').querySelector('.prose') || link.closest('main');

  /* Puts the popover below the word or above it, where the browser cannot do so: a word broken
     over two lines has two boxes, and the pointer is in one. */
  const place = at => {
    const boxes = [...word.getClientRects()];
    const r = boxes.find(b => at && at.x >= b.left && at.x <= b.right && at.y >= b.top && at.y <= b.bottom) || boxes[0];
    const c = columnOf(word).getBoundingClientRect();
    const w = Math.min(box.offsetWidth, c.width), h = box.offsetHeight, gap = 8;
    const start = document.dir === 'rtl' ? r.right - w : r.left;
    const below = r.bottom + gap, above = r.top - gap - h;
    const top = below + h <= innerHeight || above < 0 ? Math.max(gap, Math.min(below, innerHeight - h - gap)) : above;
    Object.assign(box.style, { width: w + 'px', left: Math.max(c.left, Math.min(start, c.right - w)) + 'px', top: top + 'px', right: 'auto', bottom: 'auto' });
    box.classList.add('placed');
  };
  let again = () => {};

  /* how.sheet: at the foot of the screen, for a finger. how.enter: with the focus in it. how.at:
     where the pointer is. */
  const open = (link, entry, how = {}) => {
    hide();
    word = link;
    trail = [];
    fill(entry);
    close.hidden = !how.sheet && !how.enter;
    box.classList.toggle('sheet', !!how.sheet);
    box.classList.remove('placed');
    box.removeAttribute('style');
    word.dataset.open = '';
    columnOf(word).dataset.column = '';
    box.showPopover();
    if (how.sheet) {
      const over = word.getBoundingClientRect().bottom + 12 - box.getBoundingClientRect().top;
      if (over > 0) scrollBy({ top: over, behavior: 'instant' });
    } else if (!anchored || word.getClientRects().length > 1 || word.closest('.in-margin')) {
      again = () => place(how.at);
      again();
    }
    if (how.sheet || how.enter) box.focus({ preventScroll: true });
  };

  const hide = () => { if (shown()) box.hidePopover(); };

  const tidy = () => {
    if (!word) return;
    delete word.dataset.open;
    for (const e of document.querySelectorAll('[data-column]')) delete e.dataset.column;
    again = () => {};
  };

  /* Another thing in place of what is shown, with a way back. */
  const turn = entry => {
    trail.push({ title: box.getAttribute('aria-label'), nodes: [...text.childNodes], focus: document.activeElement, top: text.scrollTop });
    fill(entry);
    again();
    box.focus({ preventScroll: true });
  };
  back.addEventListener('click', () => {
    const last = trail.pop();
    fill(last);
    again();
    text.scrollTop = last.top;
    (box.contains(last.focus) ? last.focus : box).focus({ preventScroll: true });
  });
  close.addEventListener('click', hide);

  let within = false; // the focus was, when it closed
  box.addEventListener('beforetoggle', e => {
    if (e.newState !== 'closed') return;
    within = box.contains(document.activeElement);
    tidy();
  });
  box.addEventListener('toggle', e => {
    if (e.newState === 'closed' && within && document.activeElement === document.body) word.focus({ preventScroll: true });
  });

  /* Tab goes from the last thing in the popover to what follows the word, and back from the
     first to the word itself. */
  box.addEventListener('keydown', e => {
    if (e.key !== 'Tab') return;
    const stops = [...box.querySelectorAll('a[href], button:not([hidden])')];
    const at = e.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== at && !(e.shiftKey && document.activeElement === box)) return;
    const from = word;
    from.focus({ preventScroll: true });
    hide();
    if (e.shiftKey) e.preventDefault();
  });

  addEventListener('scroll', () => again(), { passive: true, capture: true });
  let width = innerWidth;
  addEventListener('resize', () => { // of the width: a phone's bars come and go while one reads
    if (width !== innerWidth) hide();
    width = innerWidth;
  });
  addEventListener('pagehide', hide); // else Back finds it open
  addEventListener('hashchange', hide);
  document.addEventListener('gloss:patched', () => { if (!word?.isConnected || !box.isConnected) { hide(); document.body.append(box); } });

  window.glossPopover = { open, turn, hide, shown, box, word: () => (shown() ? word : null) };
})();
