// Lists of people tell who has logged in last, in order of it, and to the minute where one points at it; and how much everybody holds.
import { named } from "../browser.ts";
import { plain, type Person } from "./console.ts";

async function sortDown({ page }: Person, column: string): Promise<void> {
  await page.waitForSelector(".grid-row.line");
  for (const order of ["ascending", "descending"]) {
    await page.locator(named(column, "button")).click();
    await page.waitForSelector(`[role=columnheader][aria-sort=${order}] ::-p-text(${column})`);
  }
}

// The rows in order of their last login, as they stand in sight: the latest first.
async function latestFirst(person: Person): Promise<{ rows: string[]; times: string[] }> {
  const { page } = person;
  await sortDown(person, "Last login");
  const times = await page.$$eval(".grid-row.line time[datetime][title]", (all) => all.map((one) => `${one.getAttribute("datetime")} ${one.title}`));
  return { rows: await person.rows(), times: times.map(plain) };
}

// Whoever holds most first; then those alone who have hardly any room; and what their domains hold together.
async function fullestFirst(person: Person): Promise<{ rows: string[]; full: string[]; domains: string[] }> {
  await sortDown(person, "Storage");
  const rows = await person.rows();
  await person.page.locator(".filter-chip ::-p-text(Nearly full)").click();
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  const full = await person.rows();
  await person.open("/admin/domains");
  await sortDown(person, "Storage");
  return { rows, full, domains: await person.rows() };
}

export default async function lastLogin(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/domains/test.example/accounts");
  const domain = await latestFirst(person);
  const looks = await person.look();
  await person.open("/admin/accounts");
  const accounts = await latestFirst(person);
  if (person.more["only"] === "domains") return { domain, accounts, looks };
  const storage = await fullestFirst(person);
  await person.open("/admin/administrators");
  const administrators = await latestFirst(person);
  looks.push(...await person.look());
  return { domain, accounts, administrators, storage, looks };
}
