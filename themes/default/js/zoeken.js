// Searching happens here, in the browser: it loads the parts of the index that it
// needs (see internal/zoek) and looks there. The form is an ordinary form: it
// loads this page with the words in the address, so that back, forward and
// sharing work by themselves, and nothing happens while somebody types. (So the
// host can see the words, and nobody else.)
//
// Everything below "the page" is the same as in internal/zoek, word for word;
// tests compare. All texts stand in the page. Nothing that was typed or loaded
// is ever read as HTML.

(() => {

// ---- words ----

const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'ng' };

// slug is Slug of internal/slug.
function slug(s) {
  return s.normalize('NFKD').toLowerCase()
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[ßæœøłđðþıħŧŋ]/g, c => letters[c])
    .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

const split = s => slug(s).split('-').filter(w => w.length > 1).map(w => w.slice(0, 40));

// stem is the Dutch stemmer of Snowball with the rules of internal/zoek around it.
function stem(w) {
  if (w.length < 4 || w < 'a') return w;
  w = singular(w).replace(/^y/, 'Y').replace(/([aeiouy])(?:i([aeiouy])|y)/g, (m, a, b) => b ? a + 'I' + b : a + 'Y');
  const vc = /[aeiouy][^aeiouy]/;
  let p1 = w.search(vc) + 2, p2 = w.length, found = false;
  if (p1 < 2) p1 = p2;
  else {
    const p = w.slice(p1).search(vc);
    if (p >= 0) p2 = p1 + p + 2;
    if (p1 < 3) p1 = 3;
  }
  // cut takes an ending off, when it stands behind at and before fits.
  const cut = (end, at, before) => {
    const s = w.slice(0, -end.length);
    const fits = w.endsWith(end) && s.length >= at && (!before || before.test(s));
    if (fits) w = s;
    return fits;
  };
  const single = () => { if (/(kk|dd|tt)$/.test(w)) w = w.slice(0, -1); };
  const en = end => { if (!/gem$/.test(w.slice(0, -end.length)) && cut(end, p1, /[^aeiouy]$/)) single(); };
  const e = () => { if (cut('e', p1, /[^aeiouy]$/)) { found = true; single(); } };
  const end = (/(heden|ene|en|se|s)$/.exec(w) || [''])[0];
  if (end == 'heden') { if (cut(end, p1)) w += 'heid'; }
  else if (end[0] == 'e') en(end);
  else if (end) cut(end, p1, /[^aeiouyj]$/);
  e();
  if (cut('heid', p2, /([^c]|^)$/) && /en$/.test(w)) en('en');
  const last = (/(end|ing|ig|lijk|baar|bar)$/.exec(w) || [''])[0];
  if (last == 'end' || last == 'ing') { if (cut(last, p2) && !cut('ig', p2, /([^e]|^)$/)) single(); }
  else if (last == 'ig') cut(last, p2, /([^e]|^)$/);
  else if (last == 'lijk') { if (cut(last, p2)) e(); }
  else if (last == 'baar' || found && last) cut(last, p2);
  return w.replace(/([^aeiouy])(aa|ee|oo|uu)([^aeiouyI])$/, (m, a, b, c) => a + b[0] + c).toLowerCase()
    .replace(/([^aeiouy])\1$/, (m, a, at) => at ? a : m).replace(/(.)v$/, '$1f').replace(/(.)z$/, '$1s');
}

function singular(w) {
  const m = /^(..+)jes?$/.exec(w);
  if (m) return m[1].replace(/([aeiouylnrw])t$|(m)p$/, '$1$2');
  for (const [end, to] of plurals) if (end.test(w)) return w.replace(end, to);
  return w;
}

const plurals = [[/(.[ei]e)en$/, '$1'], [/(..ie)n$/, '$1'], [/(..)enen$/, '$1en'],
  [/(..[^aeiouy])es(sen)?$/, '$1e'], [/(.[^aeiouysj])[sz]en$/, '$1s']];

// ---- query ----

const months = (x, s) => { // the number of a month, of two digits
  const i = s.length > 2 ? x.m.findIndex((name, i) => name.startsWith(s) || s == 'mrt' && i == 2) : -1;
  return i < 0 ? two(s, 12) : two(i + 1, 12);
};

const two = (s, most) => s >= 1 && s <= most ? String(s / 10 | 0) + s % 10 : '';

const dates = [[/\b(\d{4})-(\d\d?)-(\d\d?)\b/g, 'jmd'], [/\b(\d\d?)-(\d\d?)-(\d{4})\b/g, 'dmj'],
  [/\b(\d\d?)-([a-z]{3,})(?:-(\d{4}))?\b/g, 'dmj'], [/\b([a-z]{3,})-(\d{4})\b/g, 'mj'], [/\b(\d{4})-(\d\d)\b/g, 'jm']];

const cutQuery = q => Array.from(q).slice(0, 200).join('');

// parse returns the terms of a query: what is searched for, each with its
// alternatives, each of which is words that must all be there.
function parse(x, query) {
  let s = slug(cutQuery(query)), terms = [];
  for (const [re, order] of dates) s = s.replace(re, (found, ...m) => {
    const d = { j: '', m: '', d: '' };
    for (let i = 0; i < order.length; i++) d[order[i]] = order[i] == 'j' ? m[i] || '' : order[i] == 'm' ? months(x, m[i]) : two(m[i], 31);
    if (!d.m || order.includes('d') && !d.d) return found;
    terms.push([['@' + [d.j, d.m, d.d].filter(p => p).join('-')]]);
    return '-';
  });
  let ws = split(s).filter((w, i, all) => !x.stop.has(w) && all.indexOf(w) == i);
  for (const group of x.y) for (const phrase of group) {
    const p = phrase.split(' ');
    const at = ws.findIndex((_, i) => p.every((w, j) => ws[i + j] && stem(ws[i + j]) == stem(w)));
    if (at < 0) continue;
    terms.push([ws.slice(at, at + p.length), ...group.filter(o => o != phrase).map(o => o.split(' '))]);
    ws = [...ws.slice(0, at), ...ws.slice(at + p.length)];
    break;
  }
  ws = ws.map((w, i) => [w, i]).sort((a, b) => b[0].length - a[0].length || a[1] - b[1]);
  return [...terms, ...ws.map(([w]) => [[w]])].slice(0, 6);
}

// affordable leaves out the terms that cost most, when all together are too much
// to load.
function affordable(x, terms, filters) {
  const cost = words => words.reduce((sum, w) => sum + Math.max(12, x.size(stem(w))), 0);
  let total = cost(filters);
  return terms.map((t, i) => [cost([].concat(...t)), i, t]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .filter(([c], i) => (total += c) <= 150 || !i).map(c => c[2]);
}

// numbers calls f for each number of a list; see list in internal/zoek.
function numbers(text, f) {
  let n = 0, d = 0, shift = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i) - 48;
    d |= (c & 31) << shift;
    shift += 5;
    if (c < 32) { n += d; f(n++); d = shift = 0; }
  }
}

const begins = (word, typed) => typed.length > 2 && word.startsWith(typed);

// differs: by one letter, or by two that changed places.
function differs(word, typed) {
  if (typed.length < 5 || typed < 'a' || word < 'a') return false;
  let i = 0, a = word.length, b = typed.length;
  while (i < a && i < b && word[i] == typed[i]) i++;
  while (a > i && b > i && word[a - 1] == typed[b - 1]) a--, b--;
  return a - i < 2 && b - i < 2 || a - i == 2 && b - i == 2 && word[i] == typed[i + 1] && word[i + 1] == typed[i];
}

// wordLevels returns how well each entry fits a word. What looked like it when it
// is nowhere itself is added to like, when that is given.
async function wordLevels(x, w, like) {
  const levels = new Uint8Array(x.n);
  const put = (form, strong, weak) => {
    numbers(form[1] || '', n => { if (levels[n] < strong) levels[n] = strong; });
    numbers(form[2] || '', n => { if (levels[n] < weak) levels[n] = weak; });
  };
  const s = stem(w), rows = await x.shard(s), row = rows.find(r => r[0] == s);
  const forms = r => r.slice(1).map(f => f.split(' ')).map(f => [f[0] || r[0], f[1], f[2]]);
  if (row) {
    for (const f of forms(row)) f[0] == w ? put(f, 10, 5) : f[0] == '+' ? put(f, 4, 2) : put(f, 9, 4);
    return levels;
  }
  for (const alike of like ? [begins, differs] : []) {
    const near = rows.reduce((all, r) => all.concat(forms(r).filter(f => f[0] != '+' && alike(f[0], w))), []);
    for (const f of near) { put(f, 3, 1); like.add(stem(f[0])); }
    if (near.length) break;
  }
  return levels;
}

async function termLevels(x, term, like) {
  if (term.length == 1) return wordLevels(x, term[0][0], like);
  const levels = new Uint8Array(x.n);
  await Promise.all(term.map(async (words, i) => {
    const own = await Promise.all(words.map(w => wordLevels(x, w, i ? null : like)));
    for (let n = 0; n < x.n; n++) {
      let l = 10;
      for (const o of own) if (o[n] < l) l = o[n];
      if (i && l) l--; // the word itself goes before what means the same
      if (levels[n] < l) levels[n] = l;
    }
  }));
  return levels;
}

// search returns the numbers of the entries that fit, best first. filters are
// keys of the index that each of them has.
async function search(x, query, filters) {
  const terms = affordable(x, parse(x, query), filters), like = new Set();
  const all = await Promise.all([...terms.map(t => termLevels(x, t, like)), ...filters.map(f => wordLevels(x, f))]);
  const masks = all.splice(terms.length), shown = new Uint8Array(x.n).fill(1);
  for (const m of masks) for (let n = 0; n < x.n; n++) if (!m[n]) shown[n] = 0;
  const score = new Uint16Array(x.n), cover = new Uint16Array(x.n), missing = [];
  let best = 0, most = 0;
  all.forEach((levels, t) => {
    let found = 0;
    for (let n = 0; n < x.n; n++) if (levels[n]) found++;
    if (!found) return missing.push(terms[t][0].join(' ').replace('@', ''));
    const weight = 32 - Math.clz32(x.n / found);
    most += weight;
    for (let n = 0; n < x.n; n++) if (levels[n]) {
      score[n] += weight * levels[n];
      cover[n] += weight;
      if (cover[n] > best && shown[n]) best = cover[n];
    }
  });
  // Examples last, then by score, then by place.
  const order = [], enough = terms.length ? Math.max(1, Math.ceil(best * 3 / 5)) : 0;
  for (let n = 0; n < x.n; n++) if (cover[n] >= enough && shown[n] && (enough || filters.length)) {
    const at = (n >= x.e ? 2048 : 0) + 2047 - score[n];
    (order[at] = order[at] || []).push(n);
  }
  const hits = [].concat(...order.filter(o => o));
  return { hits, terms, like, missing, partly: hits.length && best < most };
}

// candidates returns the slugs of what may be a number from a letter.
function candidates(query) {
  const parts = cutQuery(query).split(/\s+/).filter(p => p).slice(0, 6);
  const all = [...parts.map((_, i) => parts.slice(i).join(' ')), ...parts].map(slug);
  return all.filter((s, i) => /\d/.test(s) && s.length <= 100 && all.indexOf(s) == i);
}

// ---- the page ----

start();

async function start() {
  const id = name => document.getElementById('wk-' + name);
  const root = id('zoeken'), texts = root.dataset, status = id('zoek-stand');
  const say = s => { status.textContent = s; };
  const params = new URLSearchParams(location.search), query = cutQuery(params.get('q') || '').trim();
  const clone = t => document.importNode(t.content, true);
  say('');
  id('q').value = query;
  if (!Array.from(params.values()).some(v => v.trim())) return;
  say(texts.bezig);
  try {
    const x = await open(texts);
    const filters = showFilters(x);
    if (!query && !filters.length) return say(''); // an old link to a filter that is no more
    const [found, numbered] = await Promise.all([search(x, query, filters), kenmerken(x, query)]);
    if (numbered.length) found.hits = found.missing = [], found.partly = 0; // who types a number looks for that
    const fill = s => s.replace('{n}', (found.hits.length + numbered.length).toLocaleString(document.documentElement.lang)).replace('{vraag}', () => query);
    let next = 0;
    const more = async () => {
      const rows = await Promise.all(found.hits.slice(next, next + 20).map(x.row));
      next += 20;
      const first = id('zoek-rijen').children.length;
      rows.forEach(r => id('zoek-rijen').append(show(x, r, found)));
      id('zoek-meer').hidden = next >= found.hits.length;
      return id('zoek-rijen').children[first];
    };
    if (numbered.length || found.hits.length) {
      numbered.forEach(a => id('zoek-rijen').append(show(x, a, found)));
      await more();
      say([fill(query ? texts.gevonden : texts.alles) + '.', found.partly && texts.lijkt,
        found.missing.length && texts.nergens.replace('{woorden}', () => found.missing.join(', '))].filter(s => s).join(' '));
    } else {
      say(fill(texts.geen) + '.' + (found.terms.length || filters.length ? '' : ' ' + texts.kort));
      id('resultaten').textContent = texts.niets; // and once is enough
      for (const help of document.querySelectorAll('main > [aria-labelledby=wk-contact]')) help.remove();
      id('zoek-rijen').replaceWith(clone(id('zoek-niets')));
    }
    id('zoek-uitkomst').hidden = false;
    id('zoek-meer').onclick = async () => {
      try { (await more()).querySelector('a').focus(); } catch (e) { say(texts.stuk); }
    };
    document.title = status.textContent + ' – ' + document.title;
  } catch (e) {
    say(texts.stuk);
  }

  // showFilters makes the lists to choose from, and returns the keys of what was
  // chosen.
  function showFilters(x) {
    const part = clone(id('zoek-filters')), keys = [];
    const order = Array.from(root.querySelectorAll('template[data-besluit]'), t => t.dataset.besluit);
    for (const select of part.querySelectorAll('select')) {
      const name = select.name;
      x[name].forEach((value, i) => {
        const besluit = name == 'antwoord' && root.querySelector(`template[data-besluit="${value}"]`);
        const option = new Option(besluit ? besluit.content.textContent.trim() : value, besluit ? value : slug(value));
        const after = order.slice(order.indexOf(value) + 1);
        select.add(option, besluit ? Array.from(select).find(o => after.includes(o.value)) : null);
        if (params.get(name) && params.get(name) == option.value) {
          option.selected = true;
          keys.push('=' + { onderwerp: 'o', wijk: 'w', antwoord: 'b', jaar: 'j' }[name] + (name == 'jaar' ? value : i));
        }
      });
      if (x[name].length < 2) select.parentNode.remove();
    }
    // On a phone closed, so that the results are near, unless something was chosen.
    part.querySelector('details').open = keys.length || matchMedia('(min-width: 40em)').matches;
    if (part.querySelector('select')) root.querySelector('form').append(part);
    return keys;
  }

  // show makes the element of a result.
  function show(x, r, found) {
    const el = clone(id('zoek-rij')), at = name => el.querySelector(`[data-plek=${name}]`);
    const put = (name, s, marked) => {
      const e = at(name);
      e.textContent = '';
      if (!s) return e.remove();
      marked ? mark(e, s, found) : e.textContent = s;
    };
    const box = el.querySelector('.wk-rij');
    if (!r.example) at('voorbeeld').remove();
    put('titel', r.title, true);
    put('bij', r.by);
    put('kort', r.short, true);
    put('feit', [r.date, ...r.topics].filter(s => s).join(' · '));
    el.querySelector('a').href = r.href;
    if (r.lang) Object.assign(el.querySelector('a'), { lang: r.lang, dir: 'auto' });
    const t = root.querySelector(r.besluit ? `template[data-besluit="${r.besluit}"]` : `template[data-soort="${r.soort}"]`);
    at('oordeel').append(clone(t));
    if (r.besluit && r.to && t.dataset.aan) at('oordeel').querySelector('.wk-oordeel__naam').textContent = t.dataset.aan.replace('{aan}', () => r.to);
    box.classList.add(r.besluit ? 'wk-b-' + r.besluit : 'wk-rij--anders');
    if (r.besluit) box.dataset.besluit = r.besluit;
    return el;
  }

  // mark puts s in e, with the words that were searched for marked.
  function mark(e, s, found) {
    const typed = [].concat(...found.terms.map(t => [].concat(...t))), stems = new Set([...typed.map(stem), ...found.like]);
    const hit = w => stems.has(stem(w)) || typed.some(t => t.length > 3 && w.length > t.length + 3 && (w.startsWith(t) || w.endsWith(t)));
    for (const piece of s.split(/([^\s.,;:!?()"“”‘’'/-]+)/)) {
      const m = split(piece).some(hit) ? document.createElement('mark') : null;
      if (m) m.textContent = piece;
      e.append(m || piece);
    }
  }
}

// kenmerken returns what the page of a reference number leads to. The index only
// says that a number may be known (see Hash in internal/zoek); its own page says
// what of. Without a secure connection a browser cannot compute the hash, and the
// page is asked for at once.
async function kenmerken(x, query) {
  if (!x.k) return [];
  for (const number of candidates(query)) {
    if (window.crypto && crypto.subtle) {
      const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(number)));
      const key = '#' + Array.from(sum.slice(0, 4), b => (b + 256).toString(16).slice(1)).join('').slice(0, 7);
      if (!(await x.shard(key)).some(r => r[0] == key)) continue;
    }
    const page = await fetch(`${x.base}k/${number}/`);
    if (!page.ok) continue;
    const links = new DOMParser().parseFromString(await page.text(), 'text/html').querySelectorAll('[data-kenmerk] a');
    return Array.from(links, a => ({ title: a.textContent, href: a.getAttribute('href'), lang: a.lang, soort: 'kenmerk', topics: [] }));
  }
  return [];
}

// open returns the index: what index.json says, with the functions that load the
// rest of it.
async function open(texts) {
  const load = {}, base = texts.basis;
  const get = path => load[path] = load[path] || fetch(base + 'zoeken/index/' + path).then(r => {
    if (!r.ok) throw Error(path);
    return r.json();
  });
  const x = await get('index.json');
  const names = texts.maanden.split(' '), soorten = ['onderwerp', 'bijeenkomst', 'signaal', 'advies', 'traject', 'pagina'];
  x.base = base;
  x.m = names.map(slug);
  x.stop = new Set(x.t.split(' '));
  const at = key => {
    let i = x.s.length - 1;
    while (i >= 0 && x.s[i] > key) i--;
    return i;
  };
  x.size = key => {
    const i = at(key), large = x.g.findIndex((n, j) => j % 2 == 0 && n == i);
    return large < 0 ? 0 : x.g[large + 1];
  };
  const place = (kind, i) => `${kind}${i / 1000 | 0}/${i % 1000}.json`; // a folder holds a thousand
  x.shard = async key => at(key) < 0 ? [] : get(`${x.v}/${place('s', at(key))}`);
  x.row = async n => {
    const [soort, title, adres, besluit, to, short, by, date, topics, lang] = (await get(`${x.v}/${place('d', n / x.c | 0)}`))[n % x.c];
    const d = date.split('-');
    return {
      soort: soorten[soort], title, href: base + adres.slice(1), besluit: x.antwoord[besluit], to, short, by, lang, example: n >= x.e && soort < 5,
      date: d[1] > 0 ? [d[2] && +d[2], names[d[1] - 1], d[0]].filter(s => s).join(' ') : d[0], topics: topics.map(t => x.onderwerp[t]),
    };
  };
  return x;
}

})();
