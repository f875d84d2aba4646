// 悪い文字列: what tries to become script, style or an address stays text on every page that shows it (S16).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DESK, fits, launch, signIn, window } from "../lib/browser.mjs";
import { Town } from "../lib/town.mjs";

const list = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "app", "tests", "it", "corpora", "naughty.json");
const OWN = ["</textarea></form><script>alert(1)</script>", "\"><svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}}${7*7}",
  "<link rel=stylesheet href=//kakuu.example/x.css>", "<img src=//kakuu.example/x onerror=alert(1)>", "' autofocus onfocus=alert(1) x='"];
const TOGETHER = 60;
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

test("no naughty string becomes script, style or a request on any page that shows it", async (t) => {
  const strings = [...OWN, ...JSON.parse(readFileSync(list, "utf8"))];
  assert.ok(strings.length > 480);
  const page = await window(browser, town, { size: DESK });
  const dialogs = [];
  page.on("dialog", (dialog) => { dialogs.push(dialog.message()); return dialog.dismiss(); });
  await signIn(page, town, "相談支援員");
  let [shown, typed] = [0, 0];
  for (let from = 0; from < strings.length; from += TOGETHER) {
    const some = strings.slice(from, from + TOGETHER);
    await page.goto(`${town.address}/intake/new/form?person=new`);
    await page.getByLabel("お聞きしたこと(本人のことばで)").fill(some.join("\n"));
    await page.getByLabel("世帯のこと(一行で)").fill(OWN[from % OWN.length]);
    await page.getByLabel("氏名", { exact: true }).fill(OWN[(from / TOGETHER) % OWN.length]);
    await page.getByRole("button", { name: /^受付だけ保存する/ }).click();
    await page.waitForURL(/\/intake\/int_/);
    typed += some.length;
    const here = page.url();
    const person = await page.locator('a[href^="/people/psn_"]').first().getAttribute("href");
    for (const path of [here, `${here}/amend`, `${here}/print`, `${town.address}${person}`, `${town.address}${person}/amend`, `${town.address}/intakes`]) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      shown += 1;
      await fits(page, path);
      const foreign = await page.locator("script:not([src]), style, [style], [onload], [onerror], [onfocus], iframe, object, embed").count();
      assert.equal(foreign, 0, `${path}: markup that is not ours`);
    }
  }
  assert.deepEqual(dialogs, []);
  t.diagnostic(`${typed} strings typed, ${shown} pages that show them`);
  await page.context().close();
});
