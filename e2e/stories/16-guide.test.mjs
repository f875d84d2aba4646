// 通りがかりの人が相談の手引きを使い、すぐに離れる。市の担当職員が、表を替える前に受給世帯への影響を見る。
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DESK, POCKET, launch, look, out, signIn, window } from "../lib/browser.mjs";
import { Town } from "../lib/town.mjs";

let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

for (const [where, size] of [["desk", DESK], ["pocket", POCKET]]) {
  test(`a stranger learns whom to ask, with telephone and hours, and leaves at once, at ${where} width`, async () => {
    const page = await window(browser, town, { size });
    await page.goto(`${town.address}/guide`);
    await look(page, "16-guide");
    await page.getByLabel("家賃を払うのが難しい").check();
    await page.locator("form button.main").click();
    const told = page.locator("section.box", { hasText: "住居確保給付金" });
    assert.match(await told.innerText(), /この市の窓口[\s\S]*電話 [\d-]+[\s\S]*8:30/);
    await look(page, "16-guide-told");

    const steps = await page.evaluate(() => history.length);
    await page.locator("a[data-leave]").click();
    await page.waitForURL(/\/calendar$/);
    assert.equal(await page.evaluate(() => history.length), steps, "the calendar stands in the place of the page left");
    assert.doesNotMatch(await page.locator("main").innerText(), /手引き|相談|給付|生活保護/);
    await look(page, "11-calendar");
    await page.context().close();
  });
}

test("an officer reads a list from a file and sees which households are counted before a row goes live", async () => {
  const page = await window(browser, town);
  await signIn(page, town, "市の担当職員(決定)");
  await page.goto(`${town.address}/benefits/tables/new`);
  await page.getByLabel("市区町村").fill("座間市");
  await page.getByLabel("項目").selectOption("housing_rent.rent_ceiling");
  await page.getByLabel("1人", { exact: true }).fill("43000");
  await page.getByLabel("いつから").fill("R8.5.1");
  await page.getByLabel("出典").fill("市の告示第0号(見本)");
  await page.getByRole("button", { name: "確認を頼む" }).click();
  await page.getByText("デモの市の受給世帯(すべて架空)").waitFor();
  const household = {
    municipality: "座間市", rent: 60000, housing: { state: "at_risk" }, financial_assets: 0, payments_received_months: 2,
    programs: ["housing_benefit_rent"], household: [{ role: "applicant", income: [] }],
  };
  const list = join(out, "16-households.jsonl");
  writeFileSync(list, `${JSON.stringify(household)}\n${JSON.stringify({ ...household, rent: 30000 })}\n`);
  await page.getByLabel("ファイルから入れる").setInputFiles(list);
  await page.getByText("ファイルの内容を欄に入れました。").waitFor({ state: "attached" });
  assert.match(await page.getByLabel("手元の世帯で比べる").inputValue(), /60000[\s\S]*30000/);
  await page.getByRole("button", { name: "この世帯で比べる" }).click();
  await page.getByText("貼り付けた世帯").first().waitFor();
  assert.match(await page.locator("main").innerText(), /見立てた世帯 2、読めなかった行 0、答えや額が変わるもの 1件/);
  await look(page, "16-row");
  await page.context().close();
});
