// Every widget in both themes, wide and narrow, in English and mirrored: axe finds nothing, nothing runs over the edge, nothing is said on
// the console, and the policy holds.
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe, BY_COLOUR, BY_LAYOUT, launch, open, settle, watch, type Watched } from "./browser.ts";
import { serveGallery, type Served } from "./server.ts";

const SHOWN = [
  "button", "field", "choice", "menu", "combobox", "chips", "tabs", "tree", "grid", "dialog", "toast", "palette", "progress", "diff", "evidence",
  "chart", "small-chart", "states", "secrets",
  "proof", "proof-password", "form", "records", "list", "form-dialog", "login", "login-reset", "login-unread", "console", "console-as",
];
const LONG = ["long-form"];  // of the fields that "form" has, too many to be looked at again
const WIDTHS = [360, 1280];
const THEMES = ["light", "dark"];
const FINGER = 44;  // pixels

let browser: Browser;
let served: Served;
let watched: Watched;

beforeAll(async () => {
  served = await serveGallery();
  browser = await launch();
  watched = await watch(browser, new URL(served.url).origin);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function wide(width: number, height = 900): Promise<void> {
  await watched.page.setViewport({ width, height });
}

test("every page of the gallery is looked at", async () => {
  await wide(1280);
  await open(watched.page, served.url, { show: "button" });
  const pages = await watched.page.evaluate(() => document.documentElement.dataset["pages"]);
  expect(pages?.split(" ").sort()).toEqual([...SHOWN, ...LONG].sort());
});

test("what a new password has to be is read again where it could not be read, and one can be set before", async () => {
  const { page } = watched;
  await wide(1280);
  await open(page, served.url, { show: "login-unread" });
  await page.waitForSelector(".callout button");
  expect(await page.$$eval("button[type=submit]", (all) => all.map((button) => button.disabled))).toEqual([false]);
  expect(await page.$(".rule")).toBeNull();
  await page.click(".callout button");
  await page.waitForSelector(".rule");
  expect(await page.$(".callout")).toBeNull();
});

describe.each(SHOWN)("%s", (show) => {
  test.each(["en", "ar-XB"])("is accessible in %s, wide and narrow", async (language) => {
    const { page, faults } = watched;
    faults.length = 0;
    await wide(1280);
    await open(page, served.url, { show, language });
    const found: string[] = [];
    for (const width of WIDTHS) {
      await wide(width);
      for (const [at, theme] of (language === "en" ? THEMES : THEMES.slice(0, 1)).entries()) {  // mirrored, its colours are the same
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
        await settle(page);
        found.push(...(await axe(page, "html", at > 0 ? BY_COLOUR : language === "en" ? [] : BY_LAYOUT)).map((one) => `${theme} ${width}: ${one}`));
      }
    }
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  // Words within a sentence are as high as it is.
  test("is hit by a finger", async () => {
    const { page } = watched;
    await wide(360);
    const client = await page.createCDPSession();
    await client.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    await open(page, served.url, { show });
    await settle(page);
    expect(await page.evaluate(() => matchMedia("(pointer: coarse)").matches)).toBe(true);
    const missed = await page.evaluate((reach) => {
      const able = "button, a[href], summary, select, input:not([type=hidden]), [role=tab], [role=menuitem], [role=treeitem], .segment";
      const all = [...(document.querySelector("dialog:modal") ?? document).querySelectorAll<HTMLElement>(able)].filter((one) =>
        one.checkVisibility({ visibilityProperty: true }) && getComputedStyle(one).display !== "inline" && one.offsetWidth > 1 &&
        !one.matches(":disabled"));
      const missed = (one: HTMLElement): Element[] => {
        one.scrollIntoView({ block: "center", inline: "center" });
        const { left, top, width, height } = one.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const meant = one.closest("label, .segment, .chips, .search, .grid-hit") ?? one;
        const hits = [-reach, reach].flatMap((by) => [document.elementFromPoint(x, y + by), document.elementFromPoint(x + by, y)]);
        return hits.filter((hit) => hit !== null && !meant.contains(hit)) as Element[];
      };
      return all.map((one) => ({ one, others: missed(one) })).filter(({ others }) => others.length > 0).map(({ one, others }) =>
        `${one.className} ${one.textContent.slice(0, 30)}: ${others.map((other) => `${other.tagName}.${other.className}`).join(", ")}`);
    }, FINGER / 2 - 2);
    await client.detach();
    expect(missed).toEqual([]);
  });

  test.runIf(show.startsWith("console"))("fits into 180 pixels, half of a narrow window", async () => {
    await wide(180, 380);
    await open(watched.page, served.url, { show, language: "de" });
    await settle(watched.page);
    const over = await watched.page.evaluate(() => [...document.querySelectorAll(".top, .top *, .foot-bar, .foot-bar *")]
      .filter((one) => one.getBoundingClientRect().right > window.innerWidth).map((one) => one.className));
    expect(over).toEqual([]);
  });

  test.each(["en", "de", "en-XA", "ar-XB"])("fits into 320 pixels in %s", async (language) => {
    await wide(320, 640);
    await open(watched.page, served.url, { show, language });
    await settle(watched.page);
    const over = await watched.page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: window.innerWidth }));
    expect(over.wide).toBeLessThanOrEqual(over.room);
  });
});
