// 名前を言わない電話。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, POCKET, launch, look, signIn, window } from "../lib/browser.mjs";
import { receiveLink, tick } from "../lib/connect.mjs";
import { Hands } from "../lib/hands.mjs";
import { Town } from "../lib/town.mjs";

let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

for (const [where, size] of [["desk", DESK], ["pocket", POCKET]]) {
  test(`somebody telephones who does not say who they are, at ${where} width`, async () => {
    const page = await window(browser, town, { size });
    await signIn(page, town, "相談支援員");
    const hands = new Hands(page);
    await hands.press(receiveLink(page));
    await hands.press(page.getByRole("link", { name: "匿名のまま聞く" }));
    await page.getByRole("heading", { name: "どなたのことですか" }).waitFor();
    assert.equal(await page.getByLabel("氏名", { exact: true }).count(), 0, "no name is asked for");
    assert.equal(await page.getByLabel("住所", { exact: true }).count(), 0, "no address is asked for");
    await look(page, "03-anonymous-form");
    await hands.write(page.getByLabel("お聞きしたこと(本人のことばで)"), "息子が部屋から出てこない。名前は言いたくない。");
    await tick(hands, "ひきこもり・不登校", { main: true });
    await hands.press(page.getByRole("radio", { name: "電話", exact: true }));
    await hands.write(page.getByLabel("お伝えしたこと"), "保健センターの家族の会と、ここに名前なしでまた電話できることを伝えた。");
    await hands.press(page.getByRole("button", { name: /^情報提供で終了/ }));
    await page.waitForURL(/\/intake\/int_/);
    assert.ok(hands.actions <= 12, `${hands.actions} actions`);
    await page.getByText("匿名の方").first().waitFor();
    await page.getByText("家族の会").first().waitFor();
    await look(page, "03-anonymous-kept");
    await page.context().close();
  });
}
