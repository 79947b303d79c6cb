/* Changes, in the page that is shown, what differs between two versions of it, and nothing
   else. Scripts and the reader may have changed the page too: they have moved notes into the
   margin, opened details, typed. So the versions are compared with each other, never with what
   is shown, and each node of the last version knows the node that shows it, wherever that is. */

const shown = new WeakMap(); // from a node of the version to the one that shows it
let version; // the body as it came from the server, changed along with the page
let changed; // the elements in which a patch has changed something

const remember = (copy, live) => {
  shown.set(copy, live);
  for (let i = 0; i < copy.childNodes.length; i++) remember(copy.childNodes[i], live.childNodes[i]);
};

/* Begins with the page as it is. */
const begin = () => {
  version = document.body.cloneNode(true);
  remember(version, document.body);
};

/* Makes the page what another version of its body is, and returns the elements that look
   different now. */
const patch = body => {
  changed = new Set();
  patchNode(version, body);
  return [...changed].filter(e => e.isConnected);
};

const blocks = 'p, li, dt, dd, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote, figure, summary, caption';

/* Notes the block in which a change is to be seen, or a new element without one. */
const note = live => {
  const element = live.nodeType === Node.ELEMENT_NODE ? live : live.parentElement;
  if (element && (live === element || live.data.trim())) changed.add(element.closest(blocks) || element);
};

const patchNode = (copy, after) => {
  if (copy.nodeType === Node.ELEMENT_NODE) {
    patchAttributes(copy, after);
    patchChildren(copy, after);
  } else if (copy.data !== after.data) {
    const live = shown.get(copy);
    copy.data = live.data = after.data;
    note(live);
  }
};

const patchAttributes = (copy, after) => {
  const live = shown.get(copy);
  const names = new Set([...copy.getAttributeNames(), ...after.getAttributeNames()]);
  for (const name of names) {
    const was = copy.getAttribute(name), is = after.getAttribute(name);
    if (was === is) continue;
    for (const element of [live, copy]) {
      if (name === 'class') { // scripts have classes of their own there
        element.classList.remove(...copy.classList);
        element.classList.add(...after.classList);
      } else if (is === null) {
        element.removeAttribute(name);
      } else {
        element.setAttribute(name, is);
      }
    }
  }
};

const patchChildren = (copy, after) => {
  const a = [...copy.childNodes], b = [...after.childNodes];
  while (a.length && b.length && a[0].isEqualNode(b[0])) a.shift(), b.shift();
  let next = null; // the node behind those that are left
  while (a.length && b.length && a.at(-1).isEqualNode(b.at(-1))) next = a.pop(), b.pop();
  const partner = pairs(a, b);
  const kept = new Set(partner.values());
  for (const node of a) {
    if (kept.has(node)) continue;
    shown.get(node).remove();
    node.remove();
  }
  for (const node of b.reverse()) {
    const old = partner.get(node);
    if (old) patchNode(old, node);
    next = old || insert(copy, node, next);
  }
};

/* Puts a new node before another of the version, and in the page behind what shows the one
   before it. */
const insert = (parent, node, next) => {
  const copy = parent.insertBefore(document.importNode(node, true), next);
  const live = copy.cloneNode(true);
  remember(copy, live);
  const home = shown.get(parent);
  let before = copy.previousSibling;
  while (before && shown.get(before).parentNode !== home) before = before.previousSibling; // moved elsewhere
  if (before) shown.get(before).after(live);
  else home.prepend(live);
  note(live);
  return copy;
};

/* Finds for the new nodes the old ones that they continue, in order: what is equal first, as
   much of it as there is, then between those what is alike. */
const pairs = (a, b) => {
  const partner = new Map();
  const key = node => node.outerHTML || node.nodeType + node.data;
  const equal = common(a.map(key), b.map(key));
  let i = 0, j = 0;
  for (const [x, y] of [...equal, [a.length, b.length]]) {
    for (; j < y; j++) {
      const k = a.slice(i, x).findIndex(node => alike(node, b[j]));
      if (k < 0) continue;
      partner.set(b[j], a[i + k]);
      i += k + 1;
    }
    if (y < b.length) partner.set(b[y], a[x]);
    i = x + 1, j = y + 1;
  }
  return partner;
};

const alike = (a, b) => a.nodeName === b.nodeName && (a.id || '') === (b.id || '');

/* The longest common subsequence of two lists, as pairs of indices. Lists that are too long for
   its table are taken to have nothing in common. */
const common = (a, b) => {
  if (a.length * b.length > 1e6) return [];
  const length = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const found = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return found;
};
