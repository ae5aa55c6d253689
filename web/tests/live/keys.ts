// A person at a running server who has a keyboard and no mouse: no script presses for him or takes him anywhere. After each key he has to see
// where he is.
import type { KeyInput } from "puppeteer-core";
import { named, settle } from "../browser.ts";
import type { Person } from "./console.ts";

const MOST_TABS = 120;
const PATIENCE = 10_000;  // ms until what a key did is to be seen

// Runs in the page: what is wrong with what has the focus, as long as that is so; or nothing.
async function unseen(patience: number): Promise<string> {
  const end = performance.now() + patience;
  for (;;) {
    const wrong = wrongNow();
    if (wrong === "" || performance.now() > end) return wrong;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  function wrongNow(): string {
    const element = document.activeElement;
    if (!element || element === document.body) return "nothing has the focus";
    const told = `${element.tagName} ${element.getAttribute("aria-label") ?? element.id} ${element.textContent.slice(0, 40)}`;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return `hidden: ${told}`;
    // A whole page, at which one begins, has no edge that would be seen.
    if (element.id === "main") return "";
    const at = element.getBoundingClientRect();
    const [left, right] = [Math.max(at.left, 0), Math.min(at.right, innerWidth)];
    const [top, bottom] = [Math.max(at.top, 0), Math.min(at.bottom, innerHeight)];
    if (right - left < 1 || bottom - top < 1) return `out of the window: ${told}`;
    const spots = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const));
    const drawn = element.closest(".segment") ?? element;  // whose words are what one sees of it
    const isOnTop = spots.some(([x, y]) => {
      const there = document.elementFromPoint(x, y);
      return there !== null && (drawn.contains(there) || there.contains(drawn));
    });
    if (!isOnTop) return `covered: ${told}`;
    const ringed = [element, element.closest(".chips, .palette-search, .segment")].some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    return ringed ? "" : `no ring: ${told}`;
  }
}

export class Keys {
  readonly person: Person;
  pressed = 0;  // each letter of what is typed, too

  constructor(person: Person) {
    this.person = person;
  }

  private async send(key: string): Promise<void> {
    ++this.pressed;
    const { keyboard } = this.person.page;
    const parts = key.split("+");
    const last = parts.pop() ?? key;
    for (const part of parts) await keyboard.down(part as KeyInput);
    await keyboard.press(last as KeyInput);
    for (const part of parts) await keyboard.up(part as KeyInput);
  }

  // What has the focus is seen, and seen to have it.
  async here(after: string): Promise<void> {
    const wrong = await this.person.page.evaluate(unseen, PATIENCE);
    if (wrong) throw new Error(`after ${after}: ${wrong}`);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.send(key);
      await this.here(key);
    }
  }

  // In place of what is there, once it can be seen where one types: what opens has the focus then. What was typed is in the page after it.
  async type(text: string, where = "input"): Promise<void> {
    const { page } = this.person;
    await page.waitForFunction((selector) => document.activeElement?.matches(selector), {}, where);
    await this.send("Control+a");
    await page.keyboard.type(text);
    this.pressed += text.length;
    await settle(page);
    await this.here(text);
  }

  // To another document, where nothing has the focus at first.
  async leave(key: string, selector: string): Promise<void> {
    await this.send(key);
    await this.person.page.waitForSelector(selector);
    await settle(this.person.page);
  }

  // By Tab, or back by Shift+Tab, to what is of that name.
  async to(label: string, role: string, key = "Tab"): Promise<void> {
    const { page } = this.person;
    const wanted = await page.waitForSelector(named(label, role));
    if (!wanted) throw new Error(`there is no ${role} ${label}`);
    await settle(page);
    for (let i = 0; i < MOST_TABS; ++i) {
      if (await wanted.evaluate((one) => one === document.activeElement)) return;
      await this.press(key);
    }
    throw new Error(`${label} cannot be reached by ${key}`);
  }

  async pressOn(label: string, key = "Tab"): Promise<void> {
    await this.to(label, "button", key);
    await this.press("Enter");
  }

  // From the tab that is open to another one.
  async toTab(label: string): Promise<void> {
    const isAt = (name: string | null): Promise<boolean> => this.person.page.evaluate((wanted) => {
      const at = document.activeElement;
      return at?.getAttribute("role") === "tab" && (wanted === null || at.textContent === wanted);
    }, name);
    const goTo = async (name: string | null, key: string): Promise<void> => {
      for (let i = 0; i < MOST_TABS; ++i) {
        if (await isAt(name)) return;
        await this.press(key);
      }
      throw new Error(`the tab ${name ?? "that is open"} cannot be reached by ${key}`);
    };
    await goTo(null, "Tab");
    await goTo(label, "ArrowRight");
    await this.press("Enter");
  }

  // Which row one is at.
  row(): Promise<string> {
    return this.person.page.evaluate(() =>
      document.getElementById(document.activeElement?.getAttribute("aria-activedescendant") ?? "")?.textContent ?? "");
  }

  // By the arrow down to the row that holds these words.
  async toRow(words: string): Promise<void> {
    for (let i = 0; i < MOST_TABS; ++i) {
      if ((await this.row()).includes(words)) return;
      await this.press("ArrowDown");
    }
    throw new Error(`no row of ${words}`);
  }

  // To the row of these words in the list of that name, which is opened: `then` is what comes of it.
  async openRow(list: string, words: string, then = ".list-aside"): Promise<void> {
    await this.to(list, "grid");
    await this.toRow(words);
    await this.press("Enter");
    await this.person.page.waitForSelector(then);
  }

  // Until no dialog is there.
  shut(): Promise<unknown> {
    return this.person.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  }

  // What was changed on a page of settings is read over, and saved.
  async save(): Promise<void> {
    await this.press("Control+s");
    await this.person.page.waitForSelector("dialog[open]");
    await this.pressOn("Save the change");
    await this.shut();
  }

  // By the palette to a page.
  async goTo(words: string, selector: string): Promise<void> {
    await this.press("Control+k");
    await this.type(words, "dialog[open] input");
    await this.press("Enter");
    await this.person.page.waitForSelector(selector);
    await settle(this.person.page);
  }
}
