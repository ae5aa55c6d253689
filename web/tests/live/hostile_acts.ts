// Acting in a name that is hostile itself, for hostile reasons: what grants it, and the banner over each page that is looked at so.
import { readFileSync } from "node:fs";
import type { Person } from "./console.ts";
import { lookHere, missingIn, watch, type Looked } from "./faults.ts";

interface Reason { reason: string; mark: string }

const PAGES = ["", "/programs", "/sessions", "/sign-ins", "/set-up"];

async function grant(person: Person, address: string, reason: string): Promise<{ way: string; seen: Looked }> {
  await person.open(`/admin/accounts/${encodeURIComponent(address)}`);
  await person.pick("More", "Act in this name");
  await person.fill("Reason", reason);
  const asked = await lookHere(person);
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("The person was told by mail");
  const granted = await lookHere(person);
  const way = await person.page.$eval("dialog[open] a.button", (link) => new URL(link.href).pathname);
  return { way, seen: { text: asked.text + granted.text, found: [...asked.found, ...granted.found] } };
}

export default async function hostileActs(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  const { address = "", part = "" } = more;
  const reasons = JSON.parse(readFileSync(more["reasons"] ?? "", "utf8")) as Reason[];
  const dialogs = await watch(person);
  const [missing, found]: [string[], string[]] = [[], []];
  await person.begin("/admin/me");
  for (const [at, one] of reasons.entries()) {
    const { way, seen } = await grant(person, address, one.reason);
    found.push(...seen.found);
    if (!seen.text.includes(part)) missing.push(`granted: ${part}`);
    for (const path of at === 0 ? PAGES : PAGES.slice(0, 1)) {
      await person.open(way + path);
      found.push(...(await lookHere(person)).found);
      const banner = await page.$eval("header .callout", (banner) => (banner as HTMLElement).innerText);
      missing.push(...missingIn(banner, [one.mark, part, person.name]).map((word) => `banner of ${way}${path}: ${word}`));
    }
    await Promise.all([page.waitForNavigation(), person.press("End this")]);
    await page.waitForSelector("input[autocomplete~=username]");
  }
  return { missing, found, dialogs };
}
