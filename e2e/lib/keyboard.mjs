// The keyboard alone: where the focus is, whether it can be seen there, and the way from stop to stop.
import assert from "node:assert/strict";

const MOST = 600;

// What has the focus: its name, whether its ring is drawn, whether any of it can be seen, where a wanted part lies from
// there, and which of the earlier stops it is (-1: none).
function look({ wanted, stops }) {
  const at = document.activeElement;
  const again = [...(stops ?? [])].indexOf(at);
  stops?.add(at);
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  // Only what is in the window can be seen, and only there is something over it found.
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
  const seen = left < right && top < bottom && parts.some((x) => parts.some((y) => {
    const over = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return over && (at.contains(over) || over.contains(at) || over.control === at);
  }));
  const sameGroup = at.type === "radio" && wanted?.type === "radio" && at.name === wanted.name && at.form === wanted.form;
  return {
    tag: at.tagName,
    name: (at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent ?? "").trim().replace(/\s+/g, " "),
    value: at.value ?? "",
    field: at.name ?? "",
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen,
    again,
    there: at === wanted || sameGroup,
    back: Boolean(wanted) && Boolean(at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING),
  };
}

export function focused(page, { wanted = null, stops = null } = {}) {
  return page.evaluate(look, { wanted, stops });
}

function visible(here, page) {
  if (here.tag === "BODY") return;
  const where = `${here.tag} ${here.name.slice(0, 40)} on ${page.url()}`;
  assert.ok(here.ring, `the ring is drawn on ${where}`);
  assert.ok(here.seen, `not hidden behind something: ${where}`);
}

// Presses Tab until `is` holds. Each stop on the way must be visible.
export async function tabTo(page, is, what) {
  for (let steps = 0; steps < 150; steps += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    visible(here, page);
    if (here.tag !== "BODY" && is(here)) return here;
  }
  throw new Error(`${what} cannot be reached by Tab on ${page.url()}`);
}

export const named = (text) => (here) => here.name.startsWith(text);
export const field = (name) => (here) => here.field === name;

// Goes to one part of the page, forwards or backwards. Each stop on the way must be visible.
export async function goTo(page, locator) {
  const wanted = await locator.elementHandle();
  let here = await focused(page, { wanted });
  for (let steps = 0; !here.there && steps < MOST; steps += 1) {
    await page.keyboard.press(here.back ? "Shift+Tab" : "Tab");
    here = await focused(page, { wanted });
    visible(here, page);
  }
  assert.ok(here.there, `${locator} cannot be reached by Tab on ${page.url()}`);
  await wanted.dispose();
}

// Once round the page by Tab: nothing holds the focus, nothing that can be used is left out, every stop is visible.
export async function round(page) {
  const stops = await page.evaluateHandle(() => new Set());
  let here = { again: -1 };
  for (let steps = 0; here.again < 0 && steps < MOST; steps += 1) {
    await page.keyboard.press("Tab");
    here = await focused(page, { stops });
    visible(here, page);
  }
  const missed = await stops.evaluate((all) => {
    const usable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const group = (at) => at.type === "radio" && [...all].some((stop) => stop.type === "radio" && stop.name === at.name && stop.form === at.form);
    return [...document.querySelectorAll(usable)]
      .filter((at) => at.tabIndex >= 0 && !at.disabled && at.checkVisibility({ visibilityProperty: true }) && !all.has(at) && !group(at))
      .map((at) => `${at.tagName} ${(at.id || at.textContent).trim().slice(0, 30)}`);
  });
  assert.equal(here.again, 0, `Tab comes round to where it began on ${page.url()}, and is not held on ${here.tag} ${here.name}`);
  assert.deepEqual(missed, [], `Tab reaches everything on ${page.url()}`);
  const count = await stops.evaluate((all) => all.size);
  await stops.dispose();
  return count;
}

export async function signInByKeys(page, town, account) {
  await page.goto(`${town.address}/sign-in`);
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).name, /本文へ移る/, "the first stop is the skip link");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await tabTo(page, field("login"), "ログイン名");
  await page.keyboard.type(account.login);
  await tabTo(page, field("password"), "パスワード");
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"), { waitUntil: "domcontentloaded" });
}
