/* Lists what the author should know, over the page: errors at once, the rest when asked for.
   Esc puts the list away until there is something else to say; it goes by itself when all is
   mended. It stands in a shadow tree and is made of text alone, so that neither the page's style
   nor what a file holds can do anything to it. */

const overlay = document.createElement('gloss-problems');
const root = overlay.attachShadow({ mode: 'open' });
const sheet = css => {
  const s = new CSSStyleSheet();
  s.replaceSync(css);
  return s;
};
root.adoptedStyleSheets = [sheet(STYLE)];
document.adoptedStyleSheets.push(sheet('.unresolved { background: none; color: inherit; text-decoration: wavy underline #d3302f }'));

let problems = [], more = 0; // and how many more there are
let told = ''; // the problems for which the list was opened or put away
let away = true;

const make = (tag, name, ...content) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...content);
  return element;
};

const summary = () => ['error', 'warning', 'note'].flatMap(severity => {
  const n = problems.filter(p => p.severity === severity).length;
  return n ? `${n} ${severity}${n === 1 ? '' : 's'}` : [];
}).join(', ') + (more ? ` and ${more} more` : '');

/* The line, with the character in question marked. */
const frame = p => {
  const [at] = new Intl.Segmenter().segment(p.after);
  const text = at ? at.segment : ' ';
  return make('pre', '', make('span', 'line', `${p.line} | `), p.before, make('mark', '', text), p.after.slice(text.length));
};

const entry = p => {
  const item = make('li', p.severity);
  const where = make('button', 'where', p.where);
  where.type = 'button';
  where.title = 'Open in your editor';
  where.onclick = () => edit({ place: p.where });
  item.append(make('p', 'message', make('strong', '', p.severity), ' ', p.message, ...(p.code ? [' ', make('code', '', p.code)] : [])));
  if (p.where) item.append(make('p', 'place', where));
  if (p.line && p.before + p.after) item.append(frame(p));
  if (p.hint) item.append(make('p', 'hint', p.hint));
  return item;
};

const draw = () => {
  const label = make('button', 'label', summary());
  label.type = 'button';
  label.title = away ? 'Show' : 'Hide (Esc)';
  label.setAttribute('aria-expanded', String(!away));
  label.onclick = () => { away = !away; draw(); };
  const worst = problems.length ? problems.map(p => p.severity).sort()[0] : '';
  const box = make('section', `${worst} ${away ? 'away' : ''}`, label);
  box.setAttribute('aria-label', 'Problems');
  if (!away) box.append(make('ol', '', ...problems.map(entry)));
  root.replaceChildren(...(message ? [message] : []), ...(problems.length ? [box] : []));
  if (root.hasChildNodes()) document.documentElement.append(overlay);
  else overlay.remove();
};

let message = null, silence;

/* Says something for as long as it takes to read it. */
const say = text => {
  message = make('p', 'said', text);
  message.setAttribute('role', 'status');
  draw();
  clearTimeout(silence);
  silence = setTimeout(() => { message = null; draw(); }, 3000 + 60 * text.length);
};

/* Says what there is to say of a build. */
const tell = (list, rest) => {
  const now = JSON.stringify(list);
  if (now === told) return;
  told = now;
  problems = list;
  more = rest;
  away = !problems.some(p => p.severity === 'error');
  draw();
};

document.addEventListener('keydown', e => {
  if (e.key !== 'Escape' || away || e.defaultPrevented) return;
  away = true;
  draw();
});
