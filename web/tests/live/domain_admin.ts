// An administrator of one domain sees it and its people; what is not his looks as if it were not there.
import type { Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";

export default async function domainAdmin(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  person.refusals.expect(NOBODY, "GET /api/v1/domains/shop.example 404", "GET /api/v1/accounts/eve%40shop.example 404");
  await page.setViewport({ width: 1280, height: 900 });
  await person.visit("/admin/domains");
  await person.put("input[autocomplete~=one-time-code]", more["code"] ?? "");
  await person.signIn(more["name"] ?? "", more["password"] ?? "");
  await page.waitForSelector(".grid-row.line");
  const domains = await person.rows();
  const links = await page.$$eval(".side-link", (all) => all.map((one) => one.getAttribute("href") ?? ""));
  const looks = await person.look();
  await person.open("/admin");
  await page.waitForSelector("[data-record]");
  const home = person.path;
  await person.open("/admin/domains/test.example/settings");
  await person.sees("These are set by who administers the whole server.");
  const told = await page.$$eval("dl.fact-list > div", (all) => all.map((one) => one.textContent ?? ""));
  looks.push(...await person.look());
  await page.locator("label.segment:has(input[value=forced])").click();
  await person.sees("have no second factor yet");
  looks.push(...await person.look());
  await person.press("Review and save");
  await person.press("Save the change");
  await person.sees("The change is saved.");
  await person.follow("Show who");
  await page.waitForSelector(".grid-row.line");
  const without = await page.$eval(".filter-chip[aria-pressed=true]", (chip) => chip.textContent);
  await person.open("/admin/accounts");
  await page.waitForSelector(".grid-row.line");
  const accounts = await person.rows();
  const nothing: string[] = [];
  for (const path of ["/admin/domains/shop.example", "/admin/accounts/eve%40shop.example", "/admin/defaults", "/admin/settings"]) {
    await person.visit(path);
    await person.sees("There is nothing here");
    nothing.push(person.path);
  }
  return { home, told, domains, accounts, without, links: [...new Set(links)].sort(), nothing, looks: [...looks, ...await person.look()] };
}
