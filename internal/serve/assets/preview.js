// The live reload of `weerklank serve`. It is in no published page.
//
// The server tells which version of the site it shows, at once and whenever that
// changes. If that is not the version of this page, the page is asked for again.
// Browsers allow about six open connections to one server, so a tab that nobody
// looks at has none.
(() => {
  "use strict";
  const { version, summary, lang } = document.currentScript.dataset;
  const key = "weerklank-preview:";
  let events;
  let retry;

  const listen = () => {
    clearTimeout(retry);
    if (events || document.hidden) return;
    events = new EventSource("/-/weerklank/events");
    events.onmessage = ({ data }) => {
      if (data === version) return;
      leave();
      sessionStorage.setItem(key + "reloaded", document.activeElement?.id ?? "");
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

  // Somebody who works in another window sees the tab only.
  if (document.querySelector(".weerklank-preview__bar")) document.title = `⚠ ${document.title}`;

  // A list of problems stays as open or closed as somebody made it.
  for (const details of document.querySelectorAll(".weerklank-preview details")) {
    const name = key + details.dataset.name;
    const kept = sessionStorage.getItem(name);
    if (kept !== null) details.open = kept === "open";
    details.addEventListener("toggle", () => sessionStorage.setItem(name, details.open ? "open" : "closed"));
  }

  // After a reload: back to where the keyboard was, and say what is new. A text
  // is read out when it changes, so it comes after the element that holds it.
  const focused = sessionStorage.getItem(key + "reloaded");
  sessionStorage.removeItem(key + "reloaded");
  if (focused === null) return;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  const status = document.createElement("p");
  status.className = "weerklank-preview__status";
  status.setAttribute("role", "status");
  status.lang = lang;
  document.body.append(status);
  setTimeout(() => (status.textContent = summary), 300);
})();
