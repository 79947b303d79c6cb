/* Copies a reference when its button is pressed. Without it there is no button: one click or
   tap selects the whole reference. */
(() => {
  'use strict';
  const copied = text => navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();

  const press = e => {
    const button = e.currentTarget;
    const form = button.parentElement.querySelector('pre');
    const said = button.textContent;
    copied(form.textContent).catch(() => {
      getSelection().selectAllChildren(form);
      document.execCommand('copy'); // where the clipboard may not be written otherwise
    }).then(() => {
      button.textContent = button.dataset.done;
      button.addEventListener('blur', () => { button.textContent = said; }, { once: true });
    });
  };
  const setUp = () => {
    for (const button of document.querySelectorAll('.copy[hidden]')) {
      button.hidden = false;
      button.addEventListener('click', press);
    }
  };
  setUp();
  document.addEventListener('gloss:patched', setUp);
})();
