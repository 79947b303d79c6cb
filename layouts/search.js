/* Searches the briefing while the reader types. The index comes as classic scripts when it is first
   needed, so that this works from a disk too; of a large site a query loads only the parts it
   needs. Without this script the page offers lists to look through.

   How words are cut and compared, and how results are ranked, is what the Go packages search and
   search/lookup do; tests hold them together. */
(() => {
  'use strict';

  /* ---- words ---- */

  const maxWord = 32, maxWords = 8, maxShards = 3, perPage = 10, maxNear = 12, shortest = 4;
  const gap = 0, letter = 1, digit = 2, gram = 3, ignored = 4;
  const dropped = /[\u00AD\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0711\u0730-\u074A\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE00-\uFE0F\uFEFF]/;
  const grams = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
  const letters = /^[\p{L}\p{M}]$/u, numbers = /^\p{N}$/u, lettersOrNl = /^[\p{L}\p{M}\p{Nl}]$/u;
  const alike = {};
  for (const [as, of] of Object.entries({
    ss: 'ß', ae: 'æ', oe: 'œ', o: 'ø', d: 'đð', th: 'þ', l: 'ł', h: 'ħ', i: 'ı', t: 'ŧ', k: 'ĸ', 'σ': 'ς',
    'ا': 'ٱ', 'ي': 'ىیېے', 'ه': 'ةہھە', 'ك': 'کڪ',
  })) for (const c of of) alike[c] = as;
  for (let i = 0; i < 10; i++) alike[String.fromCharCode(0x660 + i)] = alike[String.fromCharCode(0x6F0 + i)] = '' + i;

  const classOf = c =>
    c >= 'a' && c <= 'z' ? letter : c >= '0' && c <= '9' ? digit : c < '\x80' ? gap :
    c === 'ー' || grams.test(c) && lettersOrNl.test(c) ? gram : letters.test(c) ? letter : numbers.test(c) ? digit : gap;

  const ascii = Uint8Array.from({length: 128}, (_, i) => classOf(String.fromCharCode(i).toLowerCase()));

  /* What a character counts as: [class, text] for each character of the text. */
  const known = new Map();
  const fold = c => {
    let f = known.get(c);
    if (f) return f;
    let s = '';
    for (let d of c.normalize('NFKD')) {
      if (dropped.test(d)) continue;
      d = d.toLowerCase();
      s += alike[d] ?? d;
    }
    f = s === '' ? [[ignored, '']] : [...s.normalize('NFC')].map(d => [classOf(d), d]).filter(d => d[0] !== gap);
    if (!f.length) f = [[gap, '']];
    known.set(c, f);
    return f;
  };

  /* Calls found(word, from, to) for each word of a text that is in NFC. */
  const words = (text, found) => {
    let word = '', chars = 0, k = gap, from = 0, last = 0;
    const end = at => {
      if (word) found(word, k === gram ? last : from, at);
      word = '', chars = 0, k = gap;
    };
    for (let at = 0, to; at < text.length; at = to) {
      const code = text.charCodeAt(at);
      if (code < 128 && !word) { // nearly always
        const kind = ascii[code];
        let next = code;
        for (to = at + 1; to < text.length && (next = text.charCodeAt(to)) < 128 && ascii[next] === kind; to++);
        if (kind === gap) continue;
        if (to - at <= maxWord && (to === text.length || next < 128 || next > 0x200F && next < 0x202A)) {
          found(text.slice(at, to).toLowerCase(), at, to);
          continue;
        }
      }
      const c = String.fromCodePoint(text.codePointAt(at));
      to = at + c.length;
      for (const [kind, d] of fold(c)) {
        if (kind === ignored) continue;
        if (kind !== k) {
          end(at);
          k = kind;
          from = at;
        }
        if (kind === gram) {
          if (word) found(word + d, last, to);
          word = d;
          last = at;
        } else if (kind !== gap && chars < maxWord) {
          word += d;
          chars++;
        }
      }
    }
    end(text.length);
  };

  /* The words of a query. The last character of a script without spaces is in the pair before it. */
  const terms = query => {
    const list = [];
    words(query.normalize('NFC'), word => {
      const before = list.at(-1);
      if (before && word >= '\x80' && [...word].length === 1 && [...before].length === 2 && before.endsWith(word)) return;
      if (!list.includes(word) && list.length < maxWords) list.push(word);
    });
    return list;
  };

  /* How near a typed word is to another: 2 if it is that but for one letter, 1 if that begins so. */
  const near = (typed, word) => {
    const a = [...typed], b = [...word];
    let i = 0;
    while (i < a.length && i < b.length && a[i] === b[i]) i++;
    const rest = (m, n) => {
      if (b.length - n < a.length - m) return 0;
      for (let j = m; j < a.length; j++) if (a[j] !== b[j - m + n]) return 0;
      return b.length - n === a.length - m ? 2 : a.length > shortest ? 1 : 0;
    };
    let best = 0;
    if (i < a.length) best = Math.max(best, rest(i + 1, i)); // one too many
    if (i < b.length) best = Math.max(best, rest(i, i + 1)); // one too few
    if (i < a.length && i < b.length) best = Math.max(best, rest(i + 1, i + 1)); // another one
    if (i + 1 < a.length && i + 1 < b.length && a[i] === b[i + 1] && a[i + 1] === b[i]) best = Math.max(best, rest(i + 2, i + 2));
    return best;
  };

  /* ---- the index ---- */

  const digits = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  const half = digits.length / 2;
  const value = new Uint8Array(128);
  [...digits].forEach((d, i) => { value[d.charCodeAt(0)] = i; });

  let brought = []; // by the script that runs
  const whole = async src => { // where the briefing is one file, the index is in it
    window.glossIndex[src.slice(src.lastIndexOf('assets/'))]();
    return brought.splice(0);
  };
  const script = src => window.glossIndex ? whole(src) : new Promise((resolve, reject) => {
    const s = document.createElement('script');
    s.src = src;
    s.onload = () => { resolve(brought); brought = []; s.remove(); };
    s.onerror = () => { s.remove(); reject(new Error(src)); };
    document.head.append(s);
  });
  window.glossSearch = (kind, data) => { brought.push([kind, data]); };

  /* What is loaded once and then kept; what cannot be loaded is asked for again. */
  const once = load => {
    const kept = new Map();
    return key => {
      if (!kept.has(key)) kept.set(key, load(key).catch(e => { kept.delete(key); throw e; }));
      return kept.get(key);
    };
  };

  const form = document.querySelector('form.search[data-index]');
  if (!form) return; // a site without an index
  const start = new URL(form.dataset.index, location.href).href;
  const open = once(async () => {
    const index = {records: [], words: []};
    for (const [kind, data] of await script(start)) {
      if (kind === 'contents') index.contents = data;
      else index[kind].push(data);
    }
    if (index.contents.version !== 1) throw new Error('version');
    return index;
  });
  const shard = once(async key => {
    const [kind, n] = key.split(' ');
    const index = await open('');
    const name = kind === 'common' ? index.contents.common : index.contents[kind][n];
    const data = name ? (await script(new URL('search/' + name + '.js', start).href))[0][1] : index[kind][n];
    return kind === 'records' ? data : unpack(data);
  });

  /* Reads a list of words, and what stands behind each. */
  const unpack = data => {
    const fields = data.split(' '), list = [];
    let last = '';
    for (let i = 0; i + 1 < fields.length; i += 2) {
      const f = fields[i];
      last = last.slice(0, value[f.charCodeAt(0)]) + f.slice(1);
      list.push([last, fields[i + 1]]);
    }
    return list;
  };

  /* Calls each(record, rank) for the records of a word. */
  const postings = (data, each) => {
    let id = -1, n = 0, scale = 1;
    for (let i = 0; i < data.length; i++) {
      const d = value[data.charCodeAt(i)];
      if (d >= half) {
        n += (d - half) * scale;
        scale *= half;
        continue;
      }
      n += d * scale;
      id += Math.floor(n / 6) + 1;
      each(id, n % 6);
      n = 0;
      scale = 1;
    }
  };

  /* Compares by characters, as the index is sorted, and not by the halves of some. */
  const before = (a, b) => {
    const x = [...a], y = [...b];
    let i = 0;
    while (i < x.length && i < y.length && x[i] === y[i]) i++;
    return i === x.length || i < y.length && x[i].codePointAt(0) < y[i].codePointAt(0);
  };

  /* The shards, from … to-1, that may have words that begin so. */
  const range = (index, text) => {
    const first = index.contents.from;
    let from = 0, to = 0;
    first.forEach((f, i) => {
      const starts = before(f, text);
      if (starts) from = i;
      if (starts || f.startsWith(text)) to = i + 1;
    });
    return [from, Math.max(to, Math.min(1, first.length))];
  };

  /* The words a word of the query may mean, as [word, postings, how much it counts]. */
  const candidates = async (index, term) => {
    const list = [];
    let [from, to] = range(index, term);
    const all = to - from <= maxShards;
    if (!all) to = from + 1;
    const shards = await Promise.all(Array.from({length: to - from}, (_, i) => shard('words ' + (from + i))));
    for (const words of shards) {
      for (const [text, data] of words) {
        if (text === term) list.push([text, data, 1]);
        else if (all && text.startsWith(term)) list.push([text, data, .5]);
      }
    }
    return list.length ? list : mistyped(index, term);
  };

  const mistyped = async (index, term) => {
    if ([...term].length < shortest || ![...term].every(c => letters.test(c))) return [];
    const several = index.contents.words.length > 1;
    const guesses = [];
    if (index.contents.words.length) {
      for (const [text, data] of await shard(several ? 'common 0' : 'words 0')) {
        const how = near(term, text);
        if (how) guesses.push([text, how, several ? value[data.charCodeAt(0)] : 0]);
      }
    }
    guesses.sort((a, b) => b[1] - a[1] || b[2] - a[2]);
    const list = [], used = new Set();
    for (const [text] of guesses.slice(0, maxNear)) {
      const [n] = range(index, text);
      if (!used.has(n) && used.size === maxShards) continue;
      used.add(n);
      for (const [word, data] of await shard('words ' + n)) if (word === text) list.push([word, data, .3]);
    }
    return list;
  };

  const weights = [1, 1.4, 1.8, 4, 6, 10];

  /* Finds the records that have the most words of a query, best first. Returns the first of them,
     how many there are, and which words of the index mean which word of the query, as bits. */
  const query = async (text, limit) => {
    const index = await open('');
    const size = index.contents.first.at(-1);
    const count = new Uint8Array(size), score = new Float64Array(size);
    const meant = new Map();
    const lists = await Promise.all(terms(text).map(term => candidates(index, term)));
    lists.forEach((list, bit) => {
      const best = new Float64Array(size), found = [];
      for (const [word, data, quality] of list) {
        meant.set(word, meant.get(word) | 1 << bit);
        postings(data, (id, rank) => {
          if (!best[id]) found.push(id);
          best[id] = Math.max(best[id], weights[rank] * quality);
        });
      }
      const rarity = Math.log(1 + size / Math.max(found.length, 1));
      for (const id of found) {
        count[id]++;
        score[id] += best[id] * rarity;
      }
    });
    const most = count.reduce((a, b) => Math.max(a, b), 0);
    const ids = [];
    for (let id = 0; most && id < size; id++) if (count[id] === most) ids.push(id);
    const all = ids.length;
    ids.sort((a, b) => score[b] - score[a] || a - b);
    ids.length = Math.min(all, limit);
    const first = index.contents.first;
    const records = await Promise.all(ids.map(async id => {
      let n = first.length - 1;
      while (first[n] > id || n === first.length - 1) n--;
      return (await shard('records ' + n))[id - first[n]];
    }));
    return {records, all, meant};
  };
  Object.assign(window.glossSearch, {fold, words, terms, near, query}); // for tests

  /* ---- what is found, shown ---- */

  const element = (name, attributes, ...children) => {
    const e = document.createElement(name);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    e.append(...children);
    return e;
  };

  /* A text with the words in it that are meant marked, cut around the first of them. */
  const longest = 260;
  const marked = (text, meant, cut) => {
    const spans = [];
    words(text, (word, from, to) => {
      if (!meant.has(word)) return;
      const last = spans.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else spans.push([from, to]);
    });
    let from = 0, to = text.length;
    if (cut && text.length > longest) {
      from = Math.max(0, (spans[0]?.[0] ?? 0) - 80);
      if (from) from = text.indexOf(' ', from) + 1 || from;
      to = Math.min(text.length, from + longest);
      if (to < text.length) to = Math.max(text.lastIndexOf(' ', to), from + longest / 2);
    }
    const list = [from ? '… ' : ''];
    for (const [a, b] of spans) {
      if (a < from || b > to) continue;
      list.push(text.slice(from, a), element('mark', {}, text.slice(a, b)));
      from = b;
    }
    list.push(text.slice(from, to), to < text.length ? ' …' : '');
    return list;
  };

  /* The sentences of a record that have the most words of the query, at most one of each of its
     parts and of so many parts; else its first sentence. */
  const places = (record, meant, limit) => {
    const bits = text => {
      let b = 0;
      words(text, word => { b |= meant.get(word); });
      return b;
    };
    const number = b => { let n = 0; for (; b; b &= b - 1) n++; return n; };
    let list = [];
    for (let i = 5; i + 2 < record.length; i += 3) {
      const heading = record[i + 1], above = bits(heading);
      let best = null;
      for (const text of record[i + 2].split('\n')) {
        const b = bits(text);
        const weight = number(b | above) * 16 + number(b);
        if ((b || above) && weight > (best?.weight ?? 0)) best = {id: record[i], heading, text, weight, at: i};
      }
      if (best) list.push(best);
    }
    list.sort((a, b) => b.weight - a.weight || a.at - b.at);
    const most = list[0]?.weight;
    list = list.filter((p, i) => i === 0 || p.weight === most).slice(0, limit).sort((a, b) => a.at - b.at);
    if (!list.length && record.length > 7) list = [{id: '', heading: '', text: record[7].split('\n')[0]}];
    return list;
  };

  /* The address of a place on the page of a record. */
  const placeOn = (url, id) => (url[0] === '#' ? url.split(':')[0] + ':' : url.split('#')[0] + '#') + encodeURIComponent(id);

  const shapes = ['circle', 'square', 'triangle', 'diamond'];
  const input = form.elements.q;
  const found = element('p', {class: 'found', role: 'status'});
  const box = element('div', {class: 'results', id: 'gloss/results', role: 'listbox', 'aria-label': form.dataset.results});
  const button = element('button', {type: 'button'}, form.dataset.further);
  const further = element('p', {class: 'further'}, button);
  const browse = document.querySelector('.browse');
  box.hidden = further.hidden = true;
  form.parentNode.after(found, box, further);
  for (const [key, text] of Object.entries({role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': box.id})) input.setAttribute(key, text);
  let options = [], active = -1, shown = perPage, serial = 0, typed = '';

  const show = (record, n, meant, limit) => {
    const [kind, url, title, by, aside] = record;
    const group = element('div', {class: 'hit', role: 'group', 'aria-labelledby': `gloss/hit-${n}`});
    if (by) {
      group.dataset.hue = by[1];
      group.dataset.shape = shapes[by[2]];
    }
    const list = places(record, meant, limit);
    const head = element('a', {class: 'title', role: 'option', 'aria-selected': 'false', tabindex: -1, href: url});
    const about = [by && by[0], {t: form.dataset.term, e: form.dataset.event}[kind], kind === 'e' && aside].filter(Boolean);
    if (about.length) head.append(element('span', {class: 'kicker', ...(by && {'data-shape': shapes[by[2]]})}, about.join(' · ')));
    head.append(element('span', {class: 'name', id: `gloss/hit-${n}`, dir: 'auto'}, ...marked(title, meant)));
    if (kind === 't' && aside) head.append(element('span', {class: 'expansion', dir: 'auto'}, ...marked(aside, meant)));
    group.append(head);
    for (const p of list) {
      const place = element('a', {class: 'place', role: 'option', 'aria-selected': 'false', tabindex: -1, href: p.id ? placeOn(url, p.id) : url});
      if (p.heading) place.append(element('span', {class: 'under', dir: 'auto'}, ...marked(p.heading, meant)));
      place.append(element('span', {class: 'passage', dir: 'auto'}, ...marked(p.text, meant, true)));
      group.append(place);
    }
    return group;
  };

  const say = text => { if (found.textContent !== text) found.textContent = text; };
  const fill = (text, n, query) => text.replace('{n}', n.toLocaleString()).replace('{query}', () => query);

  const run = async () => {
    const text = input.value.trim(), mine = ++serial;
    if (text !== typed) shown = perPage;
    typed = text;
    let answer = {records: [], all: 0, meant: new Map()};
    if (text) {
      const wait = setTimeout(() => { if (mine === serial) say(form.dataset.loading); }, 400);
      try {
        answer = await query(text, shown);
      } catch {
        if (mine === serial) say(form.dataset.failed);
        return;
      } finally {
        clearTimeout(wait);
      }
      if (mine !== serial) return; // something else has been typed meanwhile
    }
    const {records, all, meant} = answer;
    const seen = new Set();
    const few = records.length <= 3;
    const groups = records.filter(r => !seen.has(r[1]) && seen.add(r[1])).map((r, i) => show(r, i, meant, few ? 8 : 3));
    box.replaceChildren(...groups);
    options = [...box.querySelectorAll('[role=option]')];
    options.forEach((o, i) => { o.id = `gloss/option-${i}`; });
    box.hidden = !groups.length;
    if (browse) browse.hidden = groups.length > 0;
    further.hidden = all <= records.length;
    input.setAttribute('aria-expanded', String(groups.length > 0));
    choose(-1);
    say(!text ? '' : fill(!all ? form.dataset.none : all === 1 ? form.dataset.single : form.dataset.several, all, text));
    if (!page.hidden) document.title = (text ? text + ' · ' : '') + title;
  };

  const choose = n => {
    options[active]?.setAttribute('aria-selected', 'false');
    active = n;
    const o = options[n];
    if (!o) return input.removeAttribute('aria-activedescendant');
    o.setAttribute('aria-selected', 'true');
    o.scrollIntoView({block: 'nearest'});
    input.setAttribute('aria-activedescendant', o.id);
  };

  /* ---- the address ---- */

  const page = form.closest('main');
  const title = page.dataset.head || document.title;
  const asked = () => new URLSearchParams(location.search).get('q') ?? '';
  let timer, entered = !!asked(); // a query to come back to: what is typed next does not take its place
  const address = () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text === asked()) return;
    const url = location.pathname + (text ? '?' + new URLSearchParams({q: text}) : '') + location.hash;
    try { history[entered ? 'pushState' : 'replaceState'](null, '', url); } catch { /* an address that may not change is not worth stopping for */ }
    entered = false;
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(address, 300);
    run();
  });
  input.addEventListener('focus', () => { open('').catch(() => {}); }, {once: true});
  input.addEventListener('keydown', e => {
    if (e.isComposing || e.ctrlKey || e.altKey || e.metaKey) return;
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && options.length) {
      e.preventDefault();
      const n = options.length + 1; // and the field
      choose((active + 1 + (e.key === 'ArrowDown' ? 1 : n - 1)) % n - 1);
    } else if (e.key === 'Enter' && options[active]) {
      e.preventDefault();
      options[active].click();
    } else if (e.key === 'Escape') {
      e.preventDefault();
      if (active >= 0) choose(-1);
      else if (input.value) { input.value = ''; address(); run(); }
      else input.blur();
    }
  });
  form.addEventListener('submit', async e => {
    e.preventDefault();
    address();
    entered = true;
    await run();
    choose(0);
  });
  box.addEventListener('click', () => address());
  button.addEventListener('click', async () => {
    const n = options.length;
    shown += perPage;
    await run();
    input.focus();
    choose(n);
  });
  addEventListener('popstate', () => { entered = true; input.value = asked(); run(); });
  addEventListener('pageshow', () => {
    if (asked() && !input.value) input.value = asked();
    if (input.value.trim() !== typed) run();
  });
  input.focus({preventScroll: true});
})();
