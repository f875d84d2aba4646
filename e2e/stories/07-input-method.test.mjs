// 日本語入力: 変換を決める Enter は何も送らず、一文字も失わない。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, launch, signIn, window } from "../lib/browser.mjs";
import { receiveLink } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

const ENTER = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

// Writes `reading`, converts it to `text` and confirms with Enter, as an input method does.
// `late`: the composition has ended already when the key arrives (Safari's order).
async function compose(client, reading, text, { late = false } = {}) {
  for (let end = 1; end <= reading.length; end += 1) {
    await client.send("Input.imeSetComposition", { text: reading.slice(0, end), selectionStart: end, selectionEnd: end });
  }
  await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  if (late) await client.send("Input.insertText", { text });
  await client.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...ENTER });
  if (!late) await client.send("Input.insertText", { text });
  await client.send("Input.dispatchKeyEvent", { type: "keyUp", ...ENTER });
}

async function everyField(page, scope) {
  const fields = page.locator(scope).locator('input:not([type=hidden],[type=radio],[type=checkbox]), textarea');
  const found = [];
  for (let at = 0; at < await fields.count(); at += 1) if (await fields.nth(at).isVisible()) found.push(fields.nth(at));
  return found;
}

async function tryAll(page, fields) {
  const client = await page.context().newCDPSession(page);
  const here = page.url();
  let sent = 0;
  const count = (request) => { if (request.isNavigationRequest()) sent += 1; };
  page.on("request", count);
  for (const late of [false, true]) {
    for (const input of fields) {
      const name = await input.getAttribute("name");
      await input.fill("");
      await input.focus();
      await compose(client, "やちん", "家賃", { late });
      await compose(client, "とぜい", "と税", { late });
      assert.equal(await input.inputValue(), "家賃と税", `${name}${late ? " (late)" : ""}: every letter is there`);
      assert.equal(page.url(), here, `${name}: nothing was sent`);
      await input.fill("");
    }
  }
  assert.equal(sent, 0, "no field sent anything");
  page.off("request", count);
  await client.detach();
}

test("no text field of a reception sends anything when a conversion is confirmed", async (t) => {
  const page = await window(browser, town, { size: DESK });
  await signIn(page, town, "窓口職員");
  await receiveLink(page).click();
  await page.getByRole("button", { name: "新しい人" }).click();
  await page.getByText("電話・住所", { exact: true }).click();
  await page.getByLabel("携帯電話").waitFor();
  const fields = await everyField(page, "body");
  t.diagnostic(`${fields.length} fields`);
  assert.ok(fields.length >= 12, `${fields.length} fields`);
  await tryAll(page, fields);
  await page.context().close();
});

// Pages that this role's links lead to and that have fields nobody has tried yet.
async function* pagesWithFields(page, tried, most) {
  const waiting = ["/today", "/cases", "/sheets", "/people?q=%E8%A6%8B", "/intake/new", "/notice", "/benefits", "/returns", "/break-glass", "/agencies/new", "/staff/new"];
  const known = new Set(waiting);
  const kinds = new Map();
  let gone = 0;
  while (waiting.length && gone < most) {
    const path = waiting.shift();
    const kind = path.replace(/[a-z]{3}_[\w-]+/g, "*").replace(/=[^&]*/g, "=");
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (kinds.get(kind) > 2) continue;
    gone += 1;
    const answer = await page.goto(`${town.address}${path}`);
    if (answer.status() >= 400) continue;
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((a) => a.getAttribute("href").split("#")[0]));
    for (const link of links) if (!known.has(link) && !/sign-out|\/guide\/leave/.test(link)) { known.add(link); waiting.push(link); }
    await page.evaluate(() => { for (const at of document.querySelectorAll("details")) at.open = true; });
    const fields = [];
    for (const field of await everyField(page, "body")) {
      const name = `${kind} ${await field.getAttribute("name")}`;
      if (tried.has(name) || (await field.getAttribute("readonly")) !== null) continue;
      tried.add(name);
      fields.push(field);
    }
    if (fields.length) yield fields;
  }
}

test("no text field of any other form sends anything either, or loses a letter", async (t) => {
  const tried = new Set();
  for (const role of ["相談支援員", "主任相談支援員", "システム管理者", "市の担当職員(決定)"]) {
    const page = await window(browser, town, { size: DESK });
    await signIn(page, town, role);
    for await (const fields of pagesWithFields(page, tried, 60)) await tryAll(page, fields);
    await page.context().close();
  }
  t.diagnostic(`${tried.size} fields`);
  assert.ok(tried.size > 60, `${tried.size} fields`);
});

test("the search waits for the end of the composition, and a real Enter searches", async () => {
  const page = await window(browser, town, { size: DESK });
  await signIn(page, town, "窓口職員");
  const finder = page.getByRole("combobox", { name: "人を探す" });
  const client = await page.context().newCDPSession(page);
  const asked = [];
  page.on("request", (request) => { if (request.url().includes("/suggest?")) asked.push(decodeURIComponent(request.url())); });
  await finder.focus();
  for (const reading of ["み", "みほ", "みほん"]) {
    await client.send("Input.imeSetComposition", { text: reading, selectionStart: reading.length, selectionEnd: reading.length });
    // Longer than the search waits after an ordinary letter.
    await page.evaluate(() => new Promise((wake) => setTimeout(wake, 400)));
  }
  assert.deepEqual(asked, [], "nothing is asked while somebody converts");
  const answered = page.waitForResponse((response) => response.url().includes("/suggest?"));
  await client.send("Input.insertText", { text: "見本" });
  await answered;
  assert.equal(asked.length, 1);
  assert.match(asked[0], /q=見本$/);
  await finder.press("Enter");
  await page.waitForURL("**/people?q=*");
  await page.context().close();
});

test("no key of the list steals a letter from a composition", async () => {
  const page = await window(browser, town, { size: DESK });
  await signIn(page, town, "窓口職員");
  const client = await page.context().newCDPSession(page);
  for (const key of ["/", "n", "?"]) {
    await client.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, windowsVirtualKeyCode: 229 });
    await client.send("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode: 229 });
  }
  assert.ok(page.url().endsWith("/today"));
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  await page.context().close();
});
