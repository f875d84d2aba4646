// How long an officer's hands take, by the keystroke-level model of Card, Moran and Newell ("The keystroke-level model for
// user performance time with interactive systems", Communications of the ACM 23 (7), 1980). The browser itself is driven
// at full speed; the seconds are added up, together with what the program really made them wait.
import { Hands } from "./hands.mjs";

export const KEY = 0.28; // an average typist who is no secretary, 40 words a minute
export const POINT = 1.1; // to a place on the screen
export const CLICK = 0.2; // down and up
export const HOME = 0.4; // a hand between keyboard and mouse
export const MIND = 1.35; // to make up one's mind to the next step

// Keys for Japanese: the letters of the reading in Latin script, and for each phrase one to convert and one to confirm.
export function keys(romaji) {
  const phrases = romaji.trim().split(/\s+/);
  return phrases.reduce((sum, phrase) => sum + phrase.length + 2, 0);
}

export class Human extends Hands {
  constructor(page) {
    super(page);
    this.seconds = 0;
    this.atKeys = false;
  }

  hand(toKeys) {
    if (this.atKeys !== toKeys) this.seconds += HOME;
    this.atKeys = toKeys;
  }

  async press(locator) {
    this.hand(false);
    this.seconds += MIND + POINT + CLICK;
    await super.press(locator);
  }

  // `romaji` is how `text` is typed, a space after each phrase that is converted.
  async type(locator, text, romaji) {
    this.hand(false);
    this.seconds += MIND + POINT + CLICK;
    this.hand(true);
    this.seconds += keys(romaji) * KEY;
    await this.write(locator, text);
  }

  // What the program makes one wait for is real time.
  async wait(promise) {
    const began = performance.now();
    await promise;
    this.seconds += (performance.now() - began) / 1000;
  }
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
