// つなぐ: what pages gain where scripts run. Everything works without it. Text goes in as text, never as HTML.
"use strict";

const tsunagu = {
  csrf: document.querySelector('meta[name="csrf"]')?.content ?? "",

  // An element with attributes and children (texts or nodes).
  make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  },

  // Said by screen readers alone: for the eye it stands elsewhere on the page.
  say(text) {
    const live = document.getElementById("live");
    if (live) live.textContent = text;
  },

  // True for keys that belong to the input method: some browsers end the composition before the key arrives.
  isComposing(event) {
    return event.isComposing || event.keyCode === 229;
  },

  // A form that names its draft keeps one; the form that throws a draft away names it too.
  keepsDraft(form) {
    return Boolean(form?.elements.namedItem("draft_form")) && !form.classList.contains("draft-notice");
  },

  // A request to this site. `quiet` requests do not count as activity of the session.
  ask(path, { quiet = false, ...options } = {}) {
    const headers = { accept: "application/json", "x-csrf": tsunagu.csrf };
    if (quiet) headers["x-quiet"] = "1";
    return fetch(path, { credentials: "same-origin", cache: "no-store", ...options, headers });
  },

  // Settings of this desk alone; a browser that keeps none works the same.
  remembered(name) {
    try { return localStorage.getItem(`tsunagu.${name}`); } catch { return null; }
  },
  remember(name, value) {
    try { localStorage.setItem(`tsunagu.${name}`, value); } catch { /* the setting lasts for this page only */ }
  },
};

// The Enter that confirms a conversion never submits; in long forms no Enter within a line does.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  const button = ["submit", "button", "reset"].includes(event.target.type);
  const longForm = tsunagu.keepsDraft(event.target.form) && !button;
  if (tsunagu.isComposing(event) || longForm) event.preventDefault();
}, true);

// After a refused form the eye and the reader begin at the summary.
document.getElementById("error-summary")?.focus();
