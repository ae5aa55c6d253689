// The administrator of one domain sees to it: an account, an alias, where mail to unknown names goes, the records to copy, mail that is
// held; and how much there was of what.
import { sums } from "./charts.ts";
import type { Person } from "./console.ts";

const DOMAIN = "/admin/domains/test.example";

async function makes(person: Person): Promise<string> {
  await person.begin("/admin/accounts");
  await person.press("New account");
  await person.fill("Name before the @", "joan");
  await person.press("Make the account");
  await person.page.waitForSelector("dialog[open] .secret .copyable-text");
  const password = await person.textOf("dialog[open] .secret .copyable-text");
  await person.press("I have it");
  return password;
}

async function leads(person: Person): Promise<void> {
  await person.open(`${DOMAIN}/aliases`);
  await person.press("New alias");
  await person.fill("Name before the @", "counter");
  await person.fill("Leads to", "joan@test.example");
  await person.keys("Enter");
  await person.press("Add");
  await person.sees("counter@test.example is there.");
  await person.press("Change");
  await person.fill("Goes to", "joan@test.example");
  await person.press("Save");
  await person.sees("Mail to unknown names goes where you said.");
}

async function copies(person: Person): Promise<string> {
  await person.page.browserContext().overridePermissions(person.target.api, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
  await person.open(DOMAIN);
  await person.press("Copy all");
  await person.sees("Copied");
  return person.page.evaluate(() => navigator.clipboard.readText());
}

// What the tables of its reports say of the last month.
async function counted(person: Person): Promise<Record<string, number>> {
  await person.open(`${DOMAIN}/reports`);
  await person.page.waitForSelector(".figures-one canvas");
  await person.page.$$eval(".figures-one .chart-head button", (all) => { for (const one of all) one.click(); });
  await person.page.waitForFunction(() => document.querySelectorAll(".figures-one tbody").length === 3);
  return { ...await sums(person, "Mail in and out"), ...await sums(person, "Spam"), ...await sums(person, "Logins") };
}

export default async function domainWork(person: Person): Promise<Record<string, unknown>> {
  const { held = "" } = person.more;
  const password = await makes(person);
  await leads(person);
  const zone = await copies(person);
  await person.open("/admin/quarantine");
  await person.row(held);
  await person.press("Release");
  await person.confirm(held, "Release");
  await person.sees("Nothing is held");
  return { password, zone, counted: await counted(person) };
}
