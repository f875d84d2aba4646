// 仕事をキーボードだけで。いまどこにいるかは、いつも見える。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, launch, look, window } from "../lib/browser.mjs";
import { COUNSEL } from "../lib/connect.mjs";
import { field, focused, named, round, signInByKeys, tabTo } from "../lib/keyboard.mjs";
import { Town } from "../lib/town.mjs";

let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

const signIn = (page) => signInByKeys(page, town, town.account("窓口職員"));

test("a consultation is taken in and connected without a mouse", async () => {
  const page = await window(browser, town, { size: DESK });
  await signIn(page);
  await page.keyboard.press("/");
  assert.equal((await focused(page)).field, "q", "/ goes to the search");
  await page.keyboard.type("ん/n?");
  assert.equal((await focused(page)).value, "ん/n?", "keys that are typed into a field are letters");
  await page.keyboard.press("Escape");
  await tabTo(page, named("今日"), "今日");
  await page.keyboard.press("n");
  await page.waitForURL("**/intake/new");
  await tabTo(page, named("名前はまだ聞いていない"), "名前はまだ聞いていない");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/intake/new/form?*");
  await tabTo(page, field("words"), "ことば");
  await page.keyboard.type("電気が止まりそう。");
  await tabTo(page, named("税金や公共料金等"), "税金や公共料金等");
  await page.keyboard.press("Space");
  assert.match((await focused(page)).name, /困っている$/);
  await page.keyboard.press("Space");
  assert.match((await focused(page)).name, /特に困っている$/);
  await look(page, "06-keyboard-form");
  await tabTo(page, named("つなぐ つなぐシートを作ります"), "つなぐ");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sheets/new?*");
  await tabTo(page, field("consent"), "同意");
  await page.keyboard.press("ArrowDown");
  assert.equal((await focused(page)).value, "oral");
  await tabTo(page, field("to_0"), "窓口");
  await page.keyboard.type(COUNSEL.slice(0, 4));
  await page.getByRole("option", { name: COUNSEL }).waitFor();
  await look(page, "06-keyboard-suggested");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal((await focused(page)).value, COUNSEL);
  await tabTo(page, named("送る"), "送る");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sheets\/sht_/);
  await page.getByText("送りました。").waitFor();
  await page.context().close();
});

test("a person is found in at most four actions", async () => {
  const page = await window(browser, town, { size: DESK });
  await signIn(page);
  const name = await page.locator("table.list td a").first().innerText();
  const asked = name.trim().split(/[\s ]/)[0];
  let actions = 0;
  const press = async (key) => { actions += 1; await page.keyboard.press(key); };
  await press("/");
  await page.keyboard.type(asked);
  await page.getByRole("option").first().waitFor();
  await look(page, "06-keyboard-person");
  await press("ArrowDown");
  await press("Enter");
  await page.waitForURL("**/people/psn_*");
  assert.ok(actions <= 4, `${actions} actions`);
  await look(page, "06-keyboard-found");
  await page.context().close();
});

test("the keys are listed on ?, and can be turned off", async () => {
  const page = await window(browser, town, { size: DESK });
  await signIn(page);
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "キー操作" });
  await list.waitFor();
  await look(page, "06-keyboard-list");
  await tabTo(page, named("このパソコンではキー操作を使わない"), "使わない");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await page.reload();
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  assert.ok(await list.isHidden());
  assert.equal((await focused(page)).tag, "BODY", "turned off, no key moves anything");
  await page.keyboard.press("n");
  assert.ok(page.url().endsWith("/today"));
  await page.context().close();
});

test("a page that holds the focus, hides it or leaves something out is told", async () => {
  const page = await browser.newPage();
  const told = async (parts) => {
    await page.setContent(`<style>:focus-visible { outline: 4px solid #000 }</style><a href="#">はじめ</a><button>つぎ</button>${parts}`);
    return round(page).then((stops) => `${stops} stops`, (fault) => fault.message);
  };
  const held = (to) => `<script>document.querySelector("input").onkeydown = (event) => { if (event.key === "Tab") { event.preventDefault(); ${to} } };</script>`;
  assert.match(await told("<input>"), /^\d+ stops$/);
  assert.match(await told(`<input>${held("")}`), /is not held on INPUT/);
  assert.match(await told(`<input>${held('document.querySelector("button").focus();')}`), /is not held on BUTTON/);
  assert.match(await told('<button style="outline: 0">輪なし</button>'), /the ring is drawn on BUTTON 輪なし/);
  assert.match(await told('<div style="position: fixed; inset: 0; background: #fff"></div>'), /not hidden behind something: A はじめ/);
  assert.match(await told('<input onfocus="this.nextSibling.focus()"><button>とばす先</button><select></select>'), /Tab reaches everything/);
  await page.close();
});
