// どの役割でも、たどれる画面はすべて、見られる画面である。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, POCKET, fits, launch, look, lookForced, shape, signIn, window } from "../lib/browser.mjs";
import { Town } from "../lib/town.mjs";

const MOST = 60;
const OF_A_KIND = 2;
const ROLES = ["窓口職員", "相談支援員", "就労支援員", "家計改善支援員", "学習支援コーディネーター", "主任相談支援員",
  "市の担当職員(決定)", "多機関協働コーディネーター", "企画・統計担当", "個人情報保護担当", "システム管理者"];
const looked = new Set();
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

// Pages that differ only in whom they are about, or in what was asked, are of one kind.
function kind(url) {
  const query = [...url.searchParams].map(([name, value]) => (/^[a-z_]+$/.test(value) ? `${name}=${value}` : name));
  return url.pathname.replace(/(?<=\/)[a-z]{3}_[\w-]+/g, "*") + (query.length ? `?${query.sort().join("&")}` : "");
}

async function links(page) {
  const found = await page.locator("a[href]").evaluateAll((all) => all.map((a) => a.href));
  return found.map((href) => new URL(href)).filter((url) => url.origin === town.address);
}

for (const role of ROLES) {
  test(`${role}: every page that links lead to can be used, wide and narrow`, async (t) => {
    const page = await window(browser, town, { size: DESK });
    await signIn(page, town, role);
    const waiting = [new URL(page.url())];
    const visited = new Set();
    const kinds = new Map();
    const faults = [];
    while (waiting.length && visited.size < MOST) {
      const url = waiting.shift();
      url.hash = "";
      const of = kind(url);
      if (visited.has(url.href) || (kinds.get(of) ?? 0) >= OF_A_KIND) continue;
      visited.add(url.href);
      kinds.set(of, (kinds.get(of) ?? 0) + 1);
      const answer = await page.goto(url.href);
      if (answer.status() >= 400) faults.push(`${answer.status()} ${of}`);
      const name = of === "/today" ? `09-today-${ROLES.indexOf(role)}` : `09-page${of.replace(/[^a-z0-9]+/g, "-")}`;
      const made = await shape(page);
      const check = looked.has(made) && of !== "/today" ? fits : look;
      looked.add(made);
      for (const size of [DESK, POCKET]) {
        await page.setViewportSize(size);
        const forced = check === look && size === DESK;
        await (forced ? lookForced : check)(page, name).catch((fault) => faults.push(`${size.width} ${url.pathname}${url.search}: ${fault.message}`));
        page.troubles.length = 0;
      }
      waiting.push(...(await links(page)));
    }
    t.diagnostic(`${visited.size} pages of ${kinds.size} kinds; ${looked.size} made differently so far`);
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}
