// 収納課の職員が気づき、つなぎ、返事を読む。
import { after, before, test } from "node:test";
import { DESK, POCKET, launch } from "../lib/browser.mjs";
import { connect } from "../lib/connect.mjs";
import { Town } from "../lib/town.mjs";

let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

for (const [where, size, name] of [["desk", DESK, "作例 机"], ["pocket", POCKET, "作例 手元"]]) {
  test(`a tax clerk takes somebody in, connects them and reads the outcome, at ${where} width`, async (t) => {
    const { intake, sheet } = await connect(browser, town, { size, name, pictures: "01-connect" });
    t.diagnostic(`actions beyond text: reception ${intake}, sheet ${sheet}`);
  });
}
