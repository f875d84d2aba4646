// 切れたサインイン、止まったサーバー、戻るボタン。書いたものは残る。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, POCKET, launch, look, signIn, window } from "../lib/browser.mjs";
import { receiveLink } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

const SAID = "夫が入院して、今月の生活費がない。子どもが二人いる。";
const LATER = "実家は遠い。";
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

const words = (page) => page.getByLabel("お聞きしたこと(本人のことばで)");
const saved = (page) => page.locator("[data-draft-state]").getByText(/^保存しました/);

async function begin(page, size) {
  await signIn(page, town, "窓口職員");
  await receiveLink(page).click();
  await page.getByRole("link", { name: "名前はまだ聞いていない" }).click();
  const discard = page.getByRole("button", { name: "書きかけを捨てて、はじめから書く" });
  if (await discard.count()) await discard.click();
  await words(page).waitFor();
}

for (const [where, size] of [["desk", DESK], ["pocket", POCKET]]) {
  test(`a session that ended while somebody wrote loses nothing, at ${where} width`, async () => {
    const page = await window(browser, town, { size });
    await begin(page);
    await words(page).fill(SAID);
    await page.getByLabel("世帯のこと(一行で)").fill("子二人");
    await page.getByRole("checkbox", { name: "女性の職員がよい" }).check();

    const elsewhere = await window(browser, town, { size });
    await signIn(elsewhere, town, "窓口職員");
    await elsewhere.goto(`${town.address}/account`);
    await look(elsewhere, "04-lost-nothing-account");
    await elsewhere.getByRole("button", { name: "この画面もふくめ、すべての場所でサインアウトする" }).click();
    await elsewhere.waitForURL("**/sign-in*");
    await elsewhere.context().close();

    // The page does not know yet. What is written on is kept all the same, and it says how things stand.
    await words(page).press("End");
    await words(page).pressSequentially(LATER);
    await page.getByText(/サインインは切れています/).first().waitFor({ timeout: 10_000 });
    await page.getByLabel("連絡してよい時間").fill("夕方");
    await page.getByRole("button", { name: /^受付だけ保存する/ }).click();
    await page.getByText("入力した内容は保存してあります。").waitFor();
    await look(page, "04-lost-nothing-sign-in");
    const account = town.account("窓口職員");
    await page.getByLabel("ログイン名", { exact: true }).fill(account.login);
    await page.getByLabel("パスワード", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "サインインする" }).click();
    await page.waitForURL("**/intake/new/form?*");
    await page.getByText(/^書きかけがあります/).waitFor();
    assert.equal(await words(page).inputValue(), SAID + LATER);
    assert.equal(await page.getByLabel("連絡してよい時間").inputValue(), "夕方");
    assert.equal(await page.getByLabel("世帯のこと(一行で)").inputValue(), "子二人");
    assert.ok(await page.getByRole("checkbox", { name: "女性の職員がよい" }).isChecked());
    await look(page, "04-lost-nothing-offered");
    await page.getByRole("button", { name: /^受付だけ保存する/ }).click();
    await page.waitForURL(/\/intake\/int_/);
    await page.getByText(SAID + LATER).waitFor();
    await page.context().close();
  });
}

test("a server that is killed while somebody writes costs at most ten seconds of typing", async (t) => {
  const page = await window(browser, town);
  await begin(page);
  const began = Date.now();
  await words(page).pressSequentially(SAID, { delay: 20 });
  await saved(page).waitFor({ timeout: 10_000 });
  t.diagnostic(`saved ${Date.now() - began} ms after the first letter`);
  assert.ok(Date.now() - began <= 10_000);
  await town.kill();
  await words(page).press("End");
  await words(page).pressSequentially("あとから足した話。");
  await page.getByText("まだ保存できていません。").first().waitFor({ timeout: 12_000 });
  page.troubles.length = 0; // The server was away: failed requests are what this story is about.
  await look(page, "04-lost-nothing-unsaved");
  await town.serve();

  // Somebody else's screen, or this one after a crash: what was saved is offered.
  const again = await page.context().newPage();
  await again.goto(page.url());
  await again.getByText(/^書きかけがあります/).waitFor();
  assert.ok((await words(again).inputValue()).startsWith(SAID), "what was saved before the crash is there");
  await again.close();

  // The page that stayed open tries again by itself, and then nothing at all is lost.
  await saved(page).waitFor({ timeout: 35_000 });
  await page.reload();
  assert.equal(await words(page).inputValue(), `${SAID}あとから足した話。`);
  await page.context().close();
});

test("a browser that is killed while somebody writes costs at most ten seconds of typing", async () => {
  const own = await launch();
  const page = await window(own, town);
  await begin(page);
  await words(page).fill(SAID);
  await saved(page).waitFor({ timeout: 10_000 });
  await own.close();
  const next = await window(browser, town);
  await signIn(next, town, "窓口職員");
  await look(next, "04-lost-nothing-today");
  await next.getByRole("region", { name: "書きかけ" }).getByRole("link", { name: /相談受付の続きを書く/ }).click();
  await words(next).waitFor();
  assert.equal(await words(next).inputValue(), SAID);
  await next.context().close();
});

test("leaving the page and going back finds everything as it was", async () => {
  const page = await window(browser, town);
  await begin(page);
  await words(page).fill(`${SAID}戻る前の話。`);
  await page.getByRole("navigation", { name: "主な画面" }).getByRole("link", { name: "今日" }).click();
  await page.waitForURL("**/today");
  await page.goBack();
  await words(page).waitFor();
  assert.equal(await words(page).inputValue(), `${SAID}戻る前の話。`);
  await page.context().close();
});

test("a button that is pressed twice keeps one reception", async () => {
  const once = "二度押しても一度だけ残る話。";
  const page = await window(browser, town);
  await begin(page);
  await words(page).fill(once);
  await page.getByRole("button", { name: /^受付だけ保存する/ }).dblclick();
  await page.waitForURL(/\/intake\/int_/);
  await page.getByText(once).waitFor();
  await page.goto(`${town.address}/intakes?q=${encodeURIComponent(once)}`);
  await look(page, "04-lost-nothing-found");
  assert.equal(await page.getByRole("row").filter({ hasText: "二度押しても" }).count(), 1);
  await page.context().close();
});
