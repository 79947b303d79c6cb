/* Lets the browser keep the briefing for reading without a network: a small one at once, a large
   one when the reader asks for that under "Display". Says so when there is a newer version. Without
   it the briefing is read from the network. */
(() => {
  'use strict';
  const address = document.body.dataset.worker;
  const container = navigator.serviceWorker;
  if (!address || !container || !/^http/.test(location.protocol) || document.querySelector('script[src^="/_gloss/"]')) return;
  const worker = new URL(address, location.href);

  const link = document.createElement('link'); // of no use from the disk, where browsers complain of it
  link.rel = 'manifest';
  link.href = new URL('manifest.webmanifest', worker).href;
  document.head.append(link);

  /* ---- keeping it ---- */

  const panel = document.querySelector('.panel .offline');
  const [button, said] = panel?.querySelectorAll('button, output') ?? [];
  const text = button?.textContent;
  const ask = (to, what) => new Promise(answer => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = e => answer(e.data);
    to.postMessage(what, [port2]);
  });
  const size = n => new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: 'megabyte', maximumSignificantDigits: 2 }).format(n / 1e6);

  const tell = state => {
    panel.hidden = false;
    button.hidden = state.whole;
    button.textContent = text.replace('{size}', size(state.size));
    const { whole, saving, failed } = said.dataset;
    said.textContent = state.whole ? whole : state.failed ? failed : state.total ? saving.replace('{n}', Math.floor(100 * state.done / state.total)) : '';
  };
  const save = async to => {
    button.disabled = true;
    navigator.storage?.persist?.();
    let state = { done: 0, total: 1, size: 0 };
    said.textContent = said.dataset.saving.replace('{n}', 0);
    while (!state.whole && !state.failed) {
      state = await ask(to, 'save');
      tell(state);
    }
    button.disabled = false;
  };

  /* ---- a newer version ---- */

  const news = document.querySelector('.news');
  let before = container.controller, asked = false;
  const announce = () => { if (news && before) news.hidden = false; };
  const wait = next => next?.addEventListener('statechange', () => { if (next.state === 'installed') announce(); });

  const begin = async () => {
    const registration = await container.register(worker, { updateViaCache: 'none' });
    if (registration.waiting) announce();
    wait(registration.installing);
    registration.addEventListener('updatefound', () => wait(registration.installing));
    news?.querySelector('button').addEventListener('click', () => {
      asked = true;
      if (registration.waiting) registration.waiting.postMessage('turn');
      else location.reload();
    });
    container.addEventListener('controllerchange', () => {
      if (asked) location.reload();
      else announce(); // another window has turned to it
      before = container.controller;
    });
    const { active } = await container.ready;
    if (!panel || !active) return;
    tell(await ask(active, 'state'));
    button.addEventListener('click', () => save(registration.active));
  };
  if (document.readyState === 'complete') begin().catch(() => {});
  else addEventListener('load', () => { begin().catch(() => {}); }); // the page comes first; and where it may not be kept, it is read all the same
})();
