// Lists of people tell who has logged in last: in order of it, and to the minute where one points at it.
import { named } from "../browser.ts";
import { plain, type Person } from "./console.ts";

// The rows in order of their last login, as they stand in sight: the latest first.
async function latestFirst(person: Person): Promise<{ rows: string[]; times: string[] }> {
  const { page } = person;
  await page.waitForSelector(".grid-row.line");
  await page.locator(named("Last login", "button")).click();
  await page.waitForSelector("[role=columnheader][aria-sort=ascending]");
  await page.locator(named("Last login", "button")).click();
  await page.waitForSelector("[role=columnheader][aria-sort=descending]");
  const times = await page.$$eval(".grid-row.line time[datetime][title]", (all) => all.map((one) => `${one.getAttribute("datetime")} ${one.title}`));
  return { rows: await person.rows(), times: times.map(plain) };
}

export default async function lastLogin(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/domains/test.example/accounts");
  const domain = await latestFirst(person);
  const looks = await person.look();
  await person.open("/admin/accounts");
  const accounts = await latestFirst(person);
  if (person.more["only"] === "domains") return { domain, accounts, looks };
  await person.open("/admin/administrators");
  const administrators = await latestFirst(person);
  looks.push(...await person.look());
  return { domain, accounts, administrators, looks };
}
