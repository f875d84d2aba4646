// Two ways to do the same: by keyboard alone, and without script. A task is written once, and done in both.
import assert from "node:assert/strict";
import { DESK, POCKET, fits, signInAs, window } from "./browser.mjs";
import { focused, goTo, round, signInByKeys } from "./keyboard.mjs";

const plain = (path) => path.replace(/(?<=\/)([a-z]+_[\w-]+|[0-9a-f]{16}|(?<=welcome\/).+)/g, "*");

// Pages that differ only in whom they are about are of one kind; what can be done there makes another.
async function kind(page) {
  const forms = await page.evaluate(() => [...document.forms].map((form) => new URL(form.action).pathname));
  const deeds = [...new Set(forms.map(plain))].filter((path) => path !== "/people" && path !== "/sign-out");
  return [plain(new URL(page.url()).pathname), ...deeds].join(" ");
}

// A label with or without the word that says it must be filled in.
const labelled = (text) => (typeof text === "string" ? new RegExp(`^${text.replace(/[()]/g, "\\$&")}(必須)?$`) : text);

class Way {
  constructor(page, town) {
    this.page = page;
    this.town = town;
    this.main = page.getByRole("main");
  }

  static async enter(browser, town) {
    const page = await window(browser, town, this.desk);
    page.context().setDefaultTimeout(30_000);
    return new this(page, town);
  }

  named(role, name, within) {
    const exact = typeof name === "string";
    return (within ?? (role === "link" ? this.page : this.main)).getByRole(role, { name, exact });
  }

  field(label, within = this.main) {
    return within.getByLabel(labelled(label));
  }

  // Only for the first page of a task, where an officer has a bookmark or was given the address.
  async open(path) {
    await this.page.goto(`${this.town.address}${path}`);
    await this.landed();
  }

  // The way to it may be long; the wait for the next page begins with the press.
  async leaves(locator) {
    await this.reach(locator);
    await Promise.all([this.page.waitForNavigation({ waitUntil: "domcontentloaded" }), this.press(locator)]);
    await this.landed();
  }

  follow(name, within) {
    return this.leaves(this.named("link", name, within).first());
  }

  send(name, within) {
    return this.leaves(this.named("button", name, within).first());
  }

  async landed() {
    await fits(this.page, this.page.url());
  }

  async reads(...texts) {
    for (const text of texts) await this.main.getByText(text).first().waitFor();
  }

  async readsNot(text) {
    assert.equal(await this.main.getByText(text).count(), 0, `${text} is not on ${this.page.url()}`);
  }

  text() {
    return this.main.innerText();
  }

  close() {
    return this.page.context().close();
  }
}

// 鍵盤だけ: Tab, arrows, Enter, Space and letters; nothing else ever touches the page.
export class Keys extends Way {
  static called = "by keyboard alone";
  static sign = "鍵";
  static rounds = new Map();

  static told() {
    const stops = [...Keys.rounds.values()];
    return `${stops.length} kinds of page gone round by Tab, ${stops.reduce((sum, count) => sum + count, 0)} stops, all seen`;
  }

  static desk = { size: DESK };

  async signIn(account) {
    await signInByKeys(this.page, this.town, account);
    await this.landed();
  }

  // Each kind of page is gone round once.
  async landed() {
    await super.landed();
    const of = await kind(this.page);
    if (Keys.rounds.has(of)) return;
    Keys.rounds.set(of, 0);
    Keys.rounds.set(of, await round(this.page));
  }

  key(name) {
    return this.page.keyboard.press(name);
  }

  reach(locator) {
    return goTo(this.page, locator);
  }

  press() {
    return this.key("Enter");
  }

  async write(label, text, within) {
    await this.reach(this.field(label, within));
    await this.key("Control+A");
    await this.page.keyboard.type(text);
  }

  async choose(label, option, within) {
    const list = this.field(label, within);
    await this.reach(list);
    await this.key("Home");
    const chosen = () => list.evaluate((at) => at.selectedOptions[0]?.label);
    for (let steps = 0; (await chosen()) !== option && steps < 100; steps += 1) await this.key("ArrowDown");
    assert.equal(await chosen(), option);
  }

  async tick(name, within) {
    const box = this.named("checkbox", name, within);
    await this.reach(box);
    await this.key("Space");
    assert.ok(await box.isChecked(), `${name} is ticked`);
  }

  async pick(name, within) {
    const radio = this.named("radio", name, within);
    await this.reach(radio);
    if (await radio.evaluate((at) => at === document.activeElement)) await this.key("Space");
    for (let steps = 0; !(await radio.isChecked()) && steps < 60; steps += 1) await this.key("ArrowDown");
    assert.ok(await radio.isChecked(), `${name} is picked`);
  }

  async unfold(name) {
    const fold = this.main.locator("summary").filter({ hasText: name }).first();
    await this.reach(fold);
    await this.key("Enter");
    assert.ok(await fold.evaluate((at) => at.parentElement.open), `${name} is open`);
  }

  // One button: nothing, ○, ◎.
  async concern(name) {
    await this.reach(this.named("button", new RegExp(`^${name}`)));
    await this.key("Space");
    assert.match((await focused(this.page)).name, /困っている$/);
  }

  // What is typed is enough for the list; the arrows and Enter take one of it.
  async suggested(label, typed, option, within) {
    await this.write(label, typed, within);
    const wanted = this.page.getByRole("option").filter({ hasText: option }).first();
    await wanted.waitFor();
    for (let steps = 0; (await wanted.getAttribute("aria-selected")) !== "true" && steps < 30; steps += 1) await this.key("ArrowDown");
    await this.key("Enter");
    assert.ok((await focused(this.page)).value.startsWith(option), `${option} stands in the field`);
  }

  counter(name, within) {
    return this.suggested("窓口", name.slice(0, 4), name, within);
  }

  colleague(label, name) {
    return this.suggested(label, name, name);
  }
}

// JavaScript なし: the page as the server made it, at the width of a pocket.
export class Plain extends Way {
  static called = "without script";
  static sign = "紙";

  static desk = { size: POCKET, javaScriptEnabled: false };

  static told() {
    return `${POCKET.width} px wide`;
  }

  async signIn(account) {
    await signInAs(this.page, this.town, account);
    await this.landed();
  }

  async reach() {}

  press(locator) {
    return locator.click();
  }

  write(label, text, within) {
    return this.field(label, within).fill(text);
  }

  async choose(label, option, within) {
    await this.field(label, within).selectOption({ label: option });
  }

  tick(name, within) {
    return this.named("checkbox", name, within).check();
  }

  pick(name, within) {
    return this.named("radio", name, within).check();
  }

  unfold(name) {
    return this.main.locator("summary").filter({ hasText: name }).first().click();
  }

  concern(name) {
    return this.tick(new RegExp(`^○ ?${name}`));
  }

  async counter(name) {
    await this.write("どんな窓口", name.slice(0, 4));
    await this.send("窓口を探す");
    await this.send(`選ぶ ${name}`);
  }

  // The server takes a name that fits one colleague alone.
  colleague(label, name) {
    return this.write(label, name);
  }
}

// The windows of one way: each officer signs in once. What one task leaves for the next is kept here too.
export class Office {
  constructor(Way, browser, town) {
    Object.assign(this, { Way, browser, town, sign: Way.sign, windows: new Map() });
  }

  enter() {
    return this.Way.enter(this.browser, this.town);
  }

  async at(account) {
    const known = this.windows.get(account.login);
    if (known) return known;
    const way = await this.enter();
    await way.signIn(account);
    this.windows.set(account.login, way);
    return way;
  }

  role(label) {
    return this.at(this.town.account(label));
  }

  // Somebody whom the page of sign-in does not offer.
  staff(login) {
    return this.at(this.town.colleague(login));
  }

  async close() {
    for (const way of this.windows.values()) await way.close();
  }
}
