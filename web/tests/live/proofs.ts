// A while after they have signed in, in the same browser, an administrator and a person are asked whether it is still they: each shows it
// wrongly and rightly, and what he was doing goes on. Walked after another flow, which takes that while.
import type { Person } from "./console.ts";

const PATIENCE = 90_000;  // ms: a second factor holds for a minute at least

const shown = (name: string): string => `dialog[open] input[autocomplete~=${name}]`;

async function later(person: Person, path: string, asks: string): Promise<void> {
  await person.open(path);
  await person.page.waitForFunction(async (who) => {
    const answer = await fetch("/api/v1/session", { headers: { "X-Requested-By": who } });
    return !(await answer.json() as { proven: boolean }).proven;
  }, { polling: 1000, timeout: PATIENCE }, asks);
}

async function administrator(person: Person): Promise<string[]> {
  const { page, more } = person;
  await later(person, "/admin/administrators", "console");
  await person.press("New administrator");
  await person.fill("Name", "dora");
  await person.turn("Queue");
  await person.press("Make");
  await page.waitForSelector(shown("one-time-code"));
  const looks = await person.look();
  await person.put(shown("one-time-code"), "000000");
  await person.press("Go on");
  await page.waitForSelector("dialog[open] [role=alert]");
  looks.push(...await person.look());
  await person.put(shown("one-time-code"), more["next_code"] ?? "");
  await person.press("Go on");
  await page.waitForSelector("dialog[open] .copyable-text");
  await person.press("I have it");
  return looks;
}

async function himself(person: Person): Promise<string[]> {
  const { page, more, target } = person;
  await later(person, "/mail/security", "mail");
  await person.fill("New password", more["fresh"] ?? "");
  await person.press("Change the password");
  await page.waitForSelector(shown("current-password"));
  const looks = await person.look();
  await person.put(shown("current-password"), "not it at all");
  await person.press("Go on");
  await page.waitForSelector("dialog[open] [role=alert]");
  looks.push(...await person.look());
  await person.put(shown("current-password"), target.pass);
  await person.press("Go on");
  await person.sees("Your password is changed");
  return looks;
}

export default async function proofs(person: Person): Promise<Record<string, unknown>> {
  // At first, and as it was shown wrongly.
  person.refusals.expect("POST /api/v1/administrators 403", "POST /api/v1/session/proof 403");
  person.refusals.expect("PUT /api/v1/session/own-password 403", "POST /api/v1/session/proof-by-password 403");
  return { looks: [...await administrator(person), ...await himself(person)] };
}
