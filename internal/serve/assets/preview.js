// The live reload of `weerklank serve`, and the findings beside a page. It is in
// no published page.
(() => {
  "use strict";
  const { version, summary, lang, alarm } = document.currentScript.dataset;
  const root = document.documentElement;
  const key = "weerklank-preview:";
  // What is kept for this tab, until it is closed.
  const kept = {
    get: (name) => sessionStorage.getItem(key + name),
    set: (name, value) => sessionStorage.setItem(key + name, value),
    take: (name) => {
      const value = kept.get(name);
      sessionStorage.removeItem(key + name);
      return value;
    },
  };
  const byId = (id) => document.getElementById(id);

  // Before the panel is there, so that a page on which it stays closed does not
  // jump.
  const closed = "weerklank-preview-closed";
  root.classList.toggle(closed, kept.get("panel") === "closed");
  root.classList.add("weerklank-preview-script");

  // The server tells which version of this page it has, at once and whenever
  // that changes. If that is not the version of this page, the page is asked for
  // again. Browsers allow about six open connections to one server, so a tab
  // that nobody looks at has none.
  let events;
  let retry;
  const listen = () => {
    clearTimeout(retry);
    if (events || document.hidden) return;
    events = new EventSource("/-/weerklank/events?pagina=" + encodeURIComponent(location.pathname));
    events.onmessage = ({ data }) => {
      if (data === version) return;
      leave();
      remember();
      location.reload();
    };
    events.onerror = () => {
      // The browser itself tries again after most errors, but not after all.
      if (events?.readyState !== EventSource.CLOSED) return;
      leave();
      retry = setTimeout(listen, 2000);
    };
  };
  const leave = () => {
    events?.close();
    events = undefined;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);

  // The words of a page as one row of letters and digits, with the pieces of
  // text that it is made of. What stands between them (signs, spaces, tags)
  // differs from the source.
  const folded = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const hidden = (e) => !e.checkVisibility() && !e.closest("details:not([open])");
  const wordsOf = (scope) => {
    const pieces = [];
    let row = "";
    const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const text = folded(node.data);
      if (!text || node.parentElement.closest("script, style, template, .weerklank-preview") || hidden(node.parentElement)) continue;
      pieces.push({ node, begin: row.length, end: row.length + text.length });
      row += text;
    }
    return { row, pieces };
  };
  // A range for each piece of text: one for all would take in images too.
  const rangesOf = ({ pieces }, from, length) =>
    pieces.filter(({ begin, end }) => begin < from + length && from < end).map(({ node, begin }) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      let n = begin;
      let at = 0;
      for (const c of node.data) {
        const letters = folded(c).length;
        if (letters && n <= from) range.setStart(node, at);
        n += letters;
        at += c.length;
        if (letters && n <= from + length) range.setEnd(node, at);
      }
      return range;
    });

  // passage returns where the page has what a finding is about: ranges of its
  // text or an element; undefined when the page does not show it.
  const passage = ({ dataset: { anchor, text = "", around = "", at } }, words) => {
    const part = anchor && byId(anchor);
    const main = document.querySelector("main") ?? document.body;
    const line = folded(around);
    const short = folded(text);
    for (const scope of part ? [part, main] : [main]) {
      const w = words(scope);
      if (at) {
        for (const e of scope.querySelectorAll("[src], a[href]")) {
          const [address] = (e.getAttribute("src") ?? e.getAttribute("href")).split(/[?#]/);
          if (address.replace(/\/$/, "").endsWith(at)) return e;
        }
      }
      // A few letters are not enough, unless nothing else there has them.
      const found = (letters) => {
        const first = letters.length > 3 ? w.row.indexOf(letters) : -1;
        return letters.length > 11 || w.row.indexOf(letters, first + 1) < 0 ? first : -1;
      };
      const begin = found(line);
      if (begin >= 0) {
        const inside = short ? w.row.slice(begin, begin + line.length).indexOf(short) : -1;
        return inside < 0 ? rangesOf(w, begin, line.length) : rangesOf(w, begin + inside, short.length);
      }
      const alone = found(short);
      if (alone >= 0) return rangesOf(w, alone, short.length);
      if (scope === part) return part;
    }
    return undefined;
  };

  // The finding whose passage is marked, and how to undo the mark.
  let current;
  let unmark = () => {};

  const blocks = "p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, figure, figcaption, blockquote, img, a, article, section, table, main, body";
  const blockOf = (place) => {
    if (!Array.isArray(place)) return place.closest(blocks);
    const whole = document.createRange();
    whole.setStart(place[0].startContainer, place[0].startOffset);
    whole.setEnd(place.at(-1).endContainer, place.at(-1).endOffset);
    const e = whole.commonAncestorContainer;
    return (e.closest ? e : e.parentElement).closest(blocks);
  };
  const mark = (item, place) => {
    unmark();
    current = item;
    const block = blockOf(place);
    for (let e = block; e; e = e.parentElement) if (e.localName === "details") e.open = true;
    // Of personal data only the words around it are known.
    if (Array.isArray(place) && window.Highlight && !("hidden" in item.dataset)) CSS.highlights.set("weerklank", new Highlight(...place));
    const before = ["tabindex", "aria-describedby"].map((name) => [name, block.getAttribute(name)]);
    block.classList.add("weerklank-passage");
    item.setAttribute("aria-current", "true");
    if (block.tabIndex < 0) block.tabIndex = -1;
    block.setAttribute("aria-describedby", `${item.id}-tekst`);
    const back = byId("weerklank-terug");
    if (back) back.hidden = false;
    unmark = () => {
      block.classList.remove("weerklank-passage");
      if (!block.classList.length) block.removeAttribute("class");
      for (const [name, value] of before) value === null ? block.removeAttribute(name) : block.setAttribute(name, value);
      item.removeAttribute("aria-current");
      window.Highlight && CSS.highlights.delete("weerklank");
      if (back) back.hidden = true;
      current = undefined;
      unmark = () => {};
    };
    return block;
  };

  const see = (e) => {
    e.scrollIntoView({ block: e.getBoundingClientRect().height > innerHeight / 2 ? "start" : "center" });
    e.focus({ preventScroll: true });
  };
  const unfold = (item) => {
    for (let e = item.parentElement; e; e = e.parentElement) if (e.localName === "details") e.open = true;
  };
  const show = (open) => {
    root.classList.toggle(closed, !open);
    kept.set("panel", open ? "open" : "closed");
  };

  let items = [];
  let resume = 0; // what comes next when no finding is current
  let places = new Map();

  // jump goes to the passage of a finding; to the finding itself when the page
  // does not show it.
  const jump = (item) => {
    const place = places.get(item);
    unfold(item);
    item.scrollIntoView({ block: "nearest" });
    if (place) {
      see(mark(item, place));
      return;
    }
    unmark();
    show(true);
    current = item;
    item.setAttribute("aria-labelledby", `${item.id}-tekst`); // read out, and not all that is in it
    see(item);
  };
  const back = () => {
    const item = current;
    if (!item) return;
    unmark();
    current = item; // next goes on from here
    show(true);
    unfold(item);
    see(item.querySelector(".weerklank-preview__jump a") ?? item);
  };
  const step = (by) => {
    if (!items.length) return;
    const at = items.indexOf(current ?? document.activeElement?.closest(".weerklank-preview__findings > li"));
    jump(items[at < 0 ? (by > 0 ? resume % items.length : (resume || items.length) - 1) : (at + by + items.length) % items.length]);
  };

  // After a reload a page is as it was: what was marked, and where the keyboard
  // was. (The browser itself keeps how far it was scrolled.)
  const remember = () => {
    const panel = byId("weerklank-paneel");
    const active = document.activeElement;
    const finding = active?.closest(".weerklank-preview__findings > li");
    kept.set("reloaded", JSON.stringify({
      said: summary,
      scrolled: panel?.scrollTop ?? 0,
      current: current?.id,
      at: items.indexOf(current),
      passage: Boolean(active?.classList.contains("weerklank-passage")),
      panel: Boolean(active?.closest("#weerklank-preview")),
      finding: finding?.id,
      link: finding ? [...finding.querySelectorAll("a")].indexOf(active) : -1,
      id: active?.id,
    }));
  };
  const restore = () => {
    const was = JSON.parse(kept.take("reloaded") ?? "null");
    if (!was) return;
    const panel = byId("weerklank-paneel");
    if (panel) panel.scrollTop = was.scrolled;
    const item = was.current && byId(was.current);
    const place = item && places.get(item);
    const block = place && mark(item, place);
    if (was.at > 0 && !item) resume = Math.min(was.at, items.length); // it was mended: go on from there
    const finding = was.finding && byId(was.finding);
    const focus = { preventScroll: true };
    if (was.passage) (block ?? byId("weerklank-kop"))?.focus(focus); // what was mended is gone
    else if (finding) (finding.querySelectorAll("a")[was.link] ?? finding).focus(focus);
    else if (was.id && byId(was.id)) byId(was.id).focus(focus);
    else if (was.panel) byId("weerklank-kop")?.focus(focus);
    if (was.said !== summary) say(summary);
  };

  // A text is read out when it changes, so it comes after the element that holds
  // it.
  const say = (text) => {
    const status = document.createElement("p");
    status.className = "weerklank-preview__status";
    status.setAttribute("role", "status");
    status.lang = lang;
    document.body.append(status);
    setTimeout(() => (status.textContent = text), 300);
  };

  const nowhere = {
    nl: (n) => `Dit staat niet zichtbaar op de pagina. Kijk in het bestand${n ? `, op regel ${n}` : ""}.`,
    en: (n) => `The page does not show this. Look in the file${n ? `, on line ${n}` : ""}.`,
  }[lang];

  const start = () => {
    // Somebody who works in another window sees the tab only.
    if (alarm !== undefined) document.title = `⚠ ${document.title}`;

    // A list stays as open or closed as somebody made it.
    for (const details of document.querySelectorAll(".weerklank-preview details[data-name]")) {
      const name = `open:${location.pathname}:${details.dataset.name}`;
      if (kept.get(name) !== null) details.open = kept.get(name) === "open";
      details.addEventListener("toggle", () => kept.set(name, details.open ? "open" : "closed"));
    }

    const panel = byId("weerklank-paneel");
    if (panel) startPanel(panel);
    restore();
  };

  const startPanel = (panel) => {
    const cache = new Map();
    const words = (scope) => {
      if (!cache.has(scope)) cache.set(scope, wordsOf(scope));
      return cache.get(scope);
    };
    items = [...panel.querySelectorAll(".weerklank-preview__findings > li")].filter((i) => i.querySelector(".weerklank-preview__jump") || !i.querySelector("a[href^='/']:not([href^='/-/'])"));
    for (const item of items) {
      const place = passage(item, words);
      const link = item.querySelector(".weerklank-preview__jump");
      if (place) {
        places.set(item, place);
        link?.querySelector("a").addEventListener("click", (e) => {
          e.preventDefault();
          jump(item);
        });
        continue;
      }
      link?.remove();
      if ("absent" in panel.dataset) continue; // the panel says so once
      const note = document.createElement("p");
      note.textContent = nowhere(item.querySelector(".weerklank-preview__number")?.textContent);
      (item.querySelector("pre") ?? item.querySelector("p")).after(note);
    }

    for (const e of panel.querySelectorAll("[hidden]")) e.hidden = e.id === "weerklank-terug";
    byId("weerklank-sluit").addEventListener("click", close);
    byId("weerklank-toon").addEventListener("click", () => {
      show(true);
      see(byId("weerklank-kop"));
    });
    byId("weerklank-vorige").addEventListener("click", () => step(-1));
    byId("weerklank-volgende").addEventListener("click", () => step(1));
    byId("weerklank-terug").addEventListener("click", back);
    addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented) return;
      if (e.key === "F8") {
        e.preventDefault();
        step(e.shiftKey ? -1 : 1);
      } else if (e.key === "Escape" && panel.contains(document.activeElement)) {
        close();
      } else if (e.key === "Escape" && document.activeElement?.classList.contains("weerklank-passage")) {
        back();
      }
    });
    addEventListener("hashchange", arrive);
    // The browser itself goes to the finding when the page is there.
    document.readyState === "complete" ? arrive() : addEventListener("load", () => setTimeout(arrive));
  };
  const close = () => {
    unmark();
    show(false);
    byId("weerklank-toon").focus({ preventScroll: true });
  };

  // Somebody who comes from the start page comes for one finding.
  const arrive = () => {
    const item = location.hash.length > 1 && byId(location.hash.slice(1));
    if (!item || !items.includes(item)) return;
    history.replaceState(null, "", location.pathname + location.search); // not again after a reload
    jump(item);
  };

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
