// The main job: a tax clerk notices somebody and connects them; the counsellor answers; the clerk hears what became of it.
import assert from "node:assert/strict";
import { look, signIn, window } from "./browser.mjs";
import { Hands } from "./hands.mjs";

export const COUNSEL = "自立サポート相談窓口";
const THANKS = "税の窓口で話を聞いてもらえて、ほっとしました。";

// A concern: one button where scripts run, two boxes where they do not.
export async function tick(hands, name, { main = false, live = true } = {}) {
  if (live) {
    const button = hands.page.getByRole("button", { name: new RegExp(`^${name}`) });
    await hands.press(button);
    if (main) await hands.press(button);
    return;
  }
  await hands.press(hands.page.getByRole("checkbox", { name: new RegExp(`^${main ? "◎" : "○"} ?${name}`) }));
}

export function receiveLink(page) {
  return page.getByRole("banner").getByRole("link", { name: "相談を受ける" });
}

// From 今日 to the sheet: returns the number of actions.
export async function takeIn(page, { name, live = true, pictures = null }) {
  const hands = new Hands(page);
  const seen = (what) => (pictures ? look(page, `${pictures}-${what}`) : null);
  await hands.press(receiveLink(page));
  await page.waitForURL("**/intake/new");
  await seen("whom");
  await hands.write(page.getByRole("main").getByLabel("探す", { exact: true }), name);
  await hands.press(page.getByRole("button", { name: "新しい人" }));
  await page.waitForURL("**/intake/new/form?*");
  assert.equal(await page.getByLabel("氏名", { exact: true }).inputValue(), name, "a name is typed once");
  await seen("blank");
  await hands.write(page.getByLabel("生年月日・年齢"), "昭和41年ごろ");
  await hands.write(page.getByLabel("お聞きしたこと(本人のことばで)"),
    "税金を待ってほしい。三か月前に仕事がなくなり、家賃も払えない。食べるものも減らしている。");
  await tick(hands, "税金や公共料金等の支払い", { live });
  await tick(hands, "家賃やローンの支払い", { live, main: true });
  await hands.press(page.getByRole("checkbox", { name: "自宅に電話しないでほしい" }));
  await seen("written");
  await hands.press(page.getByRole("button", { name: /^つなぐ/ }));
  await page.waitForURL("**/sheets/new?*");
  return hands.actions;
}

export async function writeSheet(page, { to = COUNSEL, live = true, pictures = null } = {}) {
  const hands = new Hands(page);
  const seen = (what) => (pictures ? look(page, `${pictures}-${what}`) : null);
  await seen("sheet-blank");
  await hands.press(page.getByRole("radio", { name: "口頭で同意" }));
  const counter = page.getByRole("group", { name: "つなぎ先 1" });
  if (live) {
    const field = counter.getByRole("combobox", { name: "窓口" });
    await hands.write(field, to.slice(0, 4));
    await hands.press(page.getByRole("option", { name: to }));
  } else {
    await hands.write(page.getByLabel("どんな窓口"), to.slice(0, 4));
    await hands.press(page.getByRole("button", { name: "窓口を探す" }));
    await seen("sheet-found");
    await hands.press(page.getByRole("button", { name: `選ぶ ${to}` }));
  }
  await hands.write(counter.getByLabel("紹介する理由"), "まず暮らしの相談をお願いします。納税は待てます。");
  await seen("sheet-written");
  await hands.press(page.getByRole("button", { name: /^送る/ }));
  await page.waitForURL(/\/sheets\/sht_/);
  return hands.actions;
}

export async function connect(browser, town, { size, live = true, name, pictures }) {
  const clerk = await window(browser, town, { size, javaScriptEnabled: live });
  const counsellor = await window(browser, town, { size, javaScriptEnabled: live });
  await signIn(counsellor, town, "相談支援員");
  await look(counsellor, `${pictures}-counsellor-today`);
  await signIn(clerk, town, "窓口職員");
  await look(clerk, `${pictures}-clerk-today`);

  const intake = await takeIn(clerk, { name, live, pictures });
  assert.ok(intake <= 12, `the reception took ${intake} actions`);
  const sheet = await writeSheet(clerk, { live, pictures });
  assert.ok(sheet <= 8, `the sheet took ${sheet} actions`);
  const sent = Date.now();
  await clerk.getByText("送りました。").waitFor();
  await look(clerk, `${pictures}-sent`);
  const address = new URL(clerk.url()).pathname;

  await hears(counsellor, town, { live, sent, pictures });
  await answers(counsellor, { address, pictures });

  await clerk.goto(`${town.address}/today`);
  const back = clerk.getByRole("region", { name: /^届いた返事/ });
  await look(clerk, `${pictures}-answered-today`);
  await back.locator(`a[href="${address}"]`).first().click();
  await clerk.getByText(THANKS).waitFor();
  await clerk.getByText("支援を始めた").first().waitFor();
  await look(clerk, `${pictures}-outcome`);
  await clerk.getByRole("button", { name: "返事を読みました" }).click();
  await clerk.goto(`${town.address}/today`);
  assert.equal(await clerk.getByRole("region", { name: /^届いた返事/ }).locator(`a[href="${address}"]`).count(), 0);
  await clerk.context().close();
  await counsellor.context().close();
  return { intake, sheet };
}

// An open page says within ten seconds that a sheet has come; without script the next reading shows it.
async function hears(counsellor, town, { live, sent, pictures }) {
  if (!live) return counsellor.goto(`${town.address}/today`);
  const news = counsellor.locator(".poll-news");
  await news.waitFor({ timeout: 11_000 });
  const waited = Date.now() - sent;
  assert.ok(waited <= 10_000, `the sheet was seen after ${waited} ms`);
  await look(counsellor, `${pictures}-news`);
  return news.getByRole("link", { name: "表示する" }).click();
}

async function answers(counsellor, { address, pictures }) {
  const received = counsellor.getByRole("region", { name: /^届いたつなぐシート/ });
  const row = received.locator(`a[href="${address}"]`).first();
  if ((await row.count()) === 0) await counsellor.goto(new URL("/sheets", counsellor.url()).href);
  await look(counsellor, `${pictures}-arrived`);
  const hands = new Hands(counsellor);
  await hands.press(counsellor.locator(`a[href="${address}"]`).first());
  await counsellor.waitForURL(`**${address}`);
  await look(counsellor, `${pictures}-to-answer`);
  await hands.press(counsellor.getByRole("button", { name: "受け付けた", exact: true }));
  await counsellor.getByRole("heading", { name: "結果を返す" }).waitFor();
  assert.ok(hands.actions <= 3, `the answer took ${hands.actions} actions`);
  await look(counsellor, `${pictures}-accepted`);
  await counsellor.getByRole("radio", { name: "支援を始めた" }).check();
  await counsellor.getByLabel("本人からのお礼").fill(THANKS);
  await counsellor.getByRole("button", { name: "結果を返す" }).click();
  await counsellor.getByText(THANKS).first().waitFor();
  await look(counsellor, `${pictures}-reported`);
}
