// 画面が落ちても: a tab that is killed at any moment costs at most ten seconds of typing, and never a form (U14).
// The browser's clock is driven by hand, so that hours of typing take a minute; the server and its answers are real.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, signIn, window } from "../lib/browser.mjs";
import { Town } from "../lib/town.mjs";

const KILLS = Number(process.env.TSUNAGU_TAB_KILLS ?? 40);
const AT_MOST_MS = 10_000;
const SAID = "家賃が払えないと言って来られた。夫は先月から入院していて、子どもが二人いる。電気も止まりそうだとのこと。";
let town, browser, seed = 20180409;
before(async () => { [town, browser] = await Promise.all([Town.open(), launch()]); });
after(async () => { await browser.close(); await town.close(); });

// The same moments on every run.
function below(sides) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * sides);
}

// Types on in small pieces; answers what stood in the form at each moment of the browser's clock.
async function typeOn(page, words, from) {
  const waiting = new Set();
  page.on("request", (request) => { if (request.url().endsWith("/drafts")) waiting.add(request); });
  for (const over of ["requestfinished", "requestfailed"]) page.on(over, (request) => waiting.delete(request));
  const stood = [{ at: 0, text: from }];
  let [at, text] = [0, from];
  for (let piece = 3 + below(12); piece > 0; piece -= 1) {
    const more = SAID.slice(below(20), 20 + below(30));
    await words.press("Control+End");
    await page.keyboard.insertText(more);
    text += more;
    stood.push({ at, text });
    const pause = 200 + below(4_000);
    await page.clock.runFor(pause);
    at += pause;
    // What the page sent in this time has its answer before more time passes; the last is cut off now and then.
    if (piece > 1 || below(2)) while (waiting.size) await new Promise((wake) => setTimeout(wake, 3));
  }
  return { stood, at, text };
}

test(`of ${KILLS} tabs killed while somebody types none costs more than ten seconds`, async (t) => {
  const context = (await window(browser, town)).context();
  await signIn(context.pages()[0], town, "窓口職員");
  let [kept, worst] = ["", 0];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${town.address}/intake/new/form?person=new`);
    const words = page.getByLabel("お聞きしたこと(本人のことばで)");
    assert.equal(await words.inputValue(), kept, `tab ${kill}: the form is offered again as it was kept`);
    const { stood, at, text } = await typeOn(page, words, kept);
    const client = await context.newCDPSession(page);
    client.send("Page.crash").catch(() => {});
    await page.waitForEvent("crash");
    await page.close();

    const next = await context.newPage();
    await next.goto(`${town.address}/intake/new/form?person=new`);
    kept = await next.getByLabel("お聞きしたこと(本人のことばで)").inputValue();
    const last = stood.filter((moment) => moment.text === kept).at(-1);
    assert.ok(last, `tab ${kill}: what is offered stood in the form at some moment: ${kept}`);
    const after = stood[stood.indexOf(last) + 1];
    const lost = kept === text || !after ? 0 : at - after.at;
    worst = Math.max(worst, lost);
    assert.ok(lost <= AT_MOST_MS, `tab ${kill}: ${lost} ms of typing lost`);
    if (kept.length > 3_000) {
      await next.getByRole("button", { name: "書きかけを捨てて、はじめから書く" }).click();
      kept = "";
    }
    await next.close();
  }
  t.diagnostic(`at worst ${worst} ms of typing lost`);
  await context.close();
});
