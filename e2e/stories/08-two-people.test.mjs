// ふたりが同じ受付票を直す。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, POCKET, launch, look, signIn, window } from "../lib/browser.mjs";
import { receiveLink } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

const FIRST = "家賃を二か月払えていない。大家さんとは話せている。";
const THEIRS = "家賃を三か月払えていない。大家さんとは話せている。";
const YOURS = "家賃を二か月払えていない。来月の給料は入る見込み。";
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

for (const [where, size] of [["desk", DESK], ["pocket", POCKET]]) {
  test(`two people amend one reception and nothing that either wrote is lost, at ${where} width`, async () => {
    const one = await window(browser, town, { size });
    const other = await window(browser, town, { size });
    await signIn(one, town, "相談支援員");
    await signIn(other, town, "主任相談支援員");
    await receiveLink(one).click();
    await one.getByRole("link", { name: "名前はまだ聞いていない" }).click();
    const words = (page) => page.getByLabel("お聞きしたこと(本人のことばで)");
    await words(one).fill(FIRST);
    await one.getByRole("button", { name: /^受付だけ保存する/ }).click();
    await one.waitForURL(/\/intake\/int_/);
    await look(one, "08-two-people-kept");
    const address = `${one.url()}/amend`;

    await one.goto(address);
    await other.goto(address);
    await words(one).fill(YOURS);
    await words(other).fill(THEIRS);
    await look(other, "08-two-people-form");
    await other.getByRole("button", { name: "直した内容を保存する" }).click();
    await other.waitForURL(/\/intake\/int_[^/]*$/);
    await one.getByRole("button", { name: "直した内容を保存する" }).click();
    await one.getByRole("heading", { name: "先に保存された内容があります" }).waitFor();
    await one.getByText(THEIRS).first().waitFor();
    assert.equal(await words(one).inputValue(), YOURS, "what was typed stays");
    await look(one, "08-two-people-both");
    await words(one).fill(`${THEIRS}来月の給料は入る見込み。`);
    await one.getByRole("button", { name: "直した内容を保存する" }).click();
    await one.waitForURL(/\/intake\/int_[^/]*$/);
    const text = await one.locator("main").innerText();
    for (const kept of [FIRST, THEIRS, "来月の給料は入る見込み。"]) assert.ok(text.includes(kept), `${kept} is kept`);
    await look(one, "08-two-people-after");
    await one.context().close();
    await other.context().close();
  });
}
