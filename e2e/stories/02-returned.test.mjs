// 戻ってきたシートが、行き先を見つける。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, POCKET, launch, look, signInAs, signIn, window } from "../lib/browser.mjs";
import { takeIn, writeSheet } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

const WATER = "水道課お客様窓口";
const HOUSING = "住宅課";
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

async function open(page, address, name) {
  await page.goto(`${town.address}${address}`);
  await look(page, name);
}

for (const [where, size, name] of [["desk", DESK, "作例 巡"], ["pocket", POCKET, "作例 廻"]]) {
  test(`a sheet that is returned finds its way to another counter, at ${where} width`, async () => {
    const clerk = await window(browser, town, { size });
    const water = await window(browser, town, { size });
    const housing = await window(browser, town, { size });
    await signIn(clerk, town, "窓口職員");
    await signInAs(water, town, town.colleague("suido-1"));
    await signInAs(housing, town, town.colleague("jutaku-1"));

    await takeIn(clerk, { name });
    await writeSheet(clerk, { to: WATER });
    const first = new URL(clerk.url()).pathname;

    await open(water, first, "02-returned-arrived");
    await water.getByLabel("返す理由").selectOption({ label: "ほかの窓口のほうが合っている" });
    await water.getByLabel("ひとこと").first().fill("家賃のことは住宅課が合っています。");
    await water.getByRole("button", { name: "戻す", exact: true }).click();
    await water.getByText("戻ってきた").first().waitFor();
    await look(water, "02-returned-given-back");

    await clerk.goto(`${town.address}/today`);
    await look(clerk, "02-returned-today");
    await clerk.getByRole("region", { name: /^届いた返事/ }).locator(`a[href="${first}"]`).first().click();
    await clerk.getByText("すすめられた窓口を確かめ、あらためてつないでください。").waitFor();
    await look(clerk, "02-returned-next-step");
    await clerk.getByRole("link", { name: "この内容で、もう一度つなぐ" }).first().click();
    await clerk.waitForURL("**/sheets/new?*");
    assert.match(await clerk.getByLabel("概要・経緯").inputValue(), /三か月前に仕事がなくなり/, "nothing is written twice");
    await writeSheet(clerk, { to: HOUSING });
    const second = new URL(clerk.url()).pathname;
    assert.notEqual(first, second);

    await open(housing, second, "02-returned-second");
    await housing.getByRole("button", { name: "受け付けた", exact: true }).click();
    await housing.getByRole("heading", { name: "結果を返す" }).waitFor();
    await look(housing, "02-returned-accepted");
    await housing.getByRole("link", { name: /^ケース H/ }).click();
    await housing.getByText(/いま持っている窓口/).first().waitFor();
    assert.match(await housing.locator("main").innerText(), new RegExp(`いま持っている窓口[^\n]*${HOUSING}`), "the household is held by whoever accepted");
    await look(housing, "02-returned-case");
    for (const page of [clerk, water, housing]) await page.context().close();
  });
}
