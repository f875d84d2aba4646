// 人の速さで: a new consultation takes less than two minutes of an officer's hands (U12), and a つなぐシート not much more.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, launch, signIn, window } from "../lib/browser.mjs";
import { COUNSEL, receiveLink, tick } from "../lib/connect.mjs";
import { Human, KEY, keys, median } from "../lib/human.mjs";
import { Town } from "../lib/town.mjs";

const MOST_SECONDS = 120;
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

// What is heard, in the words of the one who came, with the keys that write it.
const HEARD = [
  {
    name: ["見本 春代", "mihon haruyo"], birth: "S33.4.1",
    said: ["税金を待ってほしい。三か月前に仕事がなくなり、家賃も払えない。",
      "zeikinwo mattehosii. sankagetumaeni sigotoga nakunari, yatinmo haraenai."],
    concerns: [["税金や公共料金等の支払い"], ["家賃やローンの支払い", true]], wish: "自宅に電話しないでほしい", end: /^つなぐ/,
  },
  {
    name: ["例野 秋男", "reino akio"], birth: "1971/11/3",
    said: ["電気が止まると言われた。夫は入院していて、子どもが二人いる。",
      "denkiga tomaruto iwareta. ottoha nyuuinsiteite, kodomoga futariiru."],
    concerns: [["税金や公共料金等の支払い", true], ["病気や健康、障害のこと"]], end: /^受付だけ保存する/,
  },
  {
    said: ["名前は言いたくない。もう何日も食べていない。", "namaeha iitakunai. mou nannitimo tabeteinai."],
    concerns: [["食べるものがない", true]], end: /^つなぐ/,
  },
  {
    name: ["試原 花", "tamesihara hana"], birth: "20代",
    said: ["面接に何度も落ちて、外に出るのがこわい。母に言われて来た。家にずっといるので話す人がいない。",
      "mennsetuni nanndomo otite, sotoni derunoga kowai. hahani iwaretekita. ieni zuttoirunode hanasuhitoga inai."],
    concerns: [["仕事探し、就職について", true], ["ひきこもり・不登校"]], wish: "女性の職員がよい", end: /^自分の窓口で支援する/,
  },
  {
    name: ["仮坂 茂", "karisaka sigeru"], birth: "昭和24年ごろ",
    said: ["年金だけでは足りず、孫の学費を借りた。返す見込みがない。妻の介護で夜も眠れない。",
      "nenkindakedeha tarizu, magono gakuhiwo karita. kaesu mikomiga nai. tumano kaigode yorumo nemurenai."],
    concerns: [["債務について", true], ["収入・生活費のこと"]], end: /^つなぐ/,
  },
];

async function takeIn(page, heard) {
  const human = new Human(page);
  await human.press(receiveLink(page));
  await human.wait(page.waitForURL("**/intake/new"));
  if (heard.name) {
    await human.type(page.getByRole("main").getByLabel("探す", { exact: true }), ...heard.name);
    await human.press(page.getByRole("button", { name: "新しい人" }));
  } else {
    await human.press(page.getByRole("link", { name: "名前はまだ聞いていない" }));
  }
  await human.wait(page.waitForURL("**/intake/new/form?*"));
  if (heard.birth) await human.type(page.getByLabel("生年月日・年齢"), heard.birth, "s33.4.1");
  await human.type(page.getByLabel("お聞きしたこと(本人のことばで)"), ...heard.said);
  for (const [concern, main] of heard.concerns) await tick(human, concern, { main });
  if (heard.wish) await human.press(page.getByRole("checkbox", { name: heard.wish }));
  await human.press(page.getByRole("button", { name: heard.end }));
  await human.wait(page.waitForURL((url) => !url.pathname.endsWith("/form")));
  assert.ok(human.actions <= 12, `${human.actions} actions`);
  return human.seconds;
}

async function connect(page) {
  const human = new Human(page);
  await human.press(page.getByRole("radio", { name: "口頭で同意" }));
  const counter = page.getByRole("group", { name: "つなぎ先 1" });
  await human.type(counter.getByRole("combobox", { name: "窓口" }), COUNSEL.slice(0, 4), "jiritusapo");
  await human.wait(page.getByRole("option", { name: COUNSEL }).waitFor());
  await human.press(page.getByRole("option", { name: COUNSEL }));
  await human.type(counter.getByLabel("紹介する理由"), "まず暮らしの相談をお願いします。", "mazu kurasino soudanwo onegaisimasu.");
  await human.press(page.getByRole("button", { name: /^送る/ }));
  await human.wait(page.waitForURL(/\/sheets\/sht_/));
  return human.seconds;
}

test("a new consultation takes less than two minutes at human speed", async (t) => {
  const page = await window(browser, town, { size: DESK });
  await signIn(page, town, "窓口職員");
  const [taken, sent] = [[], []];
  for (const heard of HEARD) {
    taken.push(await takeIn(page, heard));
    if (page.url().includes("/sheets/new")) sent.push(await connect(page));
    await page.goto(`${town.address}/today`);
  }
  const told = (all) => all.map((seconds) => Math.round(seconds)).join(", ");
  t.diagnostic(`receptions ${told(taken)} s, median ${Math.round(median(taken))} s; sheets ${told(sent)} s`);
  assert.ok(median(taken) < MOST_SECONDS, `median ${median(taken)} s`);
  assert.ok(median(sent) < MOST_SECONDS, `sheets: median ${median(sent)} s`);
  await page.context().close();
});

test("the model counts what it says it counts", () => {
  assert.equal(keys("ie"), 4);
  assert.equal(keys("ieni iru"), 4 + 2 + 3 + 2);
  assert.equal(median([3, 1, 2]), 2);
  assert.ok(keys(HEARD[0].said[1]) * KEY > 15, "writing is by far the largest part");
});
