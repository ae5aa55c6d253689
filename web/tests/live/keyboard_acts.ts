// What else pages are for, by keys alone. "administrator": a finding is mended, an account contained and given back, a domain's setting
// changed, a sender refused by name, a change taken back, a connection dropped, somebody throttled, a country and a network shut out.
// "himself": an authenticator app, a passkey, sessions and devices. "setup": the first run.
import { named } from "../browser.ts";
import { codeOf, isolated, plain, type Person } from "./console.ts";
import { Keys } from "./keys.ts";
import { NOBODY } from "./refusals.ts";

type Seen = Record<string, unknown>;

const CLEAR = "auth.allow_cleartext_login";

async function mend(keys: Keys): Promise<void> {
  await keys.goTo("Audit", ".grid-row.line");
  await keys.openRow("Checks", CLEAR);
  await keys.pressOn("Mend");
  await keys.person.sees("It is mended.");
  await keys.here("it is mended");
}

// Contained for a reason, and given back by a link: the dialog stands on the safe choices, and is sent from any of them.
async function contain(keys: Keys): Promise<void> {
  const { address = "", reason = "" } = keys.person.more;
  await keys.goTo("Accounts", ".grid-row.line");
  await keys.openRow("Accounts", address, named("Contain", "button"));
  await keys.pressOn("Contain");
  await keys.type(reason, "dialog[open] input");
  await keys.press("Enter");
  await keys.person.sees("The account is contained: nobody gets in");
  await keys.shut();
  await keys.here("it is contained");
  await keys.pressOn("Recover");
  await keys.person.page.waitForSelector("dialog[open] input[type=radio]");
  await keys.to("Stays held", "radio");
  await keys.press("Enter");
  await keys.person.sees(`${address} belongs to its owner again.`);
  await keys.pressOn("I have it");
  await keys.shut();
  await keys.here("it is given back");
}

async function domain(keys: Keys): Promise<void> {
  await keys.goTo("Domains", ".grid-row.line");
  await keys.openRow("Domains", "test.example", "[role=tab]");
  await keys.toTab("Settings");
  await keys.to("Most accounts", "textbox");
  await keys.type("70");
  await keys.save();
  await keys.person.sees("set for this domain");
  await keys.here("the domain's setting is saved");
}

async function refuse(keys: Keys): Promise<void> {
  await keys.goTo("Access", named("Allow a network", "button"));
  await keys.toTab("Refused by name");
  await keys.pressOn("Refuse by name");
  await keys.type("keyed@evil.example", "dialog[open] input:not([type=radio])");
  await keys.press("Enter");
  await keys.person.sees("keyed@evil.example is refused.");
  await keys.shut();
  await keys.here("he is refused");
}

async function takeBack(keys: Keys): Promise<void> {
  await keys.goTo("Changes", ".grid-row.line");
  await keys.openRow("Changed settings", "20 MiB → 30 MiB");
  await keys.pressOn("Take back this change alone");
  await keys.person.sees("One setting is as it was before.");
  await keys.here("it is taken back");
}

async function drop(keys: Keys): Promise<void> {
  const { page } = keys.person;
  await keys.goTo("Connections", ".grid-row.line");
  await keys.to("Open connections", "grid");
  await keys.toRow(keys.person.more["reader"] ?? "");
  await keys.press("Space");
  await keys.pressOn("Drop", "Shift+Tab");
  await keys.person.sees("It is closed.");
  await page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, keys.person.more["reader"] ?? "");
  await keys.here("it is closed");
}

// One who may send little.
async function throttle(keys: Keys): Promise<void> {
  await keys.goTo("Throttles", named("Add one", "button"));
  await keys.pressOn("Add one");
  await keys.type("slow@test.example", ".records-list > li:last-child input");
  await keys.press("Tab");
  await keys.type("3");
  await keys.save();
  await keys.person.sees("One setting was saved.");
  await keys.here("he has a limit of his own");
}

async function countries(keys: Keys): Promise<void> {
  await keys.goTo("Access", named("Allow a network", "button"));
  await keys.toTab("Countries");
  await keys.to("Countries", "textbox");
  await keys.type("AQ");
  await keys.press("Enter");
  await keys.save();
  await keys.person.sees("One setting was saved.");
  await keys.here("nobody comes from there");
}

async function door(keys: Keys): Promise<void> {
  await keys.goTo("Access", named("Allow a network", "button"));
  await keys.toTab("Web");
  await keys.to("Denied networks", "textbox");
  await keys.type("192.0.2.0/24");
  await keys.press("Enter");
  await keys.save();
  await keys.person.sees("One setting was saved.");
  await keys.here("the door is shut to them");
}

async function administrator(person: Person): Promise<Seen> {
  const keys = new Keys(person);
  await person.begin("/admin/about");
  for (const part of [mend, contain, domain, refuse, takeBack, drop, throttle, countries, door]) await part(keys);
  return {};
}

// He sets an authenticator app up and has his codes, has a passkey besides, and signs out where he is not and forgets where he was.
async function himself(person: Person): Promise<Seen> {
  const { page, more } = person;
  const keys = new Keys(person);
  await person.carryKey();
  await page.setViewport({ width: 1280, height: 900 });
  await person.visit("/login");
  await keys.type(more["user"] ?? "");
  await keys.to("Password", "textbox");
  await keys.type(more["password"] ?? "");
  await keys.leave("Enter", ".side-bar");
  await keys.press("Tab");
  await turnOn(keys, "Set up an authenticator app");
  await person.sees("10 recovery codes are left.");
  await keys.here("the codes are put away");
  await keys.pressOn("Add a passkey");
  await keys.type("key on my desk", "dialog[open] input");
  await keys.press("Enter");
  await person.sees("never used");
  await keys.shut();
  await keys.here("he has a passkey");
  await signOut(keys);
  return {};
}

async function signOut(keys: Keys): Promise<void> {
  const { page, more } = keys.person;
  await keys.to("Sessions", "link", "Shift+Tab");
  await keys.press("Enter");
  await page.waitForSelector(".entry");
  await keys.to("Sessions", "grid");
  await keys.toRow("Mail program");
  await keys.press("Space");
  await keys.pressOn("Sign out", "Shift+Tab");
  await keys.person.sees("It is signed out.");
  await keys.here("it is signed out");
  await keys.pressOn(`${isolated("Forget")}: ${isolated(more["strange"] ?? "")}`);
  await keys.person.sees("It is forgotten.");
  await keys.here("it is forgotten");
}

const codeFrom = (person: Person): Promise<string> =>
  person.page.$eval(".copyable-text", (one) => one.textContent).then((seed) => codeOf(plain(seed).replaceAll(" ", "")));

async function turnOn(keys: Keys, button: string): Promise<void> {
  if (button) await keys.pressOn(button);
  await keys.person.page.waitForSelector(".qr path");
  await keys.to("Code that the app shows", "textbox");
  await keys.type(await codeFrom(keys.person));
  await keys.press("Enter");
  await keys.person.sees("I have kept them");
  await keys.pressOn("I have kept them");
}

// From the link to the console. What is counted is what one does: the keys, and how often one has to think what to enter next.
async function setup(person: Person): Promise<Seen> {
  const { page, more } = person;
  const keys = new Keys(person);
  const entries: [label: string, value: string][] = [];
  const enters = async (label: string, value: string): Promise<void> => {
    entries.push([label, value]);
    await keys.to(label, "textbox");
    await keys.type(value);
  };
  person.refusals.allow(NOBODY);
  await page.setViewport({ width: 1280, height: 900 });
  await person.visit(more["link"] ?? "");
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
  await enters("Name", "olivia");
  await enters("Password", more["password"] ?? "");
  await keys.press("Enter");
  await turnOn(keys, "");
  await person.sees("The first domain");
  await enters("Domain", "fresh.example");
  await keys.press("Enter");
  await person.sees("Records in the DNS");
  await keys.pressOn("Go on, and do this later");
  await person.sees("Made by this server");
  await keys.pressOn("Keep the server's own for now");
  await person.sees("A test message");
  await enters("Address", more["to"] ?? "");
  await keys.press("Enter");
  await person.sees("is on its way to");
  await keys.to("To the console", "link");
  await keys.leave("Enter", "#main h1");
  return { keys: keys.pressed, thoughts: entries.length + 6, home: person.path };
}

const PARTS: Readonly<Record<string, (person: Person) => Promise<Seen>>> = { administrator, himself, setup };

export default function keyboardActs(person: Person): Promise<Seen> {
  const part = PARTS[person.more["part"] ?? ""];
  if (!part) throw new Error("which part?");
  return part(person);
}
