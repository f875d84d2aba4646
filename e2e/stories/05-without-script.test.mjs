// おなじ仕事を、JavaScript なしで。
import { after, before, test } from "node:test";
import { DESK, POCKET, launch } from "../lib/browser.mjs";
import { connect } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

for (const [where, size, name] of [["desk", DESK, "作例 紙子"], ["pocket", POCKET, "作例 紙彦"]]) {
  test(`the main job works without JavaScript, at ${where} width`, async (t) => {
    const { intake, sheet } = await connect(browser, town, { size, live: false, name, pictures: "05-without-script" });
    t.diagnostic(`actions beyond text: reception ${intake}, sheet ${sheet}`);
  });
}
