// A route names a password that is not there; it is set, set anew, another is kept and deleted. None of them is seen again.
import { named } from "../browser.ts";
import { plain, type Person } from "./console.ts";

const CARD = "section[aria-label='Passwords of routes']";

const listed = async ({ page }: Person): Promise<string[]> =>
  (await page.$$eval(`${CARD} .settings-password`, (all) => all.map((one) => (one as HTMLElement).innerText))).map(plain);

async function keep(person: Person, value: string): Promise<void> {
  await person.put("dialog[open] input[type=password]", value);
  await person.page.locator(`dialog[open] ${named("Keep", "button")}`).click();
}

async function has({ page }: Person, count: number): Promise<void> {
  await page.waitForFunction((card, wanted) => document.querySelectorAll(`${card} li`).length === wanted, {}, CARD, count);
}

// Anywhere on the page, in a field or beside it.
const isShown = ({ page }: Person, value: string): Promise<boolean> =>
  page.evaluate((wanted) => [document.documentElement.textContent, ...[...document.querySelectorAll("input")].map((one) => one.value)]
    .some((text) => text.includes(wanted)), value);

export default async function routePasswords(person: Person): Promise<Record<string, unknown>> {
  const { page, more: { first = "", second = "" } } = person;
  const missing = "No password of this name is kept: mail for this route waits until there is one.";
  person.refusals.expect("PUT /api/v1/secrets/* 400");
  await person.begin("/admin/settings/delivery");
  await person.sees(missing);
  await person.sees("There is none");
  const looks = await person.look();
  const before = await listed(person);
  await person.press("Set: relay-one");
  looks.push(...await person.look());
  await keep(person, first);
  await person.sees("The password relay-one is kept.");
  await person.seesNot(missing);
  const acts = await page.$$eval(`${CARD} li button`, (all) => all.map((one) => one.getAttribute("aria-label")));

  await person.press("Keep a password");
  await person.fill("Name", "no good name");
  await keep(person, second);
  await page.waitForSelector("dialog[open] [role=alert], dialog[open] .field-error");
  await person.fill("Name", "spare");
  await person.page.locator(`dialog[open] ${named("Keep", "button")}`).click();
  await person.sees("The password spare is kept.");
  await has(person, 2);
  const between = await listed(person);
  looks.push(...await person.look());

  await person.press("Delete: spare");
  await person.confirm("relay-one", "Delete");
  await person.sees("This is not");
  await person.confirm("spare", "Delete");
  await person.sees("The password spare is deleted.");
  await has(person, 1);
  await person.press("Set anew: relay-one");
  await keep(person, second);
  await page.waitForFunction(() => document.querySelector("dialog[open]") === null);
  const seen = [await isShown(person, first), await isShown(person, second)];
  return { before, acts, between, after: await listed(person), seen, looks };
}
