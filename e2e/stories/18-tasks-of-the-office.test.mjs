// 記録、守り、登録、見立てと一覧の仕事を、キーボードだけで、そして JavaScript なしで。
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, out } from "../lib/browser.mjs";
import { find, receive, region } from "../lib/tasks.mjs";
import { Town } from "../lib/town.mjs";
import { Keys, Office, Plain } from "../lib/ways.mjs";

const ADDRESS = "架空町9丁目9番地";
const NAMED = "例野 相子";
const FIRST = "みずいろの ふうせんが とんでいく";
const SECOND = "きいろい でんしゃが えきに とまる";
let town, browser;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

// What the browser prints of the page, read as text.
async function printed(way, name) {
  const path = join(out, `${name}.pdf`);
  await way.page.pdf({ path, format: "A4" });
  return execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
}

const head = (way) => way.page.getByRole("banner");

// What is done, in the order in which one needs the other.
const TASKS = [
  ["10 correct a person's name", async (office) => {
    const chief = await office.role("主任相談支援員");
    const heard = `作例 ${office.sign}伍`;
    office.name = `作例 ${office.sign}五`;
    await receive(chief, { name: heard, words: "住所を家族に知られたくない。", then: "受付だけ保存する" });
    await chief.follow(heard);
    await chief.follow("訂正する");
    await chief.write("名前", office.name);
    await chief.write("住所", ADDRESS);
    await chief.send("保存する");
    const history = await region(chief, "基本情報を直した記録").innerText();
    assert.ok(history.includes(heard) && history.includes(office.name), history);
    await find(await office.role("家計改善支援員"), office.name);
    await (await office.role("家計改善支援員")).reads(ADDRESS);
  }],
  ["11 link two records of one person, and unlink them", async (office) => {
    const chief = await office.role("主任相談支援員");
    const other = `作例 ${office.sign}六`;
    await receive(chief, { name: other, words: "前にも来たと思う。", then: "受付だけ保存する" });
    await find(chief, office.name);
    await chief.follow("同じ人かもしれない");
    await chief.write(/^名前・かな・電話/, `作例 ${office.sign}`);
    await chief.send("探す");
    await chief.pick(new RegExp(`^${other}`));
    await chief.write("そう考えた理由", "話の内容が同じ");
    await chief.send("同じ人かもしれない記録として結ぶ");
    const linked = chief.main.getByRole("article", { name: other });
    assert.match(await linked.innerText(), /話の内容が同じ/);
    await chief.unfold("別の人と分かったとき");
    await chief.write("そう考えた理由", "生年月日が違った", linked);
    await chief.send("結びつきを解く", linked);
    assert.match(await linked.innerText(), /別の人と分かった[^]*解きました: 生年月日が違った/);
  }],
  ["12 protect a person, with a named colleague", async (office) => {
    const chief = await office.role("主任相談支援員");
    await find(chief, office.name);
    await chief.follow("支援措置");
    await chief.write("理由", "本人の申出");
    await chief.write("期間の終わりの日", "H31.3.31");
    await chief.colleague("職員(1人目)", NAMED);
    await chief.send("支援措置を始める");
    await chief.reads("いまの内容", NAMED);
    const [named, other] = [await office.role("相談支援員"), await office.role("家計改善支援員")];
    await find(named, office.name);
    await named.reads(ADDRESS);
    await find(other, office.name);
    await other.readsNot(ADDRESS);
  }],
  ["13 break the glass with a reason, and review it", async (office) => {
    const [clerk, named, chief] = [await office.role("窓口職員"), await office.role("相談支援員"), await office.role("主任相談支援員")];
    office.seen = `作例 ${office.sign}七`;
    office.why = `救急隊から電話があったため(${office.sign})`;
    await receive(clerk, { name: office.seen, words: "税金の相談に来た。", then: "自分の窓口で支援する" });
    const [number] = /[HR]\d+-\d+/.exec(await clerk.text());
    await named.follow("今日");
    await named.follow("緊急に開く");
    await named.write("ケースの番号", number);
    await named.write("急いで開く理由", office.why);
    await named.send("理由を残して、いま開く");
    await named.reads("税金の相談に来た。");
    await chief.follow("今日");
    await chief.follow("確かめる");
    const line = chief.main.getByRole("row").filter({ hasText: office.why });
    await chief.send("確かめた", line);
    assert.match(await line.innerText(), /架空 頼子/);
  }],
  ["15 who has seen this person, and its print", async (office) => {
    const officer = await office.role("個人情報保護担当");
    await officer.follow("記録");
    await officer.write("氏名の全部、または生年月日", office.seen);
    await officer.send("探す");
    await officer.follow(office.seen);
    const because = "急いで助ける必要があるとして開いたため";
    await officer.reads(NAMED, because);
    const paper = await printed(officer, "18-who-saw");
    assert.ok(paper.includes(office.seen) && paper.includes("例野") && paper.includes("急いで助ける必要がある"), paper);
    assert.ok(!paper.includes("サインアウト"), "no frame on paper");
  }],
  ["16 register a counter and invite a member of staff", async (office) => {
    const [keeper, clerk] = [await office.role("システム管理者"), await office.role("窓口職員")];
    const counter = `見本の相談室 ${office.sign}`;
    office.account = { login: `mihon-${office.Way.name.toLowerCase()}`, password: FIRST };
    await keeper.follow("窓口", head(keeper));
    await keeper.follow("窓口を登録する");
    await keeper.write("窓口の名前", counter);
    await keeper.write("ふりがな", "みほんのそうだんしつ");
    await keeper.choose("種類", "水道");
    await keeper.tick("債務について");
    await keeper.pick(/^つなぐを使う/);
    await keeper.send("保存する");
    await clerk.follow("窓口", head(clerk));
    await clerk.write("名前・場所・ことば", counter);
    await clerk.send("絞る");
    await clerk.follow(counter);
    await clerk.reads("債務", "つなぐシートが画面で届きます");
    await keeper.follow("職員", head(keeper));
    await keeper.follow("職員を登録する");
    await keeper.write("名前", `見本 ${office.sign}美`);
    await keeper.write("ふりがな", "みほん さくみ");
    await keeper.choose("窓口", counter);
    await keeper.write("ログイン名", office.account.login);
    await keeper.tick("窓口職員");
    await keeper.send("登録して招待する");
    const [address] = /\/welcome\/\S+/.exec(await keeper.text());
    const invited = await office.enter();
    await invited.open(address);
    await invited.write("新しいパスワード", FIRST);
    await invited.write("もう一度", FIRST);
    await invited.send("このパスワードに決める");
    await invited.reads("パスワードを決めました。");
    await invited.close();
    assert.match(await (await office.at(office.account)).text(), new RegExp(counter));
  }],
  ["17 change one's own password", async (office) => {
    const member = await office.at(office.account);
    await member.follow(new RegExp(`^見本 ${office.sign}美`), head(member));
    await member.follow("パスワードを替える");
    await member.write("いまのパスワード", FIRST);
    await member.write("新しいパスワード", SECOND);
    await member.write("新しいパスワードをもう一度", SECOND);
    await member.send("パスワードを替える");
    await member.reads("自分のサインイン");
    await member.send("サインアウト", head(member));
    await member.reads("サインアウトしました。");
    await member.signIn({ ...office.account, password: SECOND });
    await member.reads("届いたつなぐシート");
  }],
  ["18 read the chart, and take one of its proposals as one's own judgement", async (office) => {
    const clerk = await office.role("窓口職員");
    const words = "仕事をやめて、家賃が三か月払えない。立ち退きを求められている。";
    await clerk.follow("相談チャート", head(clerk));
    await clerk.write("聞いた言葉(お名前や住所は要りません)", words);
    await clerk.send("手がかりを見る");
    await clerk.reads("聞いてみるとよいこと", "住まい不安定", "自立サポート相談窓口");
    await receive(clerk, { name: `作例 ${office.sign}八`, words, then: "受付だけ保存する" });
    const judged = region(clerk, "職員の見立て");
    assert.match(await judged.innerText(), /まだありません/);
    await clerk.unfold("相談チャートの手がかりから加える");
    await clerk.send("自分の見立てとして加える");
    assert.match(await judged.innerText(), /見本 花子[^]*の見立てです/);
  }],
  ["19 judge what a household may be helped by", async (office) => {
    const clerk = await office.role("窓口職員");
    await clerk.follow("今日");
    await clerk.follow("制度の見立て");
    await clerk.write("市区町村", "座間市");
    await clerk.write("見立ての日(申請する日)", "R7.4.8");
    await clerk.write("本人の生年月日", "S50.5.5");
    await clerk.write("いっしょに暮らす人の生年月日", "H27.5.5");
    await clerk.write("世帯の今月の給料(総支給額の合計)", "80,000");
    await clerk.write("世帯の預貯金と現金", "50,000");
    await clerk.pick("賃貸で、家賃の支払いが難しい");
    await clerk.write("家賃(共益費・管理費を除く)", "45,000");
    await clerk.pick("仕事をやめた・やめさせられた");
    await clerk.write("仕事が変わった日", "R7.3.1");
    await clerk.send("見立てる");
    await clerk.reads(/座間市.*2人世帯/, "生活保護の申請は、だれでも、いつでもできます。");
    await clerk.unfold(/^住居確保給付金（家賃補助）の計算と根拠/);
    assert.match(await region(clerk, "住居確保給付金（家賃補助）の計算").innerText(), /実際の家賃[^]*45,000円/);
  }],
  ["20 filter the lists, print one, and read what is overdue", async (office) => {
    const [named, coordinator] = [await office.role("相談支援員"), await office.role("多機関協働コーディネーター")];
    await named.follow("つなぐシート", head(named));
    await named.follow("下書き");
    await named.follow("送ったものすべて");
    assert.match(await region(named, "つなぐシートの一覧").innerText(), /自立サポート相談窓口/);
    await named.follow("ケース", head(named));
    await named.choose("状態", "支援中の");
    await named.choose("名前", "さ行");
    await named.send("この条件で見る");
    const line = named.main.getByRole("row").nth(1);
    const number = /[HR]\d+-\d+/.exec(await line.innerText())[0];
    await named.tick(new RegExp(`${number} を選ぶ`));
    await named.send("選んだケースを印刷用の一覧にする");
    assert.match(await named.text(), new RegExp(number));
    assert.equal(await named.main.getByRole("row").count(), 2, "the chosen case alone");
    assert.ok((await printed(named, "18-cases")).includes(number));
    await coordinator.follow("期限を過ぎたつなぎ", coordinator.main);
    const [, count] = /市全体で、.*つなぎ (\d+)件/.exec(await coordinator.text());
    assert.equal(await coordinator.main.getByRole("row").count(), Number(count) + 1);
  }],
];

for (const Way of [Keys, Plain]) {
  test(`the tasks of the office ${Way.called}`, async (t) => {
    const office = new Office(Way, browser, town);
    for (const [name, task] of TASKS) await t.test(`${name} ${Way.called}`, () => task(office));
    t.diagnostic(Way.told());
    await office.close();
  });
}
