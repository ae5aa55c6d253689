// Somebody guessed passwords and is blocked: he is looked at, let in, taken back, another network is blocked by hand, and one is denied.
// What rules do besides refusing is told as what it is.
import { type Person } from "./console.ts";
import { talk } from "./hits.ts";
import { shell, valueOf } from "./shell.ts";

const PATH = "/admin/ids/blocks";

interface Rule { id: string; threshold: number; action: string }

// Two rules are soon at their end: the one that asks for a second factor as it ships, and another that answers slowly.
async function setsRules(person: Person): Promise<void> {
  const rules = JSON.parse(await valueOf(person, "guard.rules")) as Rule[];
  const like = rules.find(({ id }) => id === "brute-force-by-address");
  const soon = rules.map((rule) => (rule.id === "brute-force-by-account" ? { ...rule, threshold: 2 } : rule));
  await shell(person, "settings", "set", "guard.rules", JSON.stringify([...soon, { ...like, id: "slow-guessing", threshold: 2, action: "delay" }]));
}

async function guesses(person: Person, from: string, name: string, password: string): Promise<void> {
  const codes = await talk(person, "submissions", from, "EHLO client.example", `AUTH PLAIN ${btoa(`\0${name}\0${password}`)}`);
  if (codes.at(-1) !== "535") throw new Error(`not refused: ${codes.join(" ")}`);
}

// One guesses the passwords of several, and several guess that of one.
async function doesMore(person: Person): Promise<Record<string, unknown> & { looks: string[] }> {
  const { slow = "" } = person.more;
  await setsRules(person);
  for (const n of [1, 2]) await guesses(person, slow, `nobody${n}@test.example`, "guess");
  for (const n of [1, 2]) await guesses(person, `127.0.78.${n}`, person.target.user.replace("%d", "4"), `guess ${n}`);
  await person.open(PATH);
  await person.sees("Second factor asked for");
  await person.sees("Answered slowly");
  const chips = await person.page.$$eval(".filter-chip", (all) => all.map((chip) => chip.textContent));
  const looks = await person.look();
  await person.page.locator(".filter-chip ::-p-text(Second factor asked for)").click();
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  const ofAccount = await person.rows();
  await person.page.locator(".filter-chip ::-p-text(Answered slowly)").click();
  await person.row(slow);
  await person.sees("events counted");
  return { chips, ofAccount, rows: await person.rows(), facts: await person.textOf(".list-aside .fact-list"), looks };
}

// What whoever has the address calls it is a text, whatever he wrote.
async function isNamed(person: Person, address: string): Promise<string> {
  await shell(person, "ids", "block", address);
  await person.open(PATH);
  await person.row(address);
  await person.sees("Name in the DNS");
  await person.seesNot("is being asked for");
  const facts = await person.textOf(".list-aside .fact-list");
  await shell(person, "ids", "unblock", address);
  return facts;
}

// An account has logged in from there: it is said whom that shuts out, before a block and when it is denied for good.
async function blocksOwnPeople(person: Person, home: string): Promise<string> {
  await person.press("Block a network");
  await person.fill("Address or network", home);
  await person.press("Block");
  await person.page.waitForSelector("dialog [role=alert]");
  await person.fill("Address or network", "203.0.113.250");  // it was said of that network and of no other
  await person.page.waitForFunction(() => !document.querySelector("dialog [role=alert]"));
  await person.fill("Address or network", home);
  await person.press("Block");
  await person.press("Block all the same");
  await person.sees(`${home}/32 is blocked.`);
  await person.row(home);
  await person.sees("one lately");
  const ours = await person.textOf(".list-aside .fact-list");
  await person.press("Deny for good");
  await person.sees("One of your accounts has logged in from there lately and is shut out there now.");
  await person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, home);
  await person.undo();
  await person.page.waitForFunction((back) => document.querySelector(".grid")?.textContent?.includes(back), {}, home);
  return ours;
}

// From where he comes himself: he is refused, unless he means it. Nobody is kept out by it as long as the guard only watches.
async function blocksHimself(person: Person, me: string): Promise<void> {
  await shell(person, "settings", "set", "guard.enforce", "off");
  await person.press("Block a network");
  await person.fill("Address or network", me);
  await person.press("Block");
  await person.press("Block all the same");  // his people as well
  await person.sees("This would shut you out");
  person.refusals.expect("POST /api/v1/ids/blocks 409");
  await person.turn("Also if it shuts me out");
  await person.press("Block all the same");  // of his people he has been told
  await person.sees(`${me}/32 is blocked.`);
}

export default async function blocks(person: Person): Promise<Record<string, unknown>> {
  const attacker = person.more["attacker"] ?? "";
  await person.begin(PATH);
  await person.sees(attacker);
  const looks = await person.look();
  await person.row(attacker);
  await person.sees("events counted");
  await person.seesNot("is being asked for");
  looks.push(...await person.look());
  const proofs = await person.page.$$eval(".proof", (all) => all.length);
  const shown = person.path;
  const facts = await person.textOf(".list-aside .fact-list");
  const told = await person.rows();
  const inLogs = await person.page.$$eval(".list-aside a[href^='/admin/logs']", (all) => all.map((link) => link.getAttribute("href")));
  const chips = await person.page.$$eval(".filter-chip", (all) => all.map((chip) => chip.textContent));
  await person.press("Unblock");
  await person.sees("It is let in again.");
  await person.sees("Nobody is blocked");
  await person.sees("rules are enabled.");
  await person.sees("made today.");
  const armed = await person.page.$eval(".state", (state) => state.textContent);
  looks.push(...await person.look());
  await person.press("Undo");
  await person.sees(attacker);

  await person.press("Block a network");
  await person.press("Block");
  await person.sees("Fill this in");
  await person.fill("Address or network", "no network");
  await person.press("Block");
  await person.page.waitForSelector("dialog .field-error");
  person.refusals.expect("POST /api/v1/ids/blocks 400");
  const once = await person.page.$$eval("dialog .callout, dialog .field-error", (all) => all.length);
  looks.push(...await person.look());
  await person.fill("Address or network", "203.0.113.0/24");
  await person.page.locator("dialog .pick ::-p-text(IMAP)").click();
  looks.push(...await person.look());
  await person.press("Block");
  await person.sees("203.0.113.0/24 is blocked.");
  // Another is blocked by hand, and denied for good.
  const worst = person.more["worst"] ?? "";
  await person.press("Block a network");
  await person.fill("Address or network", worst);
  for (const service of ["SMTP", "IMAP"]) await person.page.locator(`dialog .pick ::-p-text(${service})`).click();
  await person.press("Block");
  await person.sees(`${worst}/32 is blocked.`);
  await person.row(worst);
  await person.press("Deny for good");
  await person.sees("It is denied until that is taken back. Kept out of: SMTP, IMAP. Other services stay open.");
  await person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, worst);
  const ours = await blocksOwnPeople(person, person.more["home"] ?? "");

  await person.search("203.0");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1 && location.search.includes("find="));
  const [found, address] = [await person.rows(), person.path];
  await blocksHimself(person, person.more["here"] ?? "");
  const { looks: more, ...others } = await doesMore(person);
  const named = await isNamed(person, person.more["named"] ?? "");
  return { shown, once, proofs, inLogs, chips, facts, ours, told, armed, found, address, others, named, looks: [...looks, ...more] };
}
