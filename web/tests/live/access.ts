// Networks are allowed and denied, a list is imported, a domain is refused by name, and countries are chosen; what is there is changed. Each has
// its way back.
import type { ElementHandle } from "puppeteer-core";
import { json, whileAnswered } from "./answers.ts";
import { plain, type Person } from "./console.ts";
import { hitsOf, knock, minuteOf, type Hits } from "./hits.ts";
import { shell } from "./shell.ts";

const shut = (person: Person): Promise<unknown> => person.page.waitForFunction(() => !document.querySelector("dialog[open]"));

async function allows(person: Person): Promise<string[]> {
  await person.sees("No network has exemptions");
  const looks = await person.look();
  await person.press("Allow a network");
  await person.fill("Address or network", "127.0.40.0/24");
  await person.turn("No rules against looking for mailboxes");
  await person.sees("is not stopped by them");
  looks.push(...await person.look());
  await person.press("Allow");
  await person.sees("127.0.40.0/24 is allowed.");
  await shut(person);

  await person.press("Allow a network");
  await person.fill("Address or network", "127.0.41.7");
  await person.turn("Send without a login");
  await person.sees("Whoever gets hold of one machine");
  looks.push(...await person.look());
  await person.fill("Senders", "scanner@test.example");
  await person.keys("Enter");
  await person.fill("Messages an hour", "10");
  await person.press("Allow");
  await person.sees("This is not");
  await person.put("dialog .to-confirm input", "127.0.41.7");
  await person.press("Allow");
  await person.sees("127.0.41.7 is allowed.");
  await shut(person);
  await person.row("127.0.41.7");
  await person.sees("Anybody in this network sends mail in your name");
  looks.push(...await person.look());
  await person.press("Remove");
  await person.sees("It is treated like any other network again.");
  await person.undo();
  await person.sees("sends without login");
  return looks;
}

interface Kept { network?: string; name?: string; until: string | null; soft?: boolean }

// One that is there ends in a week, besides what else is changed; that is taken back. What it was meanwhile.
async function changes(person: Person, list: string, name: string, besides = async (): Promise<void> => undefined): Promise<Kept | undefined> {
  await person.row(name);
  await person.press("Change");
  await person.choose("For how long", "7d");
  await besides();
  await person.page.locator("dialog[open] button[type=submit]").click();
  await shut(person);
  const now = (await shell<Kept[]>(person, list, "list")).find((one) => one.network === name || one.name === name);
  await person.undo();
  return now;
}

async function denies(person: Person): Promise<{ told: string; kept: string[]; looks: string[] }> {
  await person.tab("Denied");
  await person.sees("No network is denied");
  await person.press("Deny a network");
  await person.fill("Address or network", person.more["home"] ?? "");
  await person.press("Deny");
  await person.sees("logged in from there lately");
  const told = await person.textOf("dialog [role=alert]");
  await person.fill("Address or network", "127.42.0.0/16");
  await person.press("Deny");
  await person.sees("This is not 65,536");
  const looks = await person.look();
  await person.put("dialog input[inputmode=numeric]", "65536");
  await person.press("Deny");
  await person.sees("127.42.0.0/16 is denied.");
  await shut(person);
  await person.press("Deny a network");
  await person.fill("Address or network", "127.0.43.0/24");
  await person.press("Deny");
  await person.sees("127.0.43.0/24 is denied. None of your accounts has logged in from there.");
  await shut(person);
  await person.undo();
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);

  const refused = await refusesFiles(person);
  looks.push(...refused.looks);
  await chooseList(person);
  await person.press("Import");
  await person.sees("drop: 1 added, 0 removed, 0 kept.");
  await shut(person);
  looks.push(...await person.look());
  await keepsLong(person);
  return { told, kept: refused.kept, looks };
}

// By the ends of their names, as shipped and as set, by what is in them and by their sizes, files are refused: none is in any list.
async function refusesFiles(person: Person): Promise<{ kept: string[]; looks: string[] }> {
  person.refusals.expect("PUT /api/v1/deny-lists/* 400");
  await chooseList(person, "page");
  await person.press("Import");
  await person.sees("Files whose names end in .html are not taken here: choose another, or change attachments.uploads");
  const looks = await person.look();
  await person.press("Cancel");
  await chooseList(person, "program");
  await person.press("Import");
  await person.sees("There is no network in that file: the list stays as it is");
  await person.press("Cancel");
  await chooseList(person, "huge");
  await person.sees("This is larger than 16 MiB, which no request may be.");
  await person.press("Import");
  await person.page.waitForFunction(() => document.activeElement?.matches("dialog[open] [type=file][aria-invalid]"));  // it is told there
  await person.press("Cancel");
  await shell(person, "settings", "set", "attachments.uploads", '["txt"]');
  await chooseList(person);
  await person.press("Import");
  await person.sees("Files whose names end in .txt are not taken here");
  await person.press("Cancel");
  await shell(person, "settings", "reset", "attachments.uploads");
  const denied = await shell<{ network: string; list: string }[]>(person, "deny", "list");
  return { kept: denied.map(({ network, list }) => `${network} ${list}`), looks };
}

// A list that is too long to be brought back is replaced by nobody in passing.
async function keepsLong(person: Person): Promise<void> {
  const long = json(Array.from({ length: 20_000 }, (_, n) => ({ network: `10.0.${n >> 8}.${n & 255}/32`, list: "drop" })));
  await whileAnswered(person, ({ method, path, query }) => (method === "GET" && path === "/api/v1/deny" && query.has("text") ? long : undefined),
    async () => {
      await chooseList(person);
      await person.press("Import");
      await person.sees("too long to be brought back");
      await person.confirm("drop", "Import");
      await person.sees("drop: 0 added, 0 removed, 1 kept.");
      await shut(person);
    });
}

async function chooseList(person: Person, which = "file"): Promise<void> {
  await person.press("Import a list");
  await person.fill("Name of the list", "drop");
  const file = await person.page.waitForSelector("dialog input[type=file]") as ElementHandle<HTMLInputElement>;
  await file.uploadFile(person.more[which] ?? "");
}

async function refuses(person: Person): Promise<{ soft: Kept | undefined; looks: string[] }> {
  await person.tab("Refused by name");
  await person.sees("Nobody is refused by name");
  for (const name of ["evil.example", "kind.example"]) {
    await person.press("Refuse by name");
    await person.page.locator("dialog .segment ::-p-text(Domain)").click();
    await person.fill("Name", name);
    await person.press("Refuse");
    await person.sees(`${name} is refused.`);
    await shut(person);
  }
  await person.undo();
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  const soft = await changes(person, "smtp-block", "evil.example", () => person.turn("Refuse for now"));
  await person.sees("Refuse for good");
  await person.press("Remove");
  await person.sees("Its mail is taken again.");
  await person.undo();
  await person.row("evil.example");
  return { soft, looks: await person.look() };
}

async function countries(person: Person): Promise<{ known: string; looks: string[] }> {
  await person.tab("Countries");
  const known = await person.page.waitForSelector("[data-countries]").then((one) => one?.evaluate((said) => said.textContent)) ?? "";
  await person.fill("Countries", "AQ");
  await person.keys("Enter");
  await person.page.locator(".segment ::-p-text(From everywhere but)").click();
  const looks = await person.look();
  await person.press("Review and save");
  await person.page.locator("dialog .button.primary").click();
  await person.sees("2 settings were saved.");
  await person.undo();
  await person.sees("The settings are as they were before.");
  return { known, looks };
}

interface Relays { tried: string[]; freed: Record<string, string>; exceptions: string; looks: string[] }

async function relays(person: Person): Promise<Relays> {
  await person.tab("Relay");
  await person.page.waitForSelector(".access-relay li .verdict");
  const tried = await person.page.$$eval(".access-relay li .verdict", (all) => all.map((one) => `${one.className}: ${one.textContent}`));
  await person.sees("scanner@test.example");
  const freed = await person.page.$$eval(".access-relay .callout .fact-list > div", (all) =>
    all.map((fact) => [fact.querySelector("dt")?.textContent ?? "", fact.querySelector("dd")?.textContent ?? ""] as const));
  const facts = Object.fromEntries(freed.map(([label, value]) => [label, plain(value)]));
  const looks = await person.look();
  await person.page.locator(".access-relay .callout a").click();
  await person.sees("Anybody in this network sends mail in your name");
  return { tried, freed: { ...facts, "Last hit": minuteOf(facts["Last hit"] ?? "") }, exceptions: person.path, looks };
}

// Of each list, after somebody came to whom it applies. The page of allowed networks is open, and one of them beside it.
async function hits(person: Person): Promise<Record<string, Hits>> {
  await person.page.locator(".list-aside-head button").click();
  const told: Record<string, Hits> = {};
  for (const name of ["127.0.40.0/24", "127.0.41.7/32"]) told[name] = await hitsOf(person, name);
  await person.tab("Denied");
  told["127.42.0.0/16"] = await hitsOf(person, "127.42.0.0/16");
  await person.tab("Refused by name");
  told["evil.example"] = await hitsOf(person, "evil.example");
  return told;
}

async function doors(person: Person): Promise<string[]> {
  await person.tab("Web");
  const looks = await person.look();
  await person.put('[id="console.deny"] .chips-input', "192.0.2.0/24");
  await person.keys("Enter");
  await person.press("Review and save");
  await person.page.locator("dialog .button.primary").click();
  await person.sees("One setting was saved.");
  return looks;
}

export default async function access(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/access");
  const looks = await allows(person);
  const week = await changes(person, "allow", "127.0.40.0/24");
  const denied = await denies(person);
  const { soft, looks: ofNames } = await refuses(person);
  const { known, looks: more } = await countries(person);
  looks.push(...denied.looks, ...ofNames, ...more);
  const knocked = await knock(person);
  const { looks: ofRelay, ...relay } = await relays(person);
  const counted = await hits(person);
  looks.push(...ofRelay, ...await doors(person));
  const { told, kept } = denied;
  return { told, kept, changed: [week, soft], countries: known, knocked, counted, ...relay, address: person.path, looks };
}
