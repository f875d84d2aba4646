// 窓口の仕事を、キーボードだけで、そして JavaScript なしで。
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "../lib/browser.mjs";
import { HOUSING, WATER, connect, find, fromToday, receive, region, starting } from "../lib/tasks.mjs";
import { Town } from "../lib/town.mjs";
import { Keys, Office, Plain } from "../lib/ways.mjs";

const THANKS = "水道の窓口で、ゆっくり話を聞いてもらえました。";
const SECRET = "月に8万円の年金だけです。";
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

// What is done, in the order in which one needs the other.
const TASKS = [
  ["1 take in without a name and end with information", async (office) => {
    const clerk = await office.role("窓口職員");
    const told = `生活の相談窓口の場所を伝えた(${office.sign})。`;
    await receive(clerk, { words: "電気が止まりそうで、どこに聞けばよいか。", told, then: "情報提供で終了" });
    await clerk.reads(told, "名前はまだ聞いていません");
    await clerk.follow("今日");
    await clerk.follow("受け付けた相談をすべて見る");
    await clerk.follow("情報提供で終了");
    await clerk.reads("どこに聞けばよいか");
  }],
  ["2 take in and open a case at one's own counter", async (office) => {
    const clerk = await office.role("窓口職員");
    await receive(clerk, { name: `作例 ${office.sign}一`, words: "税金を分けて払いたい。", then: "自分の窓口で支援する" });
    await clerk.reads("これまで");
    assert.match(await clerk.text(), /いま持っている窓口: 収納課/);
  }],
  ["14 close a case, reopen it, and end a reception that broke off", async (office) => {
    const clerk = await office.role("窓口職員");
    await clerk.follow("ケースを終える");
    await clerk.pick("困りごとが解けた");
    await clerk.send("このケースを終える");
    await clerk.reads("最後に持っていた窓口: 収納課", "困りごとが解けた");
    await clerk.send("このケースを再開する");
    assert.match(await clerk.text(), /いま持っている窓口: 収納課/);
    await clerk.follow("ケースを終える");
    await clerk.pick("困りごとが解けた");
    await clerk.send("このケースを終える");
    await clerk.reads("最後に持っていた窓口: 収納課");
    await receive(clerk, { name: `作例 ${office.sign}二`, words: "また来ると言って帰った。", then: "受付だけ保存する" });
    await clerk.unfold("連絡がとれなくなったとき");
    await clerk.send(starting("途中で終わった"));
    await clerk.reads(/途中/);
    await clerk.readsNot("これからどうするか");
  }],
  ["3 take in and connect with a sheet", async (office) => {
    const clerk = await office.role("窓口職員");
    office.name = `作例 ${office.sign}三`;
    await receive(clerk, { name: office.name, words: "仕事がなくなり、水道代が払えない。", then: "つなぐ" });
    await connect(clerk, { to: WATER, reason: "分納の相談をお願いします。" });
    const water = await office.staff("suido-1");
    await fromToday(water, "届いたつなぐシート", office.name);
    await water.reads("水道代が払えない", "分納の相談をお願いします。");
  }],
  ["4 find a person", async (office) => {
    const clerk = await office.role("窓口職員");
    await find(clerk, office.name);
    await clerk.reads("連絡先");
    assert.ok((await clerk.text()).includes(office.name));
  }],
  ["9 ask for more, and answer it", async (office) => {
    const [clerk, water] = [await office.role("窓口職員"), await office.staff("suido-1")];
    await fromToday(water, "届いたつなぐシート", office.name);
    await water.follow("詳しく聞く");
    await water.tick("収入・資産・債務のこと");
    await water.write("知りたい理由", "分納の額を決めるため");
    await water.send(starting("聞く"));
    await fromToday(clerk, "詳しく聞かれている", office.name);
    await clerk.follow("聞かれたことに返事をする");
    const money = clerk.main.getByRole("group", { name: "収入・資産・債務のこと" });
    await clerk.tick("伝える", money);
    await clerk.write("伝える内容", SECRET, money);
    await clerk.pick("口頭で同意");
    await clerk.send(starting("返事をする"));
    await fromToday(water, "詳しく聞かれている・返事が届いた", office.name);
    await water.reads(SECRET);
    await water.send("詳しい返事を読みました");
    await water.reads(SECRET);
  }],
  ["5 accept a sheet", async (office) => {
    const [clerk, water] = [await office.role("窓口職員"), await office.staff("suido-1")];
    await fromToday(water, "届いたつなぐシート", office.name);
    await water.send("受け付けた");
    await water.reads("結果を返す");
    await clerk.follow("今日");
    assert.match(await region(clerk, starting("届いた返事")).innerText(), new RegExp(`${office.name}[^]*?受け付けた`));
  }],
  ["7 report a result with the person's thanks", async (office) => {
    const water = await office.staff("suido-1");
    await water.pick("支援を始めた");
    await water.write("本人からのお礼", THANKS);
    await water.send("結果を返す");
    await water.reads(THANKS);
  }],
  ["8 read the outcome and mark it read", async (office) => {
    const clerk = await office.role("窓口職員");
    await fromToday(clerk, "届いた返事", office.name);
    await clerk.reads(THANKS, "支援を始めた");
    await clerk.send("返事を読みました");
    await clerk.reads(THANKS);
    await clerk.follow("今日");
    assert.ok(!(await region(clerk, starting("届いた返事")).innerText()).includes(office.name));
  }],
  ["6 return a sheet with a reason, and the sender takes it up again", async (office) => {
    const [clerk, water, housing] = [await office.role("窓口職員"), await office.staff("suido-1"), await office.staff("jutaku-1")];
    const name = `作例 ${office.sign}四`;
    await receive(clerk, { name, words: "家賃が二か月遅れている。", then: "つなぐ" });
    await connect(clerk, { to: WATER, reason: "水道代の相談をお願いします。" });
    await fromToday(water, "届いたつなぐシート", name);
    await water.choose("返す理由", "ほかの窓口のほうが合っている");
    await water.send("戻す");
    await water.reads("戻ってきた");
    await fromToday(clerk, "届いた返事", name);
    await clerk.reads("すすめられた窓口を確かめ、あらためてつないでください。");
    await clerk.follow("この内容で、もう一度つなぐ");
    await connect(clerk, { to: HOUSING, reason: "家賃の相談をお願いします。" });
    await fromToday(housing, "届いたつなぐシート", name);
    await housing.reads("家賃が二か月遅れている。", "家賃の相談をお願いします。");
  }],
];

for (const Way of [Keys, Plain]) {
  test(`the tasks of a counter ${Way.called}`, async (t) => {
    const office = new Office(Way, browser, town);
    for (const [name, task] of TASKS) await t.test(`${name} ${Way.called}`, () => task(office));
    t.diagnostic(Way.told());
    await office.close();
  });
}
