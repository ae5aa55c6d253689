// The main ways of an administrator and of a person, by keys alone: signing in, the palette, a list and what is told of a row, acts on many
// and the way back, a dialog, a setting, one's own password and that of a program.
import { named } from "../browser.ts";
import { Keys } from "./keys.ts";
import { plain, type Person } from "./console.ts";

type Seen = Record<string, unknown>;

const BLOCKS = ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"] as const;  // as the test has blocked them

async function signIn(keys: Keys, name: string, password: string, code = ""): Promise<void> {
  const { page } = keys.person;
  await page.setViewport({ width: 1280, height: 900 });
  await keys.person.visit("/login");
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
  await keys.type(name);
  await keys.to("Password", "textbox");
  await keys.type(password);
  if (code) {
    await keys.to("One-time code", "textbox");
    await keys.type(code);
  }
  await keys.leave("Enter", "#main h1");
}

// A row is looked at and gone into, and one is back at it.
async function look(keys: Keys): Promise<string[]> {
  const { person } = keys;
  await keys.to("Blocks", "grid");
  await keys.toRow(BLOCKS[1]);
  await keys.press("Enter");
  await person.page.waitForSelector(".list-aside");
  const shown = person.path;
  await keys.press("Enter");
  const inside = await person.page.evaluate(() => document.activeElement?.closest(".list-aside") !== null);
  await keys.press("Escape");
  await person.page.waitForSelector(".list-aside", { hidden: true });
  return [shown, String(inside), await keys.row()];
}

// Two of those that are found are let in at once, and that is taken back.
async function many(keys: Keys): Promise<string> {
  const { person } = keys;
  await keys.press("/");
  await keys.type("203.0.113");
  await person.page.waitForFunction(() => location.search.includes("find=203"));
  await keys.to("Blocks", "grid");
  await keys.press("Home", "Space", "ArrowDown", "Space");
  await keys.to("Unblock", "button", "Shift+Tab");
  await keys.press("Enter");
  await person.sees("2 are let in again.");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 2);
  await keys.here("two were let in");
  const after = await keys.row();
  await keys.to("Undo", "button");
  await keys.press("Enter");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 4);
  await keys.here("it was taken back");
  return after;
}

// One is let in from what is told of it: the row is gone, and one is at the next.
async function one(keys: Keys): Promise<string> {
  const { person } = keys;
  await keys.to("Blocks", "grid", "Shift+Tab");
  await keys.press("Home");
  await keys.toRow(BLOCKS[1]);
  await keys.press("Enter");
  await keys.to("Unblock", "button");
  await keys.press("Enter");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 3);
  await keys.here("it was let in");
  return keys.row();
}

async function block(keys: Keys): Promise<void> {
  await keys.to("Block a network", "button", "Shift+Tab");
  await keys.press("Enter");
  await keys.type("198.51.100.0/24", "dialog[open] input");
  await keys.press("Enter");
  await keys.person.sees("198.51.100.0/24 is blocked.");
  await keys.person.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await keys.here("the dialog is closed");
}

async function setting(keys: Keys): Promise<void> {
  const { person } = keys;
  await keys.goTo("shortest password", "[id='password.minimum_length']");
  await keys.to("Shortest password", "textbox");
  await keys.type("15");
  await keys.press("Control+s");
  await person.page.waitForSelector("dialog[open]");
  await keys.to("Save the change", "button");
  await keys.press("Enter");
  await person.sees("One setting was saved.");
  await person.page.waitForFunction(() => !document.querySelector("dialog[open], .save-bar"));
  await keys.here("it was saved");
}

interface Primary { page: string; button: string; text: string; then: string; isSecret?: boolean }

// What a page is for, from anywhere: by the palette there, by Tab to its button, and by what is typed into its form.
const PRIMARIES: readonly Primary[] = [
  { page: "Domains", button: "New domain", text: "keys.example", then: "Keys that sign its mail" },
  { page: "Accounts", button: "New account", text: "keyed", then: "This is shown this once.", isSecret: true },
  { page: "Access", button: "Allow a network", text: "192.0.2.9", then: "192.0.2.9" },
  { page: "Denied networks", button: "Deny a network", text: "192.0.2.66", then: "192.0.2.66" },
  { page: "Administrators", button: "New administrator", text: "keyed", then: "This is shown this once.", isSecret: true },
  { page: "API keys", button: "New token", text: "by keys", then: "This is shown this once.", isSecret: true },
];

async function primary(keys: Keys, { page, button, text, then, isSecret = false }: Primary): Promise<void> {
  const { person } = keys;
  await keys.goTo(page, named(button, "button"));
  await keys.to(button, "button");
  await keys.press("Enter");
  await keys.type(text, "dialog[open] input");
  await keys.press("Enter");
  await person.sees(then);
  if (isSecret) {
    await keys.to("I have it", "button");
    await keys.press("Enter");
  }
  await person.page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await keys.here(`${button} is done`);
}

// A rule is tried, the audit runs, and the logs are followed.
async function others(keys: Keys): Promise<void> {
  const { person } = keys;
  await keys.goTo("Rules", ".grid-row.line");
  await keys.to("Rules", "grid");
  await keys.toRow("brute-force-by-address");
  await keys.press("Enter");
  await keys.to("Simulate", "button");
  await keys.press("Enter");
  await person.seesNot("Not tried yet");
  await keys.here("it was tried");
  await keys.goTo("Audit", named("Run again", "button"));
  await keys.to("Run again", "button");
  await keys.press("Enter");
  await keys.here("it runs");
  await keys.goTo("Logs", named("Follow", "button"));
  await keys.to("Follow", "button");
  await keys.press("Enter");
  await person.page.waitForSelector(named("Follow", "button"), { hidden: true });
  await keys.here("they are followed");
}

async function administrator(person: Person): Promise<Seen> {
  const keys = new Keys(person);
  const { admin = "", admin_pass = "", code = "" } = person.more;
  await signIn(keys, admin, admin_pass, code);
  await keys.goTo("blocks", ".grid-row.line");
  const looked = await look(keys);
  const after = [await many(keys), await one(keys)];
  await block(keys);
  await setting(keys);
  for (const one of PRIMARIES) await primary(keys, one);
  await others(keys);
  return { looked, after };
}

async function himself(person: Person): Promise<Seen> {
  const keys = new Keys(person);
  const { user = "", password = "", fresh = "" } = person.more;
  await signIn(keys, user, password);
  await keys.to("New password", "textbox");
  await keys.type(fresh);
  await keys.press("Enter");
  await person.sees("Your password is changed");
  await keys.here("the password is changed");
  await keys.to("Programs", "link", "Shift+Tab");
  await keys.press("Enter");
  await keys.to("Make an application password", "button");
  await keys.press("Enter");
  await keys.type("Phone", "dialog[open] input");
  await keys.to("Sending mail (SMTP)", "switch");
  await keys.press("Space");
  await keys.to("Make it", "button");
  await keys.press("Enter");
  await person.sees("It is shown only now");
  await keys.here("it is made");
  const made = await person.page.$$eval("dialog[open] .copyable-text", (all) => all.map((text) => text.textContent));
  await keys.to("Done", "button");
  await keys.press("Enter");
  await person.page.waitForSelector(".grid-row.line");
  await keys.here("it is put away");
  return { made: made.map(plain) };
}

export default function keyboard(person: Person): Promise<Seen> {
  return person.more["part"] === "himself" ? himself(person) : administrator(person);
}
