// Passkeys with hostile names: each is made in the page, by a key of its own, and seen there, with what removing it asks.
import { readFileSync } from "node:fs";
import type { Person } from "./console.ts";
import { lookHere, missingIn, watch } from "./faults.ts";

interface Named { label: string; mark: string }

// The first one of a person comes with codes.
async function add(person: Person, label: string, count: number): Promise<void> {
  const { page } = person;
  await person.press("Add a passkey");
  await person.fill("Name", label);
  await person.press("Go on");
  await page.waitForFunction((all) => document.querySelectorAll(".passkey").length === all, {}, count);
  if (count === 1 && person.more["codes"]) await person.press("I have kept them");
  await page.waitForSelector("dialog[open]", { hidden: true });
}

export default async function hostilePasskeys(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  const named = JSON.parse(readFileSync(more["names"] ?? "", "utf8")) as Named[];
  const anotherKey = await person.carryKey();
  const dialogs = await watch(person);
  await person.begin(more["home"] ?? "/admin/me");
  for (const [at, { label }] of named.entries()) {
    await add(person, label, at + 1);
    await anotherKey();
  }
  // With what was told of each.
  const { text, found } = await lookHere(person);
  const missing = missingIn(text, named.map(({ mark }) => mark));
  for (const [at, { mark }] of named.entries()) {
    await (await page.$$(".passkey button"))[at]?.click();
    await page.waitForSelector("dialog[open]");
    const asked = await lookHere(person);
    found.push(...asked.found);
    missing.push(...missingIn(await page.$eval("dialog[open]", (dialog) => dialog.innerText), [mark]).map((one) => `asked: ${one}`));
    await person.keys("Escape");
    await page.waitForSelector("dialog[open]", { hidden: true });
  }
  return { missing, found, dialogs };
}
