// What an officer does with a page, counted: every press, every choice, every step into a field is one action.
export class Hands {
  constructor(page) {
    this.page = page;
    this.actions = 0;
  }

  begin() {
    this.actions = 0;
  }

  async press(locator) {
    this.actions += 1;
    await locator.click();
  }

  async choose(locator, label) {
    this.actions += 1;
    await locator.selectOption({ label });
  }

  // What is written is no action; going to where it is written is one.
  async write(locator, text) {
    this.actions += 1;
    await locator.click();
    await locator.fill(text);
  }

  async key(name) {
    this.actions += 1;
    await this.page.keyboard.press(name);
  }
}
