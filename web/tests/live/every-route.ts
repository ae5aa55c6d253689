// Every page with each of its parts: those before a sign-in, the console's, and those of one's own account. What pages lead to by an
// address of its own, a tab, is opened by that address as well.
import { PAGES } from "../../admin/pages.ts";
import { ENROL, PAGES as OWN, RENEW } from "../../mail/pages.ts";
import type { Person } from "./console.ts";

// What the routes name besides: a rule, a room of settings, all of them, a domain under both its addresses, an account, an administrator.
const named = (account: string): readonly string[] => [
  "/admin/ids/rules/brute-force-by-address", "/admin/settings/smtp", "/admin/settings/every", "/admin/domains/test.example", "/domain/test.example",
  ...["accounts", "aliases", "services", "settings", "lists", "health"].map((part) => `/domain/test.example/${part}`),
  `/admin/accounts/${account}`, "/admin/administrators/admin",
];

const TABS = "main .tab-list [role=tab]";

// The titles of a page and of its parts, once what they are about has come from the server.
async function titles(person: Person, places: Set<string>): Promise<string[]> {
  const { page } = person;
  await page.waitForSelector("main .skeleton", { hidden: true });
  const seen = [await person.textOf("h1")];
  const tabs = await page.$$(TABS);
  for (const [at, tab] of tabs.entries()) {
    await tab.click();
    await page.waitForFunction((all, nth) => document.querySelectorAll(all)[nth]?.getAttribute("aria-selected") === "true", {}, TABS, at);
    await page.waitForSelector("[role=tabpanel] .skeleton", { hidden: true });
    seen.push(await person.textOf(`${TABS}[aria-selected=true]`));
    places.add(person.path);
  }
  return seen;
}

export default async function everyRoute(person: Person): Promise<Record<string, unknown>> {
  const { page, target } = person;
  const [seen, looks]: [Record<string, string[]>, string[]] = [{}, []];
  const places = new Set<string>();
  for (const path of ["/login", "/login/forgotten", "/setup"]) {
    await person.visit(path);
    await page.waitForSelector("h1");
    seen[path] = await titles(person, places);
    looks.push(...await person.look());
  }
  const open = async (path: string): Promise<void> => {
    await person.open(path);
    seen[path] = await titles(person, places);
    looks.push(...await person.look());
  };
  await person.begin("/admin/me");
  for (const { path } of PAGES) await open(path);
  for (const path of named(target.user.replace("%d", "1"))) await open(path);
  for (const path of [...places].filter((one) => !(one in seen))) {  // their looks are known from the page that leads there
    await person.open(path);
    seen[path] = await titles(person, places);
  }
  const enter = async (user: string, password: string): Promise<void> => {
    await person.forget();
    await person.comeIn(user, password);
  };
  await enter(target.user.replace("%d", "1"), target.pass);
  for (const { path } of OWN) await open(path);
  const { renews = "", enrols = "", password = "" } = person.more;  // who is led to a page that nobody else has
  for (const [user, { path }] of [[renews, RENEW], [enrols, ENROL]] as const) {
    await enter(user, password);
    await open(path);
  }
  return { seen, looks };
}
