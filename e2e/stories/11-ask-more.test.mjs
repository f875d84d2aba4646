// 受け取った窓口が詳しく聞き、本人が許したことだけが伝わる。知る人を限る。同じ人の記録を結ぶ。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, POCKET, launch, look, signIn, signInAs, window } from "../lib/browser.mjs";
import { takeIn, writeSheet } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

const WATER = "水道課お客様窓口";
const SECRET = "月に8万円の年金だけです";
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

for (const [where, size, name, live] of [["desk", DESK, "作例 詳", true], ["pocket", POCKET, "作例 聞", true],
  ["desk without script", DESK, "作例 無", false]]) {
  test(`a receiver asks for more and reads what was let be told, at ${where}`, async () => {
    const open = () => window(browser, town, { size, javaScriptEnabled: live });
    const seen = (page, what) => (live ? look(page, `11-more-${what}`) : null);
    const [clerk, water] = [await open(), await open()];
    await signIn(clerk, town, "窓口職員");
    await signInAs(water, town, town.colleague("suido-1"));
    await takeIn(clerk, { name, live });
    await writeSheet(clerk, { to: WATER, live });
    const sheet = new URL(clerk.url()).pathname;

    await water.goto(`${town.address}${sheet}`);
    await water.getByRole("link", { name: "詳しく聞く" }).click();
    await seen(water, "ask");
    await water.getByRole("button", { name: /^聞く/ }).click();
    await water.getByText("知りたいことの種類を、一つ以上選んでください。").first().waitFor();
    await seen(water, "ask-again");
    await water.getByRole("checkbox", { name: "収入・資産・債務のこと" }).check();
    await water.getByRole("checkbox", { name: /^健康のこと/ }).check();
    await water.getByLabel("知りたい理由").fill("分納の額を決めるため、月の収入を知りたい");
    await water.getByRole("button", { name: /^聞く/ }).click();
    await water.waitForURL((url) => url.pathname === sheet);
    await seen(water, "asked");

    await clerk.goto(`${town.address}/today`);
    await seen(clerk, "today");
    await clerk.getByRole("region", { name: "詳しく聞かれている" }).getByRole("link", { name }).click();
    await seen(clerk, "asked-sender");
    await clerk.getByRole("link", { name: "聞かれたことに返事をする" }).click();
    await seen(clerk, "tell");
    const money = clerk.getByRole("group", { name: "収入・資産・債務のこと" });
    await money.getByLabel("伝える内容").fill(SECRET);
    await clerk.getByRole("button", { name: /^返事をする/ }).click();
    await clerk.getByText("書いた内容は、まだ伝わりません。").first().waitFor();
    await seen(clerk, "tell-again");
    await water.goto(`${town.address}${sheet}`);
    assert.ok(!(await water.content()).includes(SECRET), "what has no tick is told to nobody");
    await money.getByRole("checkbox", { name: "伝える" }).check();
    await clerk.getByRole("radio", { name: "口頭で同意" }).check();
    await clerk.getByLabel("ここから伝えないことと、代わりにできること").fill("健康のことは、会ったときに本人に聞いてください。");
    await clerk.getByRole("button", { name: /^返事をする/ }).click();
    await clerk.waitForURL((url) => url.pathname === sheet);
    await seen(clerk, "told");

    await water.goto(`${town.address}/sheets`);
    await seen(water, "queue");
    await water.getByRole("region", { name: "詳しく聞かれている" }).getByRole("link", { name }).click();
    await water.getByText(SECRET).waitFor();
    await seen(water, "read");
    await water.getByRole("button", { name: "詳しい返事を読みました" }).click();
    await water.getByText(SECRET).waitFor();

    await clerk.goto(`${town.address}${sheet}`);
    await clerk.getByText("本人が同意を撤回したとき").click();
    await clerk.getByRole("button", { name: /^同意の撤回を記録する/ }).click();
    await clerk.getByText("本人が同意を撤回しました").first().waitFor();
    await water.goto(`${town.address}${sheet}`);
    assert.ok(!(await water.content()).includes(SECRET), "gone with the person's word");
    await seen(water, "withdrawn");
    for (const page of [clerk, water]) await page.context().close();
  });
}

for (const [where, size, name] of [["desk", DESK, "作例 伏"], ["pocket", POCKET, "作例 隠"]]) {
  test(`a record is hidden for the named few, and two records of one person are linked, at ${where} width`, async () => {
    const chief = await window(browser, town, { size });
    const other = await window(browser, town, { size });
    await signIn(chief, town, "主任相談支援員");
    await signIn(other, town, "相談支援員");
    await takeIn(chief, { name: `${name}子` });
    await takeIn(chief, { name: `${name}美` });
    await chief.goto(`${town.address}/people?q=${encodeURIComponent(name)}`);
    await chief.getByRole("link", { name: `${name}子`, exact: true }).click();
    const person = new URL(chief.url()).pathname;

    await chief.getByRole("link", { name: "同じ人かもしれない" }).click();
    await chief.getByRole("radio", { name: new RegExp(`${name}美`) }).check().catch(async () => {
      await chief.getByRole("searchbox", { name: "名前・かな" }).fill(name);
      await chief.getByRole("main").getByRole("button", { name: "探す" }).click();
      await chief.getByRole("radio", { name: new RegExp(`${name}美`) }).check();
    });
    await look(chief, "11-same");
    await chief.getByLabel("そう考えた理由").fill("話の内容と年齢が同じ");
    await chief.getByRole("button", { name: "同じ人かもしれない記録として結ぶ" }).click();
    await chief.waitForURL((url) => url.pathname === person);
    await look(chief, "11-same-linked");
    await chief.goto(`${town.address}/people?q=${encodeURIComponent(name)}`);
    await look(chief, "11-same-search");

    await chief.goto(`${town.address}${person}/amend`);
    await chief.getByLabel("ふりがな").fill("さくれい");
    await chief.getByRole("button", { name: "保存する", exact: true }).click();
    await chief.waitForURL((url) => url.pathname === person);
    await look(chief, "11-history");

    await chief.goto(`${town.address}${person}/protection`);
    await look(chief, "11-protection");
    await chief.goto(`${town.address}${person}/restriction`);
    await look(chief, "11-restriction");
    await chief.getByLabel("理由").fill("同じ職場に家族が勤めている");
    await chief.getByRole("button", { name: "存在を伏せる", exact: true }).click();
    await chief.getByText("もう一人以上の職員を名指ししてください").first().waitFor();
    await look(chief, "11-restriction-again");
    const colleague = chief.getByLabel("職員(1人目)");
    await colleague.pressSequentially("水道");
    await chief.getByRole("option").first().click();
    await chief.getByRole("button", { name: "存在を伏せる", exact: true }).click();
    await chief.getByText("存在を伏せています").first().waitFor();
    await look(chief, "11-restricted");
    const answer = await other.goto(`${town.address}${person}`);
    assert.equal(answer.status(), 404, "to a colleague of the same counter it does not exist");
    for (const page of [chief, other]) await page.context().close();
  });
}

for (const [where, size, name, live] of [["desk", DESK, "作例 戻", true], ["pocket", POCKET, "作例 還", true],
  ["desk without script", DESK, "作例 帰", false]]) {
  test(`two officers find the way back to a hidden record that too few can open, at ${where}`, async () => {
    const open = () => window(browser, town, { size, javaScriptEnabled: live });
    const [chief, privacy, officer, counsellor] = [await open(), await open(), await open(), await open()];
    const seen = (page, what) => (live ? look(page, `11-way-back-${what}`) : null);
    for (const [page, role] of [[chief, "主任相談支援員"], [privacy, "個人情報保護担当"], [officer, "市の担当職員(決定)"], [counsellor, "相談支援員"]]) {
      await signIn(page, town, role);
    }
    await privacy.goto(`${town.address}/hidden-records`);
    const before = await privacy.locator("main tbody tr").count();
    await takeIn(chief, { name: `${name}子`, live });
    await chief.goto(`${town.address}/people?q=${encodeURIComponent(name)}`);
    await chief.getByRole("link", { name: `${name}子`, exact: true }).click();
    const person = new URL(chief.url()).pathname;
    await chief.goto(`${town.address}${person}/restriction`);
    await chief.getByLabel("理由").fill("同じ職場に家族が勤めている");
    await chief.getByLabel("職員(1人目)").fill("水道");
    await chief.getByRole("button", { name: "存在を伏せる", exact: true }).click();
    await chief.getByRole("radio", { name: /水道/ }).first().check();
    await chief.getByRole("button", { name: "存在を伏せる", exact: true }).click();
    await chief.getByText("存在を伏せています").first().waitFor();

    await privacy.goto(`${town.address}/today`);
    await seen(privacy, "today");
    await privacy.getByRole("link", { name: "担当を付け替える" }).click();
    await seen(privacy, "list");
    assert.equal(await privacy.locator("main tbody tr").count(), before + 1);
    await privacy.locator("main tbody tr").last().getByRole("link").click();
    const record = new URL(privacy.url()).pathname;
    await seen(privacy, "one");
    assert.ok(!(await privacy.content()).includes(name), "whose record it is stands nowhere");
    await privacy.getByRole("button", { name: "付け替えを求める" }).click();
    await privacy.getByText("理由を書いてください。").first().waitFor();
    await seen(privacy, "again");
    await privacy.getByLabel("理由").fill("担当が一人になった");
    await privacy.getByLabel("職員(1人目)").fill("例野 相子");
    await privacy.getByRole("button", { name: "付け替えを求める" }).click();
    await privacy.getByText("別の職員が確認するまで、担当は変わりません").waitFor();
    await seen(privacy, "proposed");
    assert.equal((await counsellor.goto(`${town.address}${person}`)).status(), 404);

    await officer.goto(`${town.address}${record}`);
    await seen(officer, "confirm");
    await officer.getByRole("button", { name: "確認して、担当を付け替える" }).click();
    await officer.waitForURL((url) => url.pathname === "/hidden-records");
    assert.equal(await officer.locator("main tbody tr").count(), before, "it is looked after again");
    await seen(officer, "none");
    assert.equal((await counsellor.goto(`${town.address}${person}`)).status(), 200);
    for (const page of [chief, privacy, officer, counsellor]) await page.context().close();
  });
}
