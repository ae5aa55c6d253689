// Files whose names and contents are hostile, chosen where pages take some: certificates with their keys, and a list of networks.
import { readFileSync } from "node:fs";
import type { ElementHandle } from "puppeteer-core";
import type { Person } from "./console.ts";
import { lookHere, missingIn, watch } from "./faults.ts";

interface Files { chain: string; key: string; host: string; marks: string[] }

async function choose(person: Person, which: number, file: string): Promise<void> {
  await person.page.waitForSelector("dialog[open] input[type=file]");
  const inputs = await person.page.$$("dialog[open] input[type=file]");
  await (inputs[which] as ElementHandle<HTMLInputElement>).uploadFile(file);
}

// What was wrong and is not missed: in the form, once it is installed, and when it is asked whether it may go.
async function install(person: Person, { chain, key, host, marks }: Files): Promise<{ found: string[]; missing: string[] }> {
  const { page } = person;
  await person.press("Upload a certificate");
  await choose(person, 0, chain);
  await choose(person, 1, key);
  await page.waitForFunction(() => [...document.querySelectorAll<HTMLTextAreaElement>("dialog[open] textarea")].every((one) => one.textLength > 0));
  const { found } = await lookHere(person);
  await person.press("Use it");
  await page.waitForSelector("dialog[open]", { hidden: true });
  await person.row(host);
  await person.sees("SHA-256");
  const told = await lookHere(person);
  await person.press("Delete the certificate");
  await page.waitForSelector("dialog[open]");
  const asked = await lookHere(person);
  await person.keys("Escape");
  await page.waitForSelector("dialog[open]", { hidden: true });
  return { found: [...found, ...told.found, ...asked.found], missing: missingIn(told.text, marks) };
}

// A list in a file of such a name: what is said of it, once it is in.
async function bringList(person: Person, file: string): Promise<string[]> {
  await person.open("/admin/access/deny");
  await person.press("Import a list");
  await choose(person, 0, file);
  const { found } = await lookHere(person);
  await person.press("Cancel");
  return found;
}

export default async function hostileFiles(person: Person): Promise<Record<string, unknown>> {
  const certificates = JSON.parse(readFileSync(person.more["files"] ?? "", "utf8")) as Files[];
  const dialogs = await watch(person);
  const [missing, found]: [string[], string[]] = [[], []];
  await person.begin("/admin/certificates");
  for (const one of certificates) {
    await person.open("/admin/certificates");
    const seen = await install(person, one);
    missing.push(...seen.missing);
    found.push(...seen.found);
  }
  for (const { chain } of certificates) found.push(...await bringList(person, chain));
  return { missing, found, dialogs };
}
