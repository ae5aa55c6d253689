// Lists and forms of the console's pages, by the keyboard alone.
import type { Browser } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axe, launch, settle, watch, type Watched } from "./browser.ts";
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
  watched.page.on("dialog", (asked) => void asked.accept());  // a test that fails with something entered stops no other
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
  expect(await hands.textOf(".state-title")).toBe("Nothing in this list matches");
});

test("whoever writes faster than the list is drawn loses no letter, and goes back to what he looked for before", async () => {
  const written = (): Promise<string> => watched.page.$eval("input[type=search]", (field) => (field as HTMLInputElement).value);
  const lines = (count: number): Promise<unknown> =>
    watched.page.waitForFunction((wanted) => document.querySelectorAll(".grid-row.line").length === wanted, {}, count);
  await hands.show("list", "&find=user12%40");
  await lines(1);
  await hands.press("/");
  for (let i = 0; i < 20; ++i) {
    await watched.page.$eval("input[type=search]", (field) => (field as HTMLInputElement).select());
    await watched.page.keyboard.type(`user${i + 20}@example.org`);
    await lines(1);
    expect(await written()).toBe(`user${i + 20}@example.org`);
  }
  await watched.page.waitForFunction(() => location.search.includes("user39"));
  await watched.page.evaluate(() => {
    history.pushState(null, "", `${location.pathname}${location.search.replace("user39", "user4")}`);
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await watched.page.waitForFunction(() => document.querySelector(".grid-row.line")?.textContent?.includes("user4@"));
  expect(await written()).toBe("user4@example.org");
});

const rowAt = (): Promise<string> => watched.page.evaluate(() =>
  document.getElementById(document.activeElement?.getAttribute("aria-activedescendant") ?? "")?.children[1]?.textContent ?? "");

async function found(find: string): Promise<void> {
  await hands.show("list", `&find=${find}`);
  await watched.page.waitForSelector(".grid-row.line");
  await hands.tabTo("Accounts");
}

test("a row is looked at, gone into and left, and one is back at it", async () => {
  await found("user12");
  await hands.press("j", "j", "Enter");
  expect(await hands.focus()).toMatchObject({ role: "grid", isShown: true });
  await hands.press("Escape");
  expect([await watched.page.$("aside"), await rowAt()]).toEqual([null, "user121@example.org"]);
  await hands.press("Enter", "Enter");
  expect(await hands.focus()).toEqual({ name: "user121@example.org", role: "heading", isShown: true });
  await hands.tabTo("Shut");
  await hands.press("Enter");
  await watched.page.waitForFunction(() => document.querySelector("aside dd")?.textContent === "shut");
  expect(await hands.focus(), "the button is gone, and what it was about is there").toMatchObject({ role: "heading", isShown: true });
  await hands.press("Escape");
  expect([await watched.page.$("aside"), (await hands.focus()).role, await rowAt()]).toEqual([null, "grid", "user121@example.org"]);
});

async function deleteFromAside(): Promise<void> {
  await hands.press("Enter");
  await hands.tabTo("Delete");
  await hands.press("Enter");
  await watched.page.keyboard.type("1");
  await hands.press("Enter");
  await watched.page.waitForFunction(() => !document.querySelector("aside, dialog[open]"));
}

test("after a row is deleted one is at the next, after the last of them where others are found", async () => {
  await found("user99");
  await hands.press("j", "j");
  await deleteFromAside();
  expect(await hands.focus()).toMatchObject({ name: "Accounts", role: "grid", isShown: true });
  expect(await rowAt()).toBe("user992@example.org");
  await found("user99@");
  await deleteFromAside();
  expect(await hands.focus()).toMatchObject({ role: "searchbox", isShown: true });
});

test("after something was done with many rows one is at them still", async () => {
  await found("user12");
  await hands.press("x", "j", "x", "Shift+Tab", "Shift+Tab");
  expect(await hands.focus()).toEqual({ name: "Shut", role: "button", isShown: true });
  await hands.press("Enter");
  await watched.page.waitForFunction(() => !document.querySelector(".bulk-bar"));
  expect(await hands.focus()).toMatchObject({ role: "grid", isShown: true });
  expect(await rowAt()).toBe("user120@example.org");
});

test("what is typed is one step of the way back, however many letters it has", async () => {
  await hands.show("list");
  await watched.page.waitForSelector(".grid-row.line");
  const steps = await watched.page.evaluate(() => history.length);
  await hands.press("/");
  await watched.page.keyboard.type("user12@");
  await watched.page.waitForFunction(() => location.search.includes("find=user12"));
  expect(await watched.page.evaluate(() => history.length)).toBe(steps);
  await watched.page.keyboard.type("e");
  await watched.page.locator(".grid-sort").click();
  await watched.page.waitForFunction(() => location.search.includes("sort="));
  expect(await watched.page.evaluate(() => location.search)).toContain("find=user12%40e");  // at once, with whatever else is done
  expect(await watched.page.evaluate(() => history.length)).toBe(steps + 1);
});

test("many rows at once: what cannot be done is told, the rest is done", async () => {
  await hands.show("list", "&find=user5");
  await watched.page.waitForSelector(".grid-row.line");
  await hands.tabTo("Accounts");
  await hands.press("Control+a", "s");
  await watched.page.waitForFunction(() => [...document.querySelectorAll(".toast")].some((one) => one.textContent?.includes("The last one stays")));
  expect(await watched.page.$$eval(".toast", (all) => all.some((one) => /\d{3} shut/.test(one.textContent ?? "")))).toBe(true);
});

test("columns are chosen by keys in a menu that stays open, kept over a reload, and put back as shipped", async () => {
  const { page } = watched;
  const heads = (): Promise<string[]> => page.$$eval(".grid-head .grid-sort", (all) => all.map((one) => one.textContent ?? ""));
  const cells = (): Promise<number> => page.$$eval(".grid-row.line:first-child .grid-cell", (all) => all.length - 1);  // but for the tick
  await page.mouse.move(5, 5);
  await hands.show("list", "&sort=-used");
  await page.waitForSelector("[aria-sort=descending]");
  expect(await heads()).toEqual(["Address", "State", "Used"]);
  expect((await hands.tabTo("Columns")).role).toBe("button");
  await hands.press("ArrowDown");
  expect(await page.$$eval(".menu:popover-open [role=menuitemcheckbox]", (all) => all.map((one) => one.textContent)))
    .toEqual(["State", "Used"]);
  expect(await axe(page)).toEqual([]);
  await hands.press("ArrowDown");
  expect(await hands.focus()).toMatchObject({ name: "Used", role: "menuitemcheckbox" });
  await hands.press("Space");
  expect(await hands.focus()).toMatchObject({ name: "Used", role: "menuitemcheckbox" });
  expect(await page.evaluate(() => document.activeElement?.ariaChecked)).toBe("false");
  expect([await heads(), await cells()]).toEqual([["Address", "State"], 2]);
  expect(await page.$("[aria-sort]")).toBeNull();
  await page.waitForFunction(() => document.querySelector(".grid-row.line")?.textContent?.includes("user0@"));  // the list's own order
  await page.reload();
  await page.waitForSelector(".grid-row.line");
  expect([await heads(), await cells()]).toEqual([["Address", "State"], 2]);
  await hands.tabTo("Columns");
  await hands.press("ArrowUp");
  expect((await hands.focus()).name).toBe("As shipped");
  await hands.press("Enter");
  expect((await hands.focus()).name).toBe("Columns");
  expect([await heads(), await cells()]).toEqual([["Address", "State", "Used"], 3]);
  await page.waitForSelector("[aria-sort=descending]");
  expect(await page.evaluate(() => localStorage.getItem("columns.accounts"))).toBeNull();
});

test("a column that one has chosen is left out where there is no room for it", async () => {
  const { page } = watched;
  const isSeen = (): Promise<boolean> => page.$eval(".grid-head .wide", (head) => head.getClientRects().length > 0);
  try {
    await page.setViewport({ width: 340, height: 900 });
    await page.mouse.move(5, 5);
    await hands.show("list");
    await page.waitForSelector(".grid-frame.narrow .grid-row.line");
    expect(await isSeen()).toBe(false);
    await hands.tabTo("Columns");
    await hands.press("ArrowDown", "ArrowDown");
    expect((await hands.focus()).name).toBe("Used");
    await hands.press("Space");  // which leaves its room to it
    await page.waitForSelector(".grid-frame:not(.narrow)");
    expect(await isSeen()).toBe(true);
  } finally {
    await page.evaluate(() => localStorage.removeItem("columns.accounts"));
    await page.setViewport({ width: 1280, height: 900 });
  }
});

test("a form in a dialog keeps what was entered when it is refused, and says where", async () => {
  await hands.show("form-dialog");
  await hands.tabTo("New account");
  await hands.press("Enter");
  expect((await hands.focus()).name).toBe("Name");
  await hands.press("Enter");
  await watched.page.waitForSelector("dialog .field-error");
  expect(await hands.textOf("dialog .field-error")).toBe("Fill this in");
  await watched.page.keyboard.type("bo");
  await watched.page.waitForFunction(() => !document.querySelector("dialog .field-error"));
  await hands.press("Enter");
  await watched.page.waitForSelector("dialog .field-error");
  expect(await hands.textOf("dialog .field-error")).toBe("It is taken");
  expect(await watched.page.$("dialog [role=alert]"), "and is not told above, too").toBeNull();
  expect((await hands.focus()).name).toBe("Name");
  await hands.press("Control+a");
  await watched.page.keyboard.type("ann");
  await hands.press("Enter");
  await watched.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  expect(await hands.said()).toBe("ann");
  expect(await watched.page.evaluate(() => document.activeElement?.tagName), "what opened it is gone by now").toBe("MAIN");
});

const isOpen = (): Promise<boolean> => watched.page.evaluate(() => document.querySelector("dialog[open]") !== null);
const isAskedFirst = (): Promise<boolean> =>
  watched.page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));  // by the browser, before it goes elsewhere

test("what was entered in a dialog is not lost by the way: not by a click beside it, by Esc, or by going elsewhere", async () => {
  const { page } = watched;
  const valueOfName = (): Promise<string> => page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  await hands.show("form-dialog");
  await hands.tabTo("New account");
  await hands.press("Enter", "Escape");
  expect(await isOpen(), "nothing was entered").toBe(false);
  await hands.press("Enter");
  expect(await isAskedFirst()).toBe(false);
  await page.keyboard.type("ann");
  expect(await isAskedFirst()).toBe(true);
  await page.mouse.click(5, 5);
  await page.waitForSelector("dialog [role=alert]");
  expect(await hands.textOf("dialog [role=alert]")).toContain("What you entered is not saved.");
  expect((await hands.focus()).name).toBe("Keep editing");
  await settle(page);
  expect(await axe(page)).toEqual([]);
  await hands.press("Enter");
  expect([(await hands.focus()).name, await valueOfName()]).toEqual(["Name", "ann"]);
  await hands.press("Escape", "Escape", "Escape", "Escape");  // asked, and gone on, twice
  expect([await isOpen(), (await hands.focus()).name, await valueOfName()]).toEqual([true, "Name", "ann"]);
  await hands.press("Escape");
  await hands.tabTo("Discard");
  await hands.press("Enter");
  expect([await isOpen(), (await hands.focus()).name, await isAskedFirst()]).toEqual([false, "New account", false]);
});

test("a word that is typed to confirm is nothing that could be lost", async () => {
  await hands.show("form-dialog");
  await hands.tabTo("Delete it");
  await hands.press("Enter");
  await hands.tabTo("Type ann to confirm");
  await watched.page.keyboard.type("an");
  expect(await isAskedFirst()).toBe(false);
  await hands.press("Escape");
  expect(await isOpen()).toBe(false);
});

test("a form in a dialog is sent once, however fast its button is pressed", async () => {
  await hands.show("form-dialog");
  await hands.tabTo("New account");
  await hands.press("Enter");
  await watched.page.keyboard.type("ann");
  await watched.page.$eval("dialog [type=submit]", (button) => { for (let i = 0; i < 3; ++i) (button as HTMLButtonElement).click(); });
  await watched.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  expect(await hands.said()).toBe("ann");
});

test("of ten thousand rows those in sight are in the document, and a few around them, wherever one is", async () => {
  await hands.show("list");
  await watched.page.waitForFunction(() => document.querySelector(".list-ends")?.textContent?.includes("10,000"));
  const drawn = (): Promise<{ rows: number; inSight: number; elements: number }> => watched.page.evaluate(() => ({
    rows: document.querySelectorAll(".grid-row.line").length,
    inSight: Math.ceil((document.querySelector(".grid")?.clientHeight ?? 0) / 40),
    elements: document.querySelectorAll(".grid *").length,
  }));
  const first = await drawn();
  expect(first.rows).toBeGreaterThanOrEqual(first.inSight - 1);
  for (const key of ["PageDown", "Control+End", "PageUp", "Control+Home"]) {
    await watched.page.focus(".grid");
    await hands.press(key);
    const { rows, inSight, elements } = await drawn();
    expect(rows).toBeLessThanOrEqual(inSight + 2 * 4);
    expect(elements).toBeLessThan(12 * (inSight + 2 * 4) + 40);
  }
});

test("what is looked for is read from its beginning", async () => {
  await hands.show("list");
  await watched.page.waitForSelector(".grid-row.line");
  await watched.page.$eval(".grid", (grid) => { grid.scrollTop = 4000; });
  await watched.page.waitForFunction(() => Number(document.querySelector(".grid-row.line")?.getAttribute("aria-rowindex")) > 20);
  await hands.press("/");
  await watched.page.keyboard.type("user");
  await watched.page.waitForFunction(() => [...document.querySelectorAll(".grid-row.line")].some((line) => line.ariaRowIndex === "2"));
  expect(await watched.page.$eval(".grid", (grid) => grid.scrollTop)).toBe(0);
});

test("rows stay where they are under the pointer; what has come meanwhile is told, and shown when one says so", async () => {
  const { page } = watched;
  await hands.show("list");
  await page.waitForFunction(() => document.querySelector(".list-ends")?.textContent?.includes("10,000"));
  const first = (): Promise<string> => hands.textOf(".grid-row.line .grid-cell:nth-child(2)");
  const arrive = (): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event("arrival")));
  await page.mouse.move(5, 5);
  await arrive();
  await page.waitForFunction(() => document.querySelector(".grid-row.line")?.textContent?.includes("new10000@"));
  await page.locator(".grid-row.line").hover();
  await arrive();
  await page.waitForSelector(".list-news");
  expect(await hands.textOf(".list-news")).toBe("One new");
  expect(await first()).toBe("new10000@example.org");
  await page.locator(".list-news button").click();
  await page.waitForFunction(() => document.querySelector(".grid-row.line")?.textContent?.includes("new10001@"));
  await arrive();
  await page.waitForSelector(".list-news");
  await page.mouse.move(5, 5);
  await page.waitForFunction(() => document.querySelector(".grid-row.line")?.textContent?.includes("new10002@"));
  expect(await page.$(".list-news")).toBeNull();
});

test("a letter typed into one of 200 fields draws that field and no other", async () => {
  await hands.show("long-form");
  const drawn = (): Promise<number> => watched.page.evaluate(() => Number(document.documentElement.dataset["drawn"] ?? 0));
  await watched.page.waitForFunction(() => document.querySelectorAll(".setting").length === 200);
  await watched.page.focus("[id='long.key5'] input");
  const before = await drawn();
  await hands.press("a", "b", "c");
  await watched.page.waitForSelector("[id='long.key5'].changed");
  expect(await drawn() - before).toBe(3);
  expect(await watched.page.$$eval(".setting.changed", (all) => all.map((one) => one.id))).toEqual(["long.key5"]);
});
