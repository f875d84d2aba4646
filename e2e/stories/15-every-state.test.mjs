// どの画面も、どの状態でも: every template in every state that the program can show (U1), in a real browser with axe, wide and
// narrow, in the page's own colours and in forced ones. The Rust tests lay the pages out (`cargo test -p app --test it pages`).
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { accessibility } from "../lib/accessibility.mjs";
import { DESK, POCKET, asHighAsItIs, fits, launch, shape, signIn, window } from "../lib/browser.mjs";
import { Town } from "../lib/town.mjs";

const laid = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "target", "tmp", "samples.json");
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

test("every page in every state has no fault, wide and narrow, also in forced colours", async (t) => {
  assert.ok(existsSync(laid), "first: cargo test -p app --test it pages");
  const samples = JSON.parse(readFileSync(laid, "utf8"));
  assert.ok(samples.length > 120, `${samples.length} states`);
  const page = await window(browser, town, { size: DESK });
  page.context().setDefaultTimeout(60_000);
  await signIn(page, town, "相談支援員");
  const { headers } = await fetch(`${town.address}/sign-in`);
  const policy = headers.get("content-security-policy");
  await page.route("**/state-*", (route) => {
    const { html } = samples[Number(new URL(route.request().url()).pathname.slice("/state-".length))];
    return route.fulfill({ status: 200, contentType: "text/html; charset=utf-8", headers: { "content-security-policy": policy }, body: html });
  });
  const faults = [];
  const made = new Set();
  for (const [number, { name }] of samples.entries()) {
    await page.goto(`${town.address}/state-${number}`);
    for (const size of [POCKET, DESK]) {
      await page.setViewportSize(size);
      await fits(page, name).catch((fault) => faults.push(`${name} (${size.width}): ${fault.message}`));
      page.troubles.length = 0;
      await asHighAsItIs(page);
      for (const fault of await accessibility(page)) faults.push(`${name} (${size.width}): ${fault}`);
    }
    // Forced colours depend on what a page is made of, not on its words.
    const parts = await shape(page);
    if (made.has(parts)) continue;
    made.add(parts);
    await page.emulateMedia({ forcedColors: "active" });
    for (const fault of await accessibility(page, { forced: true })) faults.push(`${name} (forced colours): ${fault}`);
    await page.emulateMedia({ forcedColors: "none" });
  }
  t.diagnostic(`${samples.length} states, ${made.size} of them made differently`);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("what axe is unsure of is worked out or told, never passed over", async () => {
  const page = await window(browser, town, { size: DESK });
  const found = async (body) => {
    await page.setContent(`<!doctype html><html lang="ja"><title>見本</title><main><h1>見本</h1>${body}</main></html>`);
    return accessibility(page);
  };
  const drawn = (colour) => `<svg width="200" height="40"><rect width="200" height="40" fill="#fff"/><text y="20" fill="${colour}">架空の窓口</text></svg>`;
  assert.deepEqual(await found(drawn("#1a1a1a")), []);
  assert.match((await found(drawn("#ccc"))).join(), /unsure: color-contrast/);
  assert.match((await found('<p style="background: linear-gradient(#fff, #000)">読みにくい字</p>')).join(), /unsure: color-contrast/);
  await page.context().close();
});
