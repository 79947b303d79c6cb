/* Keeps what the reader has chosen under "Display", light or dark, how much is marked in the
   text, and whether a key alone does something, and sets it before the page is painted. Without
   it there is no such choice: the colours are as the device has them, and notes and terms are
   marked. */
(() => {
  'use strict';
  const names = ['theme', 'marks', 'slash'];
  const root = document.documentElement;

  const kept = name => {
    try { return localStorage.getItem('gloss-' + name); } catch { return null; }
  };
  const keep = (name, value) => {
    try { localStorage.setItem('gloss-' + name, value); } catch { /* for this page, then */ }
  };
  const set = (name, value) => {
    if (value) root.dataset[name] = value;
    for (const input of document.querySelectorAll(`.panel input[name=${name}]`)) {
      if (value) input.checked = value === (input.type === 'checkbox' ? 'on' : input.value);
    }
  };
  const restore = () => names.forEach(name => set(name, kept(name)));

  restore();
  root.dataset.display = ''; // shows the button
  document.addEventListener('DOMContentLoaded', restore);
  document.addEventListener('gloss:patched', restore);
  addEventListener('storage', restore); // chosen in another window
  document.addEventListener('change', e => {
    const input = e.target;
    if (!input.closest('.panel')) return;
    const value = input.type !== 'checkbox' ? input.value : input.checked ? 'on' : 'off';
    set(input.name, value);
    keep(input.name, value);
  });
})();
