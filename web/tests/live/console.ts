// A person at a running server, as the flows of this folder need him: he signs in, finds things by their names, and looks at what he sees.
import { createHmac } from "node:crypto";
import type { Dialog, ElementHandle, Page } from "puppeteer-core";
import { Arrival } from "../arrival.ts";
import { axe, BY_COLOUR, BY_LAYOUT, isFirefox, named, settle } from "../browser.ts";
import { edges, NARROWEST } from "./edges.ts";
import { NOBODY, Refusals } from "./refusals.ts";

export interface Target { api: string; admin: string; admin_pass: string; admin_totp: string; user: string; pass: string; [more: string]: unknown }

// RFC 6238
export function codeOf(seed: string): string {
  const bits = [...seed].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(step).digest();
  const at = digest.readUInt8(19) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// Values within a sentence stand between marks that keep their direction apart.
export const plain = (text: string | null | undefined): string => (text ?? "").replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ").trim();

// And as a value stands in a name.
export const isolated = (value: string | number): string => `\u2068${value}\u2069`;

const WIDTHS = [360, 1280];
const BETWEEN = [768, 1920];  // what is there is the same
const THEMES = ["light", "dark"];
const LIGHT = ["light"];  // where colours are the same as in another look, which takes both

export class Person {
  readonly page: Page;
  readonly target: Target;
  readonly more: Readonly<Record<string, string>>;  // what the test gave besides
  readonly faults: string[];
  readonly refusals = new Refusals();
  readonly arrival: Arrival;

  constructor(page: Page, target: Target, more: Readonly<Record<string, string>>, faults: string[]) {
    this.page = page;
    this.arrival = new Arrival(page);
    this.target = target;
    this.more = more;
    this.faults = faults;
  }

  get name(): string { return this.more["admin"] ?? this.target.admin; }  // who signs in
  get path(): string { const { pathname, search } = new URL(this.page.url()); return pathname + search; }

  signIn(name: string, password: string, seed = ""): Promise<void> {
    return this.enter(name, password, seed ? codeOf(seed) : "");
  }

  async enter(name: string, password: string, code: string): Promise<void> {
    await this.put("input[autocomplete~=username]", name);
    await this.put("input[type=password]", password);
    if (code) await this.put("input[autocomplete~=one-time-code]", code);
    await this.press("Sign in");
  }

  // Whoever has an account, from the page where he signs in to the one that he is led to.
  async comeIn(name: string, password: string, code = ""): Promise<void> {
    await this.visit("/login");
    await this.enter(name, password, code);
    await this.page.waitForSelector(".side-bar");
  }

  // The owner, at the page of that address: he is asked who he is on the way. A code is taken once: a test with several walks makes an
  // owner for each (walk.owner), who has recovery codes.
  async begin(path: string): Promise<void> {
    const { admin, admin_pass, code } = this.more;
    this.refusals.allow(NOBODY);
    await this.page.setViewport({ width: 1280, height: 900 });
    // Who sat here before may be signed in still; who is not is led away once the server has said so.
    await this.arrive(path);
    if (new URL(this.page.url()).pathname === "/login") {
      await this.enter(admin ?? this.target.admin, admin_pass ?? this.target.admin_pass, code ?? codeOf(this.target.admin_totp));
    }
    await this.page.waitForSelector("#main h1");
  }

  // This browser knows nobody any more. The page is left first: it would ask again for what has changed, and be refused.
  async forget(): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.browserContext().deleteCookie(...await this.page.browserContext().cookies());
  }

  async open(path: string): Promise<void> {
    await this.arrive(path);
    await this.page.waitForSelector("#main h1");
  }

  // With all that the page asks for first: of this server, or of another address. What was entered and not sent is given up for it.
  async visit(address: string): Promise<void> {
    const leave = (asked: Dialog): void => { if (asked.type() === "beforeunload") void asked.accept(); };
    this.page.on("dialog", leave);
    await this.arrival.go(new URL(address, this.target.api).href).finally(() => this.page.off("dialog", leave));
  }

  // Or whoever is not signed in is asked who he is.
  private async arrive(path: string): Promise<void> {
    await this.visit(path);
    await this.page.waitForSelector("#main h1, input[autocomplete~=username]");
  }

  press(label: string): Promise<void> { return this.click(named(label, "button")); }
  follow(label: string): Promise<void> { return this.click(named(label, "link")); }
  turn(label: string): Promise<void> { return this.click(named(label, "switch")); }
  tab(label: string): Promise<void> { return this.click(named(label, "tab")); }
  // What was not found is in the error, which says no more than that somebody waited.
  private async click(selector: string): Promise<void> {
    await this.page.locator(selector).click().catch((cause: unknown) => { throw new Error(`not clicked: ${selector}`, { cause }); });
  }
  fill(label: string, value: string): Promise<void> { return this.put(named(label, "textbox"), value); }
  search(value: string): Promise<void> { return this.put("main input[type=search]", value); }
  choose(label: string, value: string): Promise<void> { return this.put(named(label, "combobox"), value); }
  // A field is emptied before it is typed into, and a page that is drawn anew between the two puts back what was there: then once more.
  async put(selector: string, value: string): Promise<void> {
    for (let more = 3; more > 0; --more) {
      await this.page.locator(selector).fill(value);
      const is = await this.page.$eval(selector, (field) => (field as HTMLInputElement).value).catch(() => value);  // the page went on
      if (is === value) return;
    }
  }
  async pick(menu: string, item: string): Promise<void> {
    await this.press(menu);
    await this.page.locator(named(item, "menuitem")).click();
  }

  // What was done last, though messages of earlier things are still there.
  undo(): Promise<void> { return this.page.locator(`.toast:last-child ${named("Undo", "button")}`).click(); }
  // The button that does this to one of several things.
  pressOn(label: string, name: string): Promise<void> {
    return this.page.locator(`button[aria-label*=${JSON.stringify(label)}][aria-label*=${JSON.stringify(name)}]`).click();
  }
  // What cannot be undone is done once its name is typed, and not before.
  async confirm(word: string, verb: string): Promise<void> {
    await this.page.waitForSelector("dialog[open] .to-confirm input");
    await this.press(verb);
    await this.sees("This is not ");
    await this.put("dialog[open] .to-confirm input", word);
    await this.press(verb);
  }

  // The row of a list that holds this text.
  row(text: string): Promise<void> { return this.page.locator(`.grid-row.line ::-p-text(${text})`).click(); }
  // And chooses it, beside others.
  async tick(text: string): Promise<void> {
    const cell = await this.page.waitForSelector(`.grid-row.line ::-p-text(${text})`);
    const check = await cell?.evaluateHandle((one) => one.closest(".grid-row")?.querySelector(".grid-check"));
    await (check?.asElement() as ElementHandle<Element> | null)?.click();
  }
  rows(): Promise<string[]> { return this.page.$$eval(".grid-row.line", (rows) => rows.map((row) => row.textContent)).then((all) => all.map(plain)); }
  async keys(...keys: string[]): Promise<void> { for (const key of keys) await this.page.keyboard.press(key as "Enter"); }

  // Waits for words to be in sight, and says all that is there with them.
  async sees(words: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.body.innerText.replace(/[\u2068\u2069]/g, "").includes(wanted), {}, words);
  }
  async seesNot(words: string): Promise<void> {
    await this.page.waitForFunction((wanted) => !document.body.innerText.replace(/[\u2068\u2069]/g, "").includes(wanted), {}, words);
  }
  textOf(selector: string): Promise<string> { return this.page.$eval(selector, (element) => element.textContent).then(plain); }
  textsOf(selector: string): Promise<string[]> {
    return this.page.$$eval(selector, (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));
  }

  // He has a security key, and his finger on it. Chromium would rather have RS256 offered too, which the server does not take.
  // Gives a way to take another key into his hand, which knows of none of the passkeys so far.
  async carryKey(): Promise<() => Promise<void>> {
    const client = await this.page.createCDPSession();
    await client.send("WebAuthn.enable");
    const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", { options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    } });
    this.page.on("console", () => {
      this.faults.splice(0, this.faults.length, ...this.faults.filter((one) => !one.includes("pubKeyCredParams")));
    });
    return async () => { await client.send("WebAuthn.clearCredentials", { authenticatorId }); };
  }

  // In these themes and widths: accessible. `within`: the part that is not yet known to be; `rules`: else all, and in a second theme those
  // that go by colours.
  async lookThrough(
    how = "", widths: readonly number[] = WIDTHS, within = "html", rules: readonly string[] = [], themes = THEMES,
  ): Promise<string[]> {
    if (process.env["LIVE_QUICK"] || isFirefox) return [];  // while one works on a flow; Chromium takes the same looks
    const found: string[] = [];
    for (const width of widths) {
      await this.page.setViewport({ width, height: 900 });
      for (const [at, theme] of themes.entries()) {
        await this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
        await settle(this.page);
        found.push(...(await axe(this.page, within, at > 0 ? BY_COLOUR : rules)).map((one) => `${this.path} ${how} ${theme} ${width}: ${one}`));
      }
    }
    await this.page.emulateMediaFeatures([]);
    await this.page.setViewport({ width: 1280, height: 900 });
    return found;
  }

  // As in a language that is written from right to left; there is none yet, and the pages have to be ready for it.
  async lookMirrored(within = "html"): Promise<string[]> {
    await this.page.evaluate(() => { document.documentElement.dir = "rtl"; });
    const found = (await edges(this.page, WIDTHS)).map((one) => `${this.path} mirrored ${one}`);
    found.push(...await this.lookThrough("mirrored", [within === "html" ? 360 : 1280], within, BY_LAYOUT, LIGHT));
    await this.page.evaluate(() => { document.documentElement.dir = "ltr"; });
    return found;
  }

  // Wide and narrow: nothing is left out.
  async fits(): Promise<string[]> {
    return process.env["LIVE_QUICK"] ? [] : (await edges(this.page, [NARROWEST, 1280])).map((one) => `${this.path} ${one}`);
  }

  // Accessible: when narrow in both themes.
  async reads(how = ""): Promise<string[]> {
    return [...await this.lookThrough(how, [360]), ...await this.lookThrough(how, [1280], "html", BY_LAYOUT, LIGHT)];
  }

  // A page is looked at in all widths where every page is (every-look).
  async look(): Promise<string[]> { return [...await this.fits(), ...await this.reads()]; }

  async lookAtAllWidths(): Promise<string[]> {
    if (isFirefox) return this.look();
    const found = (await edges(this.page)).map((one) => `${this.path} ${one}`);
    return [...found, ...await this.lookThrough(), ...await this.lookThrough("", BETWEEN, "html", BY_LAYOUT, LIGHT)];
  }
}

// What a flow did and saw, for the test that started it to compare with what the server says.
export type Flow = (person: Person) => Promise<Record<string, unknown>>;
