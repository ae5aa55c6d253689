// A person at the gallery who has a keyboard and no mouse.
import type { KeyInput, Page } from "puppeteer-core";
import { expect } from "vitest";
import { open } from "./browser.ts";

// As it is read: values within a sentence stand between marks that keep their direction apart.
export const plain = (text: string | null | undefined): string => (text ?? "").replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ").trim();
const sameName = (a: string, b: string): boolean => a.replaceAll(" ", "") === b.replaceAll(" ", "");

export interface Focus { name: string; role: string; isShown: boolean }

export class Hands {
  readonly page: Page;
  private readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  show(name: string, more = ""): Promise<void> { return open(this.page, this.url, { show: name, more }); }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      const parts = key.split("+");
      for (const part of parts.slice(0, -1)) await this.page.keyboard.down(part as KeyInput);
      await this.page.keyboard.press((parts.at(-1) ?? key) as KeyInput);
      for (const part of parts.slice(0, -1)) await this.page.keyboard.up(part as KeyInput);
    }
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
  }

  said(): Promise<string> { return this.page.$eval("#said", (element) => element.textContent ?? ""); }
  textOf(selector: string): Promise<string> { return this.page.$eval(selector, (element) => element.textContent ?? "").then(plain); }

  // What has the focus, by the name and role that are read aloud, and whether one sees that it has it.
  async focus(): Promise<Focus> {
    const handle = await this.page.evaluateHandle(() => document.activeElement ?? document.body);
    const snapshot = await this.page.accessibility.snapshot({ root: handle as never, interestingOnly: false });
    const isShown = await this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element) return false;
      const style = getComputedStyle(element.closest(".chips, .palette-search, .segment") ?? element);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    return { name: plain(snapshot?.name), role: snapshot?.role ?? "", isShown };
  }

  // By the Tab key to the thing of that name: where it cannot be reached, this fails.
  async tabTo(name: string): Promise<Focus> {
    const passed: string[] = [];
    for (let i = 0; i < 80; ++i) {
      await this.press("Tab");
      const found = await this.focus();
      if (sameName(found.name, name)) {
        expect(found.isShown, `the focus on ${name} is seen`).toBe(true);
        return found;
      }
      passed.push(found.name);
    }
    throw new Error(`${name} cannot be reached by Tab, only ${passed.join(", ")}`);
  }

  active(): Promise<string> {
    return this.page.evaluate(() => {
      const id = document.activeElement?.getAttribute("aria-activedescendant");
      return (id ? document.getElementById(id)?.textContent : null) ?? "";
    });
  }
}
