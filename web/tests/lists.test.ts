// Lists and forms of the console's pages, by the keyboard alone.
import type { Browser } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launch, watch, type Watched } from "./browser.ts";
import { Hands } from "./hands.ts";
import { serveGallery, type Served } from "./server.ts";

let browser: Browser;
let served: Served;
let watched: Watched;
let hands: Hands;

beforeAll(async () => {
  served = await serveGallery();
  browser = await launch();
  watched = await watch(browser, new URL(served.url).origin);
  hands = new Hands(watched.page, served.url);
  await watched.page.setViewport({ width: 1280, height: 900 });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
afterEach(() => { expect(watched.faults.splice(0)).toEqual([]); });

test("rows of a page's list are found, acted on, taken back and looked at", async () => {
  await hands.show("list");
  await watched.page.waitForSelector(".grid-row.line");
  await hands.press("/");
  await watched.page.keyboard.type("user12@");
  await watched.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  expect((await hands.tabTo("Accounts")).role).toBe("grid");
  await hands.press("j", "x", "s");
  expect(await hands.textOf(".toast")).toContain("1 shut");
  await watched.page.waitForFunction(() => document.querySelector(".grid-row.line")?.textContent?.includes("shut"));
  await hands.press("Control+z");
  await watched.page.waitForFunction(() => document.querySelector(".grid-row.line")?.textContent?.includes("open"));
  await hands.press("Enter");
  expect(await hands.textOf("aside h2")).toBe("user12@example.org");
  expect(await watched.page.evaluate(() => location.search)).toContain("at=user12%40example.org");
  await hands.tabTo("Delete");
  await hands.press("Enter");
  expect((await hands.focus()).role).toBe("textbox");
  await watched.page.keyboard.type("1");
  await hands.press("Enter");
  await watched.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 0);
  expect(await hands.textOf(".state-title")).toBe("Nothing in this list answers to that");
});

test("many rows at once: what cannot be done is told, the rest is done", async () => {
  await hands.show("list", "&find=user5");
  await watched.page.waitForSelector(".grid-row.line");
  await hands.tabTo("Accounts");
  await hands.press("Control+a", "s");
  await watched.page.waitForFunction(() => [...document.querySelectorAll(".toast")].some((one) => one.textContent?.includes("The last one stays")));
  expect(await watched.page.$$eval(".toast", (all) => all.some((one) => /\d{3} shut/.test(one.textContent ?? "")))).toBe(true);
});

test("a form in a dialog keeps what was entered when it is refused, and says where", async () => {
  await hands.show("form-dialog");
  await hands.tabTo("New account");
  await hands.press("Enter");
  expect((await hands.focus()).name).toBe("Name");
  await hands.press("Enter");
  await watched.page.waitForSelector("dialog [role=alert]");
  expect(await hands.textOf("dialog .field-error")).toBe("Enter one");
  await watched.page.keyboard.type("ann");
  await hands.press("Enter");
  await watched.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  expect(await hands.said()).toBe("ann");
});
