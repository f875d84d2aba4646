// A real Chromium, the checks every page must pass, and the few things every story does.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { accessibility } from "./accessibility.mjs";

const here = dirname(fileURLToPath(import.meta.url));
export const out = join(here, "..", "out");
mkdirSync(out, { recursive: true });

export const DESK = { width: 1366, height: 768 };
export const POCKET = { width: 360, height: 740 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"],
  });
}

// A window whose page notes what must never happen: script errors, refused content, requests to other hosts.
export async function window(browser, town, { size = DESK, javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: size, javaScriptEnabled, locale: "ja-JP", timezoneId: "Asia/Tokyo" });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.troubles = [];
  page.on("pageerror", (error) => page.troubles.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted Type|Refused to/.test(message.text())) page.troubles.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(town.address) && !request.url().startsWith("data:")) page.troubles.push(`left the host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) page.troubles.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

export function signIn(page, town, roleLabel) {
  return signInAs(page, town, town.account(roleLabel));
}

export async function signInAs(page, town, account) {
  await page.goto(`${town.address}/sign-in`);
  await page.getByLabel("ログイン名", { exact: true }).fill(account.login);
  await page.getByLabel("パスワード", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "サインインする" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

// What every page keeps at every width, whatever stands in it.
export async function fits(page, name) {
  assert.deepEqual(page.troubles, [], `${name}: nothing went wrong in the browser`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name}: ${wide} px wider than the window`);
}

// Keeps a picture and asks axe, the width and the document itself for faults.
export async function look(page, name) {
  await fits(page, name);
  const size = page.viewportSize();
  await asHighAsItIs(page);
  await page.screenshot({ path: join(out, `${name}-${size.width}.png`) });
  const faults = await accessibility(page);
  await page.setViewportSize(size);
  assert.deepEqual(faults, [], `${name}: accessibility`);
}

// As high as the page: what scrolls under a bar that stays in view is not hidden by it.
export async function asHighAsItIs(page) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, whole) });
}

// As `look`, and once more in the forced colours of the reader's system, where only those colours are left.
export async function lookForced(page, name) {
  await look(page, name);
  await page.emulateMedia({ forcedColors: "active" });
  const faults = await accessibility(page, { forced: true });
  const size = page.viewportSize();
  await page.screenshot({ path: join(out, `${name}-${size.width}-forced.png`) });
  await page.emulateMedia({ forcedColors: "none" });
  assert.deepEqual(faults, [], `${name}: accessibility in forced colours`);
}

// What a page is made of, without its words: two that are made of the same are looked at once.
export function shape(page) {
  return page.evaluate(() => {
    const part = (at) => `${at.tagName}.${at.className.baseVal ?? at.className}${at.getAttribute("role") ?? ""}`;
    const parts = [...document.querySelectorAll("body *")].map((at) => `${part(at.parentElement)}>${part(at)}`);
    return [...new Set(parts)].sort().join(" ");
  });
}
