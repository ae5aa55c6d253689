// Every widget by the keyboard alone, as its WAI-ARIA practice says.
import type { Browser } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launch, watch, type Watched } from "./browser.ts";
import { Hands, plain, type Focus } from "./hands.ts";
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
// Nothing is said on the console, the policy holds, and nobody else is asked.
afterEach(() => { expect(watched.faults.splice(0)).toEqual([]); });

const show = (name: string, more = ""): Promise<void> => hands.show(name, more);
const press = (...keys: string[]): Promise<void> => hands.press(...keys);
const said = (): Promise<string> => hands.said();
const textOf = (selector: string): Promise<string> => hands.textOf(selector);
const focus = (): Promise<Focus> => hands.focus();
const tabTo = (name: string): Promise<Focus> => hands.tabTo(name);
const active = (): Promise<string> => hands.active();

test("buttons are pressed by Enter and Space, and a busy one does nothing", async () => {
  await show("button");
  await tabTo("Make it safe");
  await press("Enter");
  expect(await said()).toBe("primary");
  await tabTo("Run again");
  await press("Space");
  expect(await said()).toBe("icon");
  await tabTo("Checking");
  await press("Enter");
  expect(await said()).toBe("icon");
});

test("work that lasts says how far it is after a second, and is stopped", async () => {
  await show("progress");
  await tabTo("Count");
  await press("Enter");
  await watched.page.waitForFunction(() => document.body.innerText.includes("Counting without end"));
  expect(await textOf("[role=progressbar][aria-valuenow='25'] ~ .progress-head")).toContain("1 of 4");
  await tabTo("Cancel");
  await press("Enter");
  await watched.page.waitForFunction(() => !document.body.innerText.includes("Counting without end"));
  expect(await said()).toBe("stopped");
});

test("fields are labelled, say what is wrong, and a password can be looked at", async () => {
  await show("field");
  await tabTo("Host name");
  await watched.page.keyboard.type("mx");
  await tabTo("Largest message");
  await press("End", "x");
  expect(await said()).toBe("mx|50x|starttls");
  const described = await watched.page.evaluate(() => {
    const input = document.activeElement;
    const ids = input?.getAttribute("aria-describedby")?.split(" ") ?? [];
    return { invalid: input?.getAttribute("aria-invalid"), text: ids.map((id) => document.getElementById(id)?.textContent).join(" ") };
  });
  expect(described).toEqual({ invalid: "true", text: "Enter a whole number." });
  await tabTo("Show");
  await press("Enter");
  const types = await watched.page.$$eval("input", (inputs) => inputs.filter((one) => one.value === "correct horse").map((one) => one.type));
  expect(types).toEqual(["text"]);
  await tabTo("TLS");
  await press("ArrowDown");
  expect(await said()).toContain("|implicit");
});

test("switches turn, and segments are chosen by arrows", async () => {
  await show("choice");
  expect((await tabTo("Require login")).role).toBe("switch");
  await press("Space");
  expect(await said()).toBe("false false week");
  await tabTo("Week");
  await press("ArrowRight");
  expect(await said()).toBe("false false month");
  await press("ArrowRight");
  expect(await said()).toBe("false false day");
});

test("a menu opens, is gone through, typed into, chosen from and left", async () => {
  await show("menu");
  await tabTo("More");
  await press("ArrowDown");
  expect((await focus()).name).toContain("Hold");
  await press("ArrowDown", "ArrowDown");
  expect((await focus()).name).toBe("Purge");
  await press("ArrowDown");
  expect((await focus()).name).toContain("Hold");
  await press("r");
  expect((await focus()).name).toBe("Redirect");
  await press("Enter");
  expect(await said()).toBe("Redirect");
  expect((await focus()).name).toBe("More");
  await press("ArrowUp");
  expect((await focus()).name).toBe("Purge");
  await press("Escape");
  expect((await focus()).name).toBe("More");
  await press("Tab", "Enter");
  expect((await focus()).role).toBe("menuitemcheckbox");
});

test("a combobox narrows, chooses, and goes back on Escape", async () => {
  await show("combobox");
  await tabTo("Domain");
  await press("Control+a");
  await watched.page.keyboard.type("ex");
  await press("ArrowDown");
  expect(await active()).toContain("example.net");
  await press("Enter");
  expect(await said()).toBe("example.net|");
  await press("z", "Escape");
  expect(await watched.page.$eval("[role=combobox]", (input) => (input as HTMLInputElement).value)).toBe("example.net");
  await tabTo("Network");
  await watched.page.keyboard.type("192.0.2.7");
  await press("Tab");
  expect(await said()).toBe("example.net|192.0.2.7");
});

test("chips are added, refused, and taken away", async () => {
  await show("chips");
  await tabTo("SMTP 22");
  await press("Space");
  await tabTo("Trusted networks");
  await watched.page.keyboard.type("10.0.0.0/8");
  await press("Enter");
  expect(await said()).toBe("smtp 192.0.2.0/24 2001:db8::/32 10.0.0.0/8");
  await press("Backspace");
  expect(await said()).toBe("smtp 192.0.2.0/24 2001:db8::/32");
  await watched.page.keyboard.type("Q!");
  await press("Enter");
  expect(await textOf(".field-error")).toBe("Q! is no network.");
  expect(await said()).toBe("smtp 192.0.2.0/24 2001:db8::/32");
  await press("Backspace", "Backspace");
  await press("Shift+Tab", "Enter");
  expect(await said()).toBe("smtp 192.0.2.0/24");
  expect((await focus()).name).toBe("Trusted networks");
});

test("tabs are gone through by arrows, and one stop in the order of Tab", async () => {
  await show("tabs");
  expect((await tabTo("DNS")).role).toBe("tab");
  await press("ArrowRight");
  expect((await focus()).name).toBe("Accounts");
  expect(await textOf("[role=tabpanel]")).toBe("What Accounts shows.");
  await press("ArrowLeft", "ArrowLeft");
  expect((await focus()).name).toBe("Services");
  await press("Home", "Tab");
  expect((await focus()).role).toBe("tabpanel");
});

test("a tree opens, is entered, left and chosen from", async () => {
  await show("tree");
  await press("Tab");
  while ((await focus()).role !== "treeitem") await press("Tab");
  expect((await focus()).name).toContain("Login");
  await press("ArrowDown", "ArrowRight", "ArrowRight", "Enter");
  expect(await said()).toBe("size | receiving limits");
  await press("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft");
  expect(await said()).toBe("size | ");
  await press("d");
  expect((await focus()).name).toContain("Delivery");
  await press("End");
  expect((await focus()).name).toContain("Web");
});

test("a list of ten thousand is gone through, chosen from and sorted", async () => {
  await show("grid");
  expect((await tabTo("Blocks")).role).toBe("grid");
  await press("j", "j", "Enter");
  expect(await said()).toBe("198.51.0.2 0 ");
  await press("x", "Shift+ArrowDown", "Shift+ArrowDown");
  expect(await said()).toBe("198.51.0.2 3 ");
  await press("End");
  expect(await active()).toContain("198.51.39.249");
  expect(await watched.page.$$eval(".grid-row.line", (rows) => rows.length)).toBeLessThan(60);
  await press("Control+a");
  expect(await said()).toBe("198.51.0.2 10000 ");
  await press("Escape");
  expect(await said()).toBe("198.51.0.2 0 ");
  await tabTo("Hits");
  await press("Enter", "Enter");
  expect(await watched.page.$eval("[aria-sort]", (head) => `${head.textContent} ${head.getAttribute("aria-sort")}`)).toBe("Hits descending");
  expect(await said()).toBe("198.51.0.2 0 hits");
});

test("a dialog keeps the focus, closes on Escape and gives it back; what is lost for good is typed", async () => {
  await show("dialog");
  await tabTo("New account");
  await press("Enter");
  expect((await focus()).name).toBe("Address");
  for (let i = 0; i < 6; ++i) {
    await press("Tab");
    const isBehind = await watched.page.$eval(":root", () => document.activeElement?.matches("main :not(dialog *), nav *") ?? false);
    expect(isBehind).toBe(false);
  }
  await press("Escape");
  expect((await focus()).name).toBe("New account");
  await tabTo("Delete domain");
  await press("Enter");
  expect((await focus()).name).toBe("Type example.org to confirm");
  await watched.page.keyboard.type("example");
  await press("Enter");
  expect(await said()).toBe("");
  expect(await textOf(".field-error")).toBe("This is not example.org");
  await watched.page.keyboard.type(".org");
  await press("Enter");
  expect(await said()).toBe("deleted");
});

test("what was done is told, and undone by Ctrl+Z or by its button", async () => {
  await show("toast");
  await tabTo("Unblock");
  await press("Enter");
  expect(await said()).toBe("free");
  expect(await textOf(".toast-list")).toContain("198.51.100.9 is not blocked any more.");
  await press("Control+z");
  expect(await said()).toBe("blocked");
  await press("Enter");
  expect(await said()).toBe("free");
  await tabTo("Undo");
  await press("Enter");
  expect(await said()).toBe("blocked");
  expect((await focus()).name, "where it was before").toBe("Fail");
});

test("the palette finds and goes", async () => {
  await show("palette");
  await tabTo("Go to");
  await press("Enter");
  expect(await active()).toContain("Quarantine");
  await watched.page.keyboard.type("bl");
  expect(await active()).toContain("Blocked addresses");
  await press("Enter");
  expect(await said()).toBe("Blocked addresses");
  expect((await focus()).name).toBe("Go to");
});

test("long work is told and stopped", async () => {
  await show("progress");
  const bar = (name: string): Promise<string> =>
    watched.page.$eval("[role=progressbar]", (element, wanted) => element.getAttribute(wanted), name).then(plain);
  expect([await bar("aria-valuenow"), await bar("aria-valuetext")]).toEqual(["46", "412,000 of 900,000"]);
  await tabTo("Cancel");
  await press("Enter");
  expect(await said()).toBe("cancelled");
});

test("evidence is unfolded, and a plot has a table", async () => {
  await show("evidence");
  await watched.page.$eval("details", (details) => { details.open = false; });
  await tabTo("Mend");
  await press("Tab", "Enter");
  expect(await watched.page.$eval("details", (details) => details.open)).toBe(true);
  await show("chart");
  await tabTo("As a table");
  await press("Enter");
  expect(await watched.page.$$eval("table tbody tr", (rows) => rows.length)).toBe(168);
  expect((await focus()).name).toBe("As a chart");
});

test("a form lists what changes before it is saved, and takes it back", async () => {
  await show("form");
  await tabTo("Require login");
  await press("Space");
  await tabTo("Largest message");
  await press("Control+a");
  await watched.page.keyboard.type("9");
  expect(await textOf(".save-bar .strong")).toBe("2 changes");
  await press("Control+s");
  expect(await watched.page.$$eval("dialog .change", (changes) => changes.length)).toBe(2);
  expect(await textOf("dialog .callout")).toContain("less safe");
  await tabTo("Save 2 changes");
  await press("Enter");
  expect(JSON.parse(await said())).toEqual({ settings: { "smtp.require_login": "off", "smtp.max_message_size": "9 MiB" } });
});

test("of several changes that are unsafe each is named, and one word stands for all", async () => {
  await show("form");
  for (const name of ["Time to log in", "Errors a connection"]) {
    await tabTo(name);
    await press("Control+a");
    await watched.page.keyboard.type("9");
    if (name !== "Time to log in") await watched.page.keyboard.type("00");
  }
  await press("Control+s");
  expect(await watched.page.$$eval("dialog .callout.bad li code", (all) => all.map((one) => one.textContent)))
    .toEqual(["smtp.login_timeout", "smtp.max_bad_commands"]);
  await tabTo("Type 2 to confirm");
  await watched.page.keyboard.type("smtp.login_timeout");
  await tabTo("Save 2 changes");
  await press("Enter");
  expect(await textOf("dialog .field-error")).toBe("This is not 2");
  await tabTo("Type 2 to confirm");
  await press("Control+a");
  await watched.page.keyboard.type("2");
  await tabTo("Save 2 changes");
  await press("Enter");
  expect(Object.keys((JSON.parse(await said()) as { settings: object }).settings)).toEqual(["smtp.login_timeout", "smtp.max_bad_commands"]);
});

test("who shows by keys that it is he goes on; a wrong code and a wrong password are refused", async () => {
  const isAsked = () => watched.page.waitForFunction(() => document.activeElement?.matches("dialog[open] input"));  // it has opened
  await show("proof");
  await isAsked();
  expect((await focus()).name).toBe("Code of your authenticator app");
  await watched.page.keyboard.type("000000");
  await press("Enter");
  await watched.page.waitForSelector("dialog [role=alert]");
  await press("Control+a");
  await watched.page.keyboard.type("123 456");
  await press("Enter");
  await watched.page.waitForFunction(() => document.querySelector("#said")?.textContent === "shown");
  await show("proof-password");
  await isAsked();
  await watched.page.keyboard.type("wrong");
  await tabTo("Code of your authenticator app");
  await watched.page.keyboard.type("123456");
  await press("Enter");
  await watched.page.waitForSelector("dialog [role=alert]");
  await press("Escape");
  await watched.page.waitForFunction(() => document.querySelector("#said")?.textContent === "not shown");
  await tabTo("Remove carol");
  await press("Enter");
  await watched.page.keyboard.type("right");
  await tabTo("Code of your authenticator app");
  await watched.page.keyboard.type("123456");
  await press("Enter");
  await watched.page.waitForFunction(() => document.querySelector("#said")?.textContent === "shown");
  expect((await focus()).name).toBe("Remove carol");
});

test("signing in by keys: refused without a reason, then let in and led where one wanted to go", async () => {
  await show("login");
  await watched.page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
  expect((await focus()).name).toBe("Name or address");
  await watched.page.keyboard.type("ann");
  await tabTo("Password");
  await watched.page.keyboard.type("wrong");
  await press("Enter");
  await watched.page.waitForSelector("[role=alert]");
  expect(await textOf("[role=alert]")).toBe("That did not work. Check the name, the password and the code.");
  await press("Control+a");
  await watched.page.keyboard.type("right");
  await press("Enter");
  await watched.page.waitForSelector("#said");
  expect(await said()).toBe("/admin/queue");
});

test("who is led to a page that is not served is told so, and signs out", async () => {
  await show("login");
  await watched.page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
  expect((await focus()).name).toBe("Name or address");
  await watched.page.keyboard.type("new");
  await tabTo("Password");
  await watched.page.keyboard.type("right");
  await press("Enter");
  await watched.page.waitForSelector("[role=alert]");
  expect(await textOf("[role=alert]")).toContain("Set up a second factor first");
  await tabTo("Sign out");
  await press("Enter");
  expect(await textOf("h1")).toBe("Sign in");
});

test("the console is skipped into, searched and gone through by keys", async () => {
  await show("console");
  await press("Tab");
  expect((await focus()).name).toBe("Skip to the page");
  await press("Enter");
  expect(await watched.page.evaluate(() => document.activeElement?.id)).toBe("main");
  await press("Control+k");
  await watched.page.keyboard.type("blocks");
  await press("Enter");
  expect(await textOf("h1")).toBe("Blocks");
  expect(await textOf("[aria-current=page]")).toContain("Blocks");
  expect(await watched.page.evaluate(() => document.activeElement?.id)).toBe("main");
});
