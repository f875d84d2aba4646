// 紙: つなぐシート(表がお願い、裏が返事)と相談受付票は、A4 一枚で、文字として読める。
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, look, out, signIn, signInAs, window } from "../lib/browser.mjs";
import { takeIn, writeSheet } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

async function printed(page, name) {
  const path = join(out, `${name}.pdf`);
  await page.pdf({ path, format: "A4", preferCSSPageSize: true });
  const tell = (tool, ...args) => execFileSync(tool, args, { encoding: "utf8" });
  const info = tell("pdfinfo", path);
  tell("pdftoppm", "-r", "70", "-png", path, join(out, name));
  return {
    pages: Number(/^Pages:\s+(\d+)/m.exec(info)[1]),
    a4: /^Page size:\s+59[45](\.\d+)? x 84[12](\.\d+)?/m.test(info),
    sides: tell("pdftotext", "-layout", path, "-").split("\f").map((side) => side.replace(/\s/g, "")).filter(Boolean),
    fonts: tell("pdffonts", path),
  };
}

test("the sheet and the reception print on one leaf of A4 each, as text, in the font of the screen", async () => {
  const page = await window(browser, town);
  await signIn(page, town, "窓口職員");
  await takeIn(page, { name: "作例 紙太郎" });
  const intake = new URL(page.url()).searchParams.get("intake");
  await writeSheet(page);
  const address = page.url().split("?")[0];
  const code = /受付番号\s*([0-9A-Z-]+)/.exec(await page.locator("main").innerText())[1];
  const papers = [
    ["10-paper-sheet", `${address}/print`,
      [["つなぐシート", code, "作例紙太郎", "三か月前に仕事がなくなり", "返事は裏面に"], ["つなぐシートの返事", code, "受け付けた", "本人からのひとこと"]]],
    ["10-paper-reception", `${town.address}/intake/${intake}/print`,
      [["相談受付・申込票", "作例紙太郎", "三か月前に仕事がなくなり", "本人署名"]]],
  ];
  for (const [name, url, sides] of papers) {
    await page.goto(url);
    await look(page, name);
    const paper = await printed(page, name);
    assert.equal(paper.pages, sides.length, `${name}: one leaf`);
    assert.ok(paper.a4, `${name}: A4`);
    for (const [side, words] of sides.entries()) {
      for (const word of words) assert.ok(paper.sides[side].includes(word), `${name}: ${word} can be read as text on side ${side + 1}`);
      assert.ok(!paper.sides[side].includes("サインアウト"), `${name}: no frame on paper`);
    }
    const fonts = paper.fonts.split("\n").slice(2).filter(Boolean);
    assert.ok(fonts.some((line) => /BIZUDPGothic/.test(line)), `${name}: BIZ UDPGothic\n${paper.fonts}`);
    for (const line of fonts) assert.match(line, /\byes\s+(yes|no)\s+(yes|no)\s+\d+/, `${name}: embedded: ${line}`);
  }
  await page.context().close();
});

test("what a receiver was told on being asked prints on a leaf of its own, for that receiver alone", async () => {
  const [clerk, water] = [await window(browser, town), await window(browser, town)];
  await signIn(clerk, town, "窓口職員");
  await signInAs(water, town, town.colleague("suido-1"));
  await takeIn(clerk, { name: "作例 別紙" });
  await writeSheet(clerk, { to: "水道課お客様窓口" });
  const address = clerk.url().split("?")[0];
  await water.goto(`${address}/ask-more`);
  await water.getByRole("checkbox", { name: "収入・資産・債務のこと" }).check();
  await water.getByRole("checkbox", { name: /^健康のこと/ }).check();
  await water.getByLabel("知りたい理由").fill("分納の額を決めるため、月の収入を知りたい");
  await water.getByRole("button", { name: /^聞く/ }).click();
  await water.waitForURL((url) => url.href.split(/[?#]/)[0] === address);
  await clerk.goto(`${address}/tell-more`);
  const money = clerk.getByRole("group", { name: "収入・資産・債務のこと" });
  await money.getByLabel("伝える内容").fill("月に8万円の年金だけです");
  await money.getByRole("checkbox", { name: "伝える" }).check();
  await clerk.getByRole("radio", { name: "口頭で同意" }).check();
  await clerk.getByLabel("ここから伝えないことと、代わりにできること").fill("健康のことは、会ったときに本人に聞いてください。");
  await clerk.getByRole("button", { name: /^返事をする/ }).click();
  await clerk.waitForURL((url) => url.href.split(/[?#]/)[0] === address);
  for (const [page, who] of [[clerk, "sender"], [water, "receiver"]]) {
    await page.goto(`${address}/print`);
    await look(page, `10-paper-annex-${who}`);
    const paper = await printed(page, `10-paper-annex-${who}`);
    assert.equal(paper.pages, 3, `${who}: the leaf of the sheet and one for what was told`);
    for (const word of ["別紙", "水道課お客様窓口あて", "に伝えたこと", "月に8万円の年金だけです", "健康のことは、会ったときに"]) {
      assert.ok(paper.sides[2].includes(word), `${who}: ${word} can be read as text on the annex`);
      if (word !== "別紙") assert.ok(!paper.sides[0].includes(word) && !paper.sides[1].includes(word), `${who}: ${word} is on the annex alone`);
    }
    assert.ok(paper.sides[0].includes("別紙があります"), `${who}: the front says that there is an annex`);
    await page.context().close();
  }
});
