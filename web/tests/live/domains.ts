// A domain is looked through: its records, two aliases made, a setting made stricter; others are deleted, empty or with all who are in them,
// and defaults are spread, to one that is chosen and to all.
import { isolated, type Person } from "./console.ts";
import { shell } from "./shell.ts";


async function aliases(person: Person): Promise<string[]> {
  await person.tab("Aliases");
  await person.press("New alias");
  await person.fill("Name before the @", "desk");
  await person.fill("Leads to", person.more["target"] ?? "");
  await person.keys("Enter");
  const looks = await person.look();
  await person.press("Add");
  await person.sees("desk@test.example is there.");
  return [...looks, ...await person.look()];
}

// A name that is nobody's is taken, and said to be: whose it is may be made later. Then the alias is taken back.
async function leadsToNobody(person: Person): Promise<void> {
  await person.press("New alias");
  await person.fill("Name before the @", "lost");
  await person.fill("Leads to", "nobody@test.example");
  await person.keys("Enter");
  await person.press("Add");
  await person.sees("Nobody here is called nobody@test.example: mail to that name is refused.");
  await person.sees("Nobody's: nobody@test.example");
  await person.undo();
  await person.page.waitForFunction(() =>
    ![...document.querySelectorAll(".grid-row.line")].some((row) => (row.textContent ?? "").includes("lost@test.example")));
}

// One that is written to by those alone who have logged in here; the list says of each who may.
async function closes(person: Person): Promise<string[]> {
  await person.press("New alias");
  await person.fill("Name before the @", "staff");
  await person.fill("Leads to", person.more["target"] ?? "");
  await person.keys("Enter");
  await person.choose("Who may write to it", "people-here");
  await person.sees("To everybody else there is no such address");
  await person.press("Add");
  await person.page.waitForSelector(".grid-row.line ::-p-text(staff@test.example)");
  return person.rows();
}

// It leads to one more, and they may write in its name; another goes, and comes back. Which there are while it is gone.
async function changesAliases(person: Person): Promise<string[]> {
  const { page } = person;
  await person.row("staff@test.example");
  await person.fill("Leads to", person.more["second"] ?? "");
  await person.keys("Enter");
  await person.turn("Targets may send as it");
  await person.press("Save");
  await person.sees("staff@test.example is changed.");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await person.tick("desk@test.example");
  await person.press("Delete");
  await person.sees("The alias is deleted.");
  const left = await shell<{ alias: string }[]>(person, "alias", "list", "--domain", "test.example");
  await person.undo();
  await page.waitForSelector(".grid-row.line ::-p-text(desk@test.example)");
  return left.map(({ alias }) => alias);
}

// What leaves the domain open to forgeries is done by nobody in passing.
async function openToAll(person: Person): Promise<void> {
  await person.turn("Mail in the domain's name needs a login");
  await person.sees("Less safe than the default for new domains, On.");
  await person.press("Review and save");
  await person.sees("Type domain.require_smtp_auth to confirm");
  await person.press("Cancel");
  await person.press("Discard");
}

async function settings(person: Person): Promise<string[]> {
  await person.tab("Settings");
  await person.sees("as the server asks.");
  await person.fill("Shortest password", "1");
  await person.page.waitForSelector(".field-error");
  await person.sees("Less strict than the server, which asks for");
  await openToAll(person);
  await person.fill("Shortest password", "20");
  await person.fill("Most accounts", "50");
  await person.press(`Remove ${isolated("pop3")}`);
  await person.press("Review and save");
  const looks = await person.look();
  await person.press(`Save ${isolated("3")} changes`);
  await person.sees("changes are saved.");
  await person.sees("set for this domain");
  return looks;
}

// Whose password is weak is marked among the accounts, of his domain and of all; those alone have to change it.
async function weakOnes(person: Person): Promise<Record<string, string[]>> {
  const shown = async (words: string): Promise<string[]> => {
    await person.sees(words);
    return person.rows();
  };
  await person.tab("Passwords");
  const before = await shown("breaks the policy: too short");
  await person.press("Expire the weak one");
  await person.confirm("test.example", "Expire the password");
  await person.sees("The password has expired.");
  const after = await shown("breaks the policy: too short, expired");
  const { path } = person;
  await person.open("/admin/accounts?only=password");
  const ofAll = await shown("breaks the policy: too short, expired");
  await person.open(path);
  return { before, after, ofAll };
}

// New keys are made, and the DNS is asked for their records; all passwords of a domain have to be changed.
async function keysAndPasswords(person: Person): Promise<string[]> {
  await person.open("/admin/domains/old.example");
  await person.press("Make new keys");
  await person.sees("New keys are made.");
  await person.press("Check now");
  await person.sees("The DNS was asked for the records of the keys.");
  await person.open("/admin/domains/old.example/passwords");
  await person.sees("All passwords are in order");
  await person.seesNot("Expire the weak one");
  await person.press("Expire all");
  await person.confirm("old.example", "Expire the password");
  await person.sees("The password has expired.");
  await person.page.waitForSelector(".grid-row.line");
  return person.rows();
}

// A domain is added, shut and opened again, has another name for a while, and is deleted.
async function another(person: Person): Promise<{ states: string[]; looks: string[] }> {
  const stateOf = async (): Promise<string> => (await shell<{ status: string }>(person, "domain", "show", "new.example")).status;
  await person.open("/admin/domains");
  await person.press("New domain");
  await person.fill("Domain", "new.example");
  const looks = await person.look();
  await person.press("Add");
  await person.sees("Keys that sign its mail");
  for (const made of ["rsa-sha256", "ed25519-sha256", "DKIM: pending RSA key", "DKIM: pending Ed25519 key"]) await person.sees(made);
  await person.press("Disable");
  await person.sees("nobody of it logs in, and mail to it is refused");
  const states = [await stateOf()];
  await person.press("Enable");
  await person.seesNot("nobody of it logs in, and mail to it is refused");
  states.push(await stateOf());
  await person.press("Add a name");
  await person.fill("Another name", "newer.example");
  await person.press("Add");
  await person.sees("Also newer.example");
  await person.pressOn("Take away", "newer.example");
  await person.sees("It has no other name.");
  await person.pick("More", "Delete");
  await person.sees("The domain is deleted, with its keys");
  await person.confirm("new.example", "Delete");
  await person.sees("new.example is deleted.");
  return { states, looks };
}

// A name that is written with an umlaut is shown so, beside what the DNS has; and found so.
async function munich(person: Person): Promise<string[]> {
  const inDns = "xn--mnchen-3ya.example";
  await person.open("/admin/domains");
  await person.press("New domain");
  await person.fill("Domain", "münchen.example");
  await person.press("Add");
  await person.sees(`münchen.example (${inDns}) is there.`);
  await person.page.waitForSelector("h1 ::-p-text(münchen.example)");
  await person.open(`/admin/domains?find=${encodeURIComponent("münchen")}`);
  await person.page.waitForSelector(`.grid-row.line ::-p-text(${inDns})`);
  const rows = await person.rows();
  await shell(person, "domain", "delete", inDns);
  return rows;
}

// A domain goes with all who are in it: how many they are is said before, and who comes meanwhile goes only once that is said, too.
async function withAll(person: Person): Promise<string[]> {
  await person.open("/admin/domains/full.example");
  await person.pick("More", "Delete");
  await person.sees("2 accounts go with it, and all their mail.");
  await person.sees("One alias goes with it.");
  const looks = await person.look();
  await shell(person, "account", "create", "cat@full.example");
  await person.confirm("full.example", "Delete");
  await person.sees("It is not as it was when you looked");
  person.refusals.expect("DELETE /api/v1/domains/full.example 412");
  await person.sees("3 accounts go with it, and all their mail.");
  looks.push(...await person.look());
  await person.press("Delete");
  await person.sees("full.example is deleted.");
  return looks;
}

const BOTH = ["old.example", "test.example"];

// What the server has, as the command line tells it.
const lengths = (person: Person): Promise<number[]> => Promise.all(BOTH.map(async (name) =>
  (await shell<{ password_length: number }>(person, "domain", "show", name)).password_length));

// Until so many domains differ in it.
const differIn = (person: Person, setting: string, count: number): Promise<unknown> => person.page.waitForFunction((name, many) =>
  [...document.querySelectorAll(".grid-row.line")].some((row) => row.textContent.startsWith(name) && row.textContent.endsWith(String(many))),
{}, setting, count);

// Of two domains that differ one is chosen: it alone is in the preview, is changed, and has back what it had.
async function spreadToOne(person: Person): Promise<Record<string, unknown>> {
  await differIn(person, "Shortest password", 2);
  await person.row("Shortest password");
  await person.press("Propagate this");
  await person.page.locator("dialog[open] .pick ::-p-text(test.example)").click();
  await person.press("Preview");
  await person.sees("One domain: one change. Nothing is changed yet.");
  const preview = await person.textsOf("dialog[open] .change");
  const before = await lengths(person);
  await person.press("Make the change");
  await person.sees("One domain matches the defaults.");
  await differIn(person, "Shortest password", 1);
  const after = await lengths(person);
  await person.undo();
  await differIn(person, "Shortest password", 2);
  return { preview, lengths: [before, after, await lengths(person)] };
}

// What was spread last, which took back what was spread before it, is taken back where all of them stand: so it is spread again, and that
// is taken back by its message.
async function takesBack(person: Person): Promise<number[][]> {
  const { page } = person;
  const isIn = (count: number): Promise<unknown> =>
    page.waitForFunction((many) => document.querySelectorAll(".grid-row.line").length === many, {}, count);
  await isIn(4);
  const before = await lengths(person);
  await page.locator(".grid-row.line .grid-check").click();
  await person.press("Undo");
  await person.sees("It is taken back, save what was changed since.");
  await isIn(5);
  const after = await lengths(person);
  await person.undo();
  await isIn(6);
  return [before, after, await lengths(person)];
}

async function defaults(person: Person): Promise<{ toOne: Record<string, unknown>; back: number[][]; looks: string[] }> {
  await shell(person, "domain", "update", "old.example", "--password-length", "18");
  await person.open("/admin/settings/domain_defaults?find=domain_defaults.password_length");
  await person.sees("Shortest password");
  await person.follow("Where domains differ, and how to set them back");
  await person.page.waitForFunction(() => location.pathname === "/admin/defaults");
  await person.sees("Shortest password");
  const looks = await person.look();
  const toOne = await spreadToOne(person);
  await person.press("Propagate");
  await person.press("Preview");
  await person.sees("Nothing is changed yet.");
  looks.push(...await person.look());
  await person.press(`Make ${isolated("4")} changes`);
  await person.sees("No domain differs from the defaults");
  await person.undo();
  await person.row("Shortest password");
  await person.sees("Propagate this");
  looks.push(...await person.look());
  await person.tab("What was propagated");
  const back = await takesBack(person);
  await shell(person, "domain", "update", "old.example", "--password-length", "0");
  return { toOne, back, looks: [...looks, ...await person.look()] };
}

export default async function domains(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/domains");
  await person.sees("test.example");
  const looks = await person.look();
  await person.row("test.example");
  await person.page.waitForSelector("[data-record]");
  const inTheWorld = await person.page.$$eval(".dns-seen code", (all) => all.map((one) => one.textContent));
  const records = await person.page.$$eval("[data-record]", (all) => all.map((one) => [
    one.getAttribute("data-record"), one.querySelector(".verdict")?.textContent ?? "",
  ]));
  const path = person.path;
  looks.push(...await person.look(), ...await aliases(person));
  await leadsToNobody(person);
  const [writtenToBy, left] = [await closes(person), await changesAliases(person)];
  looks.push(...await settings(person));
  await person.tab("Accounts");
  await person.sees("that the domain may have");
  await person.sees("breaks the policy: too short");
  const marked = await person.rows();
  looks.push(...await person.look());
  await person.tab("Reports");
  await person.page.waitForSelector(".figures canvas");
  looks.push(...await person.look());
  await person.page.locator(".segment ::-p-text(Who sends)").click();
  await person.sees("No reports yet");
  looks.push(...await person.look());
  const weak = await weakOnes(person);
  looks.push(...await person.look());
  const { states, looks: more } = await another(person);
  looks.push(...more, ...await withAll(person));
  const found = await munich(person);
  const spread = await defaults(person);
  looks.push(...spread.looks);
  const { toOne, back } = spread;
  const expired = await keysAndPasswords(person);
  return { path, records, inTheWorld, writtenToBy, marked, weak, toOne, back, left, states, munich: found, expired, looks };
}
