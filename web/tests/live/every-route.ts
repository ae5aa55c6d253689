// Every page with each of its parts: those before a sign-in, the console's, and those of one's own account.
import { PAGES } from "../../admin/pages.ts";
import { PAGES as OWN } from "../../mail/pages.ts";
import type { Person } from "./console.ts";

// What the routes name besides: a rule, a room of settings, a domain under both its addresses, an account, an administrator.
const named = (account: string): readonly string[] => [
  "/admin/ids/rules/brute-force-by-address", "/admin/settings/smtp", "/admin/settings/every", "/admin/domains/test.example", "/domain/test.example",
  `/admin/accounts/${account}`, "/admin/administrators/admin",
];

const TABS = "main .tab-list [role=tab]";

// The titles of a page and of its parts, once what they are about has come from the server.
async function titles(person: Person): Promise<string[]> {
  const { page } = person;
  await page.waitForSelector("main .skeleton", { hidden: true });
  const seen = [await person.textOf("h1")];
  const tabs = await page.$$(TABS);
  for (const [at, tab] of tabs.entries()) {
    await tab.click();
    await page.waitForFunction((all, nth) => document.querySelectorAll(all)[nth]?.getAttribute("aria-selected") === "true", {}, TABS, at);
    await page.waitForSelector("[role=tabpanel] .skeleton", { hidden: true });
    seen.push(await person.textOf(`${TABS}[aria-selected=true]`));
  }
  return seen;
}

export default async function everyRoute(person: Person): Promise<Record<string, unknown>> {
  const { page, target } = person;
  const [seen, looks]: [Record<string, string[]>, string[]] = [{}, []];
  for (const path of ["/login", "/setup"]) {
    await page.goto(target.api + path, { waitUntil: "networkidle2" });
    await page.waitForSelector("h1");
    seen[path] = await titles(person);
    looks.push(...await person.look());
  }
  const open = async (path: string): Promise<void> => {
    await person.open(path);
    seen[path] = await titles(person);
    looks.push(...await person.look());
  };
  await person.begin("/admin/me");
  for (const { path } of PAGES) await open(path);
  for (const path of named(target.user.replace("%d", "1"))) await open(path);
  await person.forget();
  await page.goto(`${target.api}/login`, { waitUntil: "networkidle2" });
  await person.signIn(target.user.replace("%d", "1"), target.pass);
  await page.waitForSelector(".side-bar");
  for (const { path } of OWN) await open(path);
  return { seen, looks };
}
