// A user sees to his own account: a new password, a password for a program, a second factor, and where he is signed in.
import { codeOf, isolated, plain, type Person } from "./console.ts";
import { savedBy } from "./logs.ts";
import { NOBODY } from "./refusals.ts";
import { askOutside, endOutside } from "./session-over.ts";

type Seen = Record<string, unknown>;

export async function enter(person: Person, password: string, code = ""): Promise<void> {
  await person.page.setViewport({ width: 1280, height: 900 });
  await person.comeIn(person.more["user"] ?? "", password, code);
}

async function password(person: Person): Promise<Seen> {
  await enter(person, person.more["password"] ?? "");
  const led = person.path;
  await person.sees("What it has to be");
  const looks = await person.look();
  await person.fill("New password", "password1");
  await person.page.waitForSelector(".rule.broken");
  const broken = await person.page.$$eval(".rule.broken", (rows) => rows.length);
  looks.push(...await person.look());
  await person.press("Change the password");
  await person.sees("cannot be used");
  person.refusals.expect("PUT /api/v1/session/own-password 400");
  await person.fill("New password", person.more["fresh"] ?? "");
  await person.page.waitForFunction(() => document.querySelectorAll(".rule.kept").length >= 4);
  await person.press("Change the password");
  await person.sees("Your password is changed");
  looks.push(...await person.look());
  await person.follow("Programs");
  await person.sees("No application passwords yet");
  await person.forget();
  await enter(person, person.more["fresh"] ?? "");
  return { led, broken, back: person.path, looks };
}

// His password is over: wherever he wants to go he is asked for a new one first, nothing else is open, and with it he is there.
async function expired(person: Person): Promise<Seen> {
  const { user = "", password: known = "", fresh = "" } = person.more;
  person.refusals.expect(NOBODY, "GET /api/v1/accounts/* 403", "PUT /api/v1/session/own-password 400");
  await person.page.setViewport({ width: 1280, height: 900 });
  await person.visit("/mail/security/programs");
  await person.enter(user, known, "");
  await person.sees("Set a new password");
  const led = person.path;
  const links = await person.page.$$eval(".side-bar .side-link", (all) => all.map((one) => one.textContent.trim()));
  const shut = await person.page.evaluate(async (own) => (await fetch(`/api/v1/accounts/${own}`)).status, user);
  const looks = await person.look();
  await person.visit("/mail/security/programs");
  await person.sees("Set a new password");
  await person.fill("New password", known);
  await person.press("Change the password");
  await person.sees("was used before");
  await person.fill("New password", fresh);
  await person.press("Change the password");
  await person.sees("No application passwords yet");
  return { led, links, shut, on: person.path, looks };
}

// New codes make the old ones void, which is typed for.
async function renew(person: Person, looks: string[]): Promise<string[]> {
  await person.press("New recovery codes");
  looks.push(...await person.look());
  await person.confirm(person.more["user"] ?? "", "Make new ones");
  await person.page.waitForSelector("dialog[open] .code-list li");
  const codes = await person.page.$$eval("dialog[open] .code-list li", (all) => all.map((one) => one.textContent));
  await person.press("I have kept them");
  return codes;
}

// Everybody has to have a second factor: wherever he wants to go he is asked for one first, nothing else is open, and with it he is there.
async function forced(person: Person): Promise<Seen> {
  const { user = "", password: known = "" } = person.more;
  person.refusals.expect(NOBODY, "GET /api/v1/accounts/* 403");
  await person.page.setViewport({ width: 1280, height: 900 });
  await person.visit("/mail/security/programs");
  await person.enter(user, known, "");
  await person.sees("Set up a second factor");
  const led = person.path;
  const links = await person.page.$$eval(".side-bar .side-link", (all) => all.map((one) => one.textContent.trim()));
  const shut = await person.page.evaluate(async (own) => (await fetch(`/api/v1/accounts/${own}`)).status, user);
  const looks = await person.look();
  await person.visit("/mail/security");
  await person.sees("Set up a second factor");
  const first = await turnOn(person, looks);
  await person.sees("10 recovery codes are left.");
  const codes = await renew(person, looks);
  looks.push(...await person.look());
  await person.visit("/mail/second-factor");
  await person.sees("10 recovery codes are left.");
  return { led, links, shut, first, codes, on: person.path, looks };
}

// The same by a passkey, in a session that was begun before: what he does there leads him to it.
async function forcedPasskey(person: Person): Promise<Seen> {
  await person.carryKey();
  await enter(person, person.more["password"] ?? "");
  await person.sees("You have no passkey yet.");
  await askOutside(person, "PATCH", person.more["domain"] ?? "", { second_factor: "forced" });
  await person.follow("Programs");
  await person.sees("Set up a second factor");
  // Whichever is answered first leads there, and the other is not waited for.
  person.refusals.allow("GET /api/v1/accounts/*/app-passwords 403", "GET /api/v1/accounts/*/oauth-tokens 403");
  await person.press("Add a passkey");
  await person.fill("Name", "key on my desk");
  await person.press("Go on");
  await person.page.waitForSelector("dialog[open] .code-list li");
  const looks = await person.look();
  const codes = await person.page.$$eval("dialog[open] .code-list li", (all) => all.map((one) => one.textContent));
  await person.press("I have kept them");
  await person.sees("No application passwords yet");
  return { codes, on: person.path, looks };
}

// Its end is near: every page says so until he is where he changes it.
async function due(person: Person): Promise<Seen> {
  await enter(person, person.more["password"] ?? "");
  await person.follow("Programs");
  await person.sees("No application passwords yet");
  const said = plain(await person.page.$eval(".callout.warn", (one) => one.textContent));
  const looks = await person.look();
  await person.follow("Change it now");
  await person.sees("To be changed by");
  return { said, on: person.path, looks };
}

async function program(person: Person): Promise<Seen> {
  await enter(person, person.more["password"] ?? "");
  await person.follow("Programs");
  await person.sees("No application passwords yet");
  const looks = await person.look();
  await person.press("Make an application password");
  await person.page.waitForSelector("dialog[open]");
  await person.fill("What it is for", "Phone");
  await person.turn("Sending mail (SMTP)");
  await person.fill("Only from these networks", "127.0.0.0/16");
  await person.turn("Only reading: nothing is changed, deleted or sent");
  await person.choose("It ends", "90d");
  looks.push(...await person.look());
  await person.press("Make it");
  await person.sees("It is shown only now");
  const made = await person.page.$$eval("dialog[open] .copyable-text", (all) => all.map((one) => one.textContent));
  looks.push(...await person.look());
  await person.press("Done");
  await person.sees("Phone");
  const rows = await person.rows();
  looks.push(...await person.look());
  await person.follow("Set-up");
  await person.sees("Step by step");
  looks.push(...await person.look());
  const told = plain(await person.page.$eval("main", (main) => main.innerText));
  return { made, rows, told, looks };
}

// What he is known by, and has forgotten.
async function knownBy(person: Person): Promise<string[]> {
  await person.page.waitForSelector(".entry");
  const names = await person.page.$$eval(".entry-title", (all) => all.map((one) => one.textContent));
  const strange = "127.0.8.1";
  await person.pressOn("Forget", strange);
  await person.sees("It is forgotten.");
  await person.page.waitForFunction((gone) => ![...document.querySelectorAll(".entry")].some((one) => one.textContent.includes(gone)), {}, strange);
  return names.map(plain);
}

async function sessions(person: Person): Promise<Seen> {
  await enter(person, person.more["password"] ?? "");
  await person.follow("Sessions");
  await person.sees("Mail program (IMAP)");
  const rows = await person.rows();
  const looks = await person.look();
  const known = await knownBy(person);
  await person.tick("Mail program");
  await person.press("Sign out");
  await person.sees("It is signed out.");
  await person.seesNot("Mail program (IMAP)");
  const others = await person.rows();
  await person.press("Sign out everywhere else");
  await person.sees("Everything but this session is signed out.");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  const left = await person.rows();
  await person.follow("Sign-ins");
  await person.sees("Wrong password");
  looks.push(...await person.look());
  const signIns = (await person.rows()).length;
  await person.page.setViewport({ width: 360, height: 800 });
  await person.row("Wrong password");
  const place = await person.page.waitForSelector("dd .mono").then((one) => one?.evaluate((said) => said.textContent)) ?? "";
  looks.push(...await person.look());
  return { rows, known, others, left, signIns, place, looks };
}

// His session ends while a form is filled in, and its verb asks him who he is: he signs in over it, and what he had entered is still there.
async function signsInOver(person: Person, verb: string): Promise<string[]> {
  await endOutside(person);
  await person.press(verb);
  await person.sees("You are signed out");
  const looks = await person.look();
  await person.put("dialog[open] input[type=password]", person.more["password"] ?? "");
  await person.press("Sign in");
  await person.page.waitForFunction(() => document.querySelectorAll("dialog[open]").length === 1);
  return looks;
}

const entered = (person: Person): Promise<string> => person.page.$eval("dialog[open] input", (input) => input.value);

// It is so with what belongs to the account, and with what belongs to who is signed in.
async function over(person: Person): Promise<Seen> {
  const { password: known = "", elsewhere = "" } = person.more;
  await enter(person, known);
  await person.follow("Programs");
  await person.press("Make an application password");
  await person.page.waitForSelector("dialog[open]");
  await person.fill("What it is for", "Tablet");
  const looks = await signsInOver(person, "Make it");
  const kept = [await entered(person)];
  await person.press("Make it");
  await person.sees("It is shown only now");
  await person.press("Done");
  await person.follow("Security");
  await person.press("Name an address");
  await person.page.waitForSelector("dialog[open]");
  await person.fill("Address elsewhere", elsewhere);
  looks.push(...await signsInOver(person, "Send a token there"));
  kept.push(await entered(person));
  await person.press("Send a token there");
  await person.sees(`A token is on its way to ${elsewhere}.`);
  person.refusals.expect("POST /api/v1/accounts/*/app-passwords 401", "POST /api/v1/session/recovery-address 401");
  person.refusals.allow(NOBODY);  // whether there is another session by now
  return { kept, looks };
}

// A passkey alone: it comes with recovery codes, and signs him in without a password.
async function passkey(person: Person): Promise<Seen> {
  await person.carryKey();
  await enter(person, person.more["password"] ?? "");
  await person.sees("You have no passkey yet.");
  await person.press("Add a passkey");
  await person.fill("Name", "key on my desk");
  await person.press("Go on");
  await person.page.waitForSelector("dialog[open] .code-list li");
  const looks = await person.look();
  const codes = await person.page.$$eval("dialog[open] .code-list li", (all) => all.map((one) => one.textContent));
  await person.press("I have kept them");
  await person.sees("never used");
  looks.push(...await person.look());
  await Promise.all([person.page.waitForNavigation(), person.pick(`Signed in as ${isolated(person.more["user"] ?? "")}`, "Sign out")]);
  await person.page.waitForSelector("input[autocomplete~=username]");
  await person.press("Sign in with a passkey");
  await person.page.waitForSelector(".side-bar");
  await person.sees("last used");
  return { codes, on: person.path, looks };
}

// He has lost it: a recovery code lets him in, and it is taken away, which is typed for.
async function passkeyOff(person: Person): Promise<Seen> {
  const { password: known = "", code = "" } = person.more;
  await enter(person, known, code);
  const label = "key on my desk";
  await person.press(`Remove ${isolated(label)}`);
  const looks = await person.look();
  await person.confirm(label, "Remove the passkey");
  await person.sees(`${label} was removed.`);
  await person.sees("You have no passkey yet.");
  looks.push(...await person.look());
  return { looks };
}

// The recovery codes that come with the app, once they are put away.
async function turnOn(person: Person, looks: string[], beforeKept = async (): Promise<void> => undefined): Promise<string[]> {
  await person.press("Set up an authenticator app");
  await person.page.waitForSelector(".qr path");
  looks.push(...await person.look());
  const secret = plain(await person.page.$eval("dialog[open] .copyable-text", (one) => one.textContent)).replaceAll(" ", "");
  await person.fill("Code that the app shows", codeOf(secret));
  await person.press("Turn on");
  await person.sees("Your recovery codes");
  looks.push(...await person.look());
  const codes = await person.page.$$eval(".code-list li", (all) => all.map((one) => one.textContent));
  await beforeKept();
  await person.press("I have kept them");
  return codes;
}

async function factor(person: Person): Promise<Seen> {
  const looks: string[] = [];
  await enter(person, person.more["password"] ?? "");
  let file = { name: "", text: "" };
  const codes = await turnOn(person, looks, async () => { file = await savedBy(person, () => person.press("Save as a file")); });
  await person.sees("10 recovery codes are left.");
  const on = person.path;
  await person.forget();
  await enter(person, person.more["password"] ?? "", codes[0]);
  await person.sees("9 recovery codes are left.");
  looks.push(...await person.look());
  return { codes, file, on, looks };
}

// It is turned off again, which is typed for.
async function factorOff(person: Person): Promise<Seen> {
  await enter(person, person.more["password"] ?? "");
  const codes = await turnOn(person, []);
  await person.press("Turn the second factor off");
  const looks = await person.look();
  await person.confirm(person.more["user"] ?? "", "Turn the second factor off");
  await person.sees("The second factor is off.");
  return { codes, looks };
}

const PARTS: Readonly<Record<string, (person: Person) => Promise<Seen>>> = {
  password, expired, due, program, sessions, over, factor, "factor-off": factorOff, passkey, "passkey-off": passkeyOff, forced,
  "forced-passkey": forcedPasskey,
};

export default function security(person: Person): Promise<Seen> {
  const part = PARTS[person.more["part"] ?? ""];
  if (!part) throw new Error("which part?");
  return part(person);
}
