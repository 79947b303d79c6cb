/* Opens the author's editor where something on the page was written: Alt and a click on it, or
   "e" for what has the focus, else for what was clicked last, else for what stands at the top of
   the window. The server finds the place; without this script one has to look for it. */

/* The element of the version that shows a node of the page, or the nearest around it: scripts
   have added some of their own. */
const origin = live => {
  const own = new Map([...version.querySelectorAll('*')].map((copy, i) => [shown.get(copy), i]));
  for (let e = live; e; e = e.parentElement) if (own.has(e)) return own.get(e);
  return -1;
};

/* Asks for the place of a problem, or of an element of the page. */
const edit = async what => {
  const answer = await fetch('/_gloss/edit', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, path: decodeURIComponent(location.pathname), ...what }),
  }).catch(() => null);
  if (!answer) say('The server is away.');
  else if (answer.status !== 204) say(await answer.text());
};

const editElement = element => {
  const i = origin(element);
  if (i < 0) return;
  flash([element]);
  edit({ element: i });
};

let clicked = null; // last

const inView = e => {
  const r = e.getBoundingClientRect();
  return r.height > 0 && r.bottom > 0 && r.top < innerHeight;
};

/* What "e" is about. */
const pointed = () => {
  const focused = document.activeElement;
  if (focused && focused !== document.body && document.body.contains(focused)) return focused.closest(blocks) || focused;
  if (clicked?.isConnected && inView(clicked)) return clicked;
  return [...document.querySelectorAll('main :is(p, li, dd, h1, h2, h3, h4, td, pre)')].find(e => inView(e) && e.getBoundingClientRect().top >= 0 && flows(e));
};

const typing = e => e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.nodeName);

document.addEventListener('click', e => {
  const block = e.target.closest(`main :is(${blocks})`);
  if (block) clicked = block;
  if (!e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || !block) return;
  e.preventDefault(); // browsers save what a link leads to
  e.stopPropagation();
  editElement(block);
}, true);

document.addEventListener('keydown', e => {
  if (e.key !== 'e' || e.altKey || e.ctrlKey || e.metaKey || e.defaultPrevented || typing(e.target)) return;
  const element = pointed();
  if (element) editElement(element);
});
