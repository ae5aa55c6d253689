// What was weakened is mended here, taken back and mended again, and each time the command line says the same.
import { points } from "./charts.ts";
import { isolated, plain, type Person } from "./console.ts";
import { valueOf } from "./shell.ts";

const LENGTH = "password.minimum_length";
const CLEAR = "auth.allow_cleartext_login";
const AT = `/admin/audit?at=settings.${LENGTH}`;

// The filter by state, by its word.
const chip = (person: Person, word: string): Promise<void> => person.page.locator(`.filter-chip ::-p-text(${word})`).click();

// Until the command line says so: a toast's way back is done when it has been, and says nothing.
async function becomes(person: Person, key: string, wanted: string): Promise<void> {
  while ((await valueOf(person, key)) !== wanted);
}

// What was tried and what came of it, as it is told.
async function breakOut(person: Person): Promise<string[][]> {
  await person.press("Try to break out");
  await person.page.waitForSelector(".audit-attempts");
  await person.sees("Tried at");
  return person.page.$$eval(".audit-attempts > div", (rows) => rows.map((row) => [...row.children].map((one) => one.textContent ?? "")))
    .then((rows) => rows.map((row) => row.map(plain)));
}

export default async function audit(person: Person): Promise<Record<string, unknown>> {
  await person.begin(AT);
  await person.sees("Why it matters");
  const looks = await person.look();
  await person.sees("Set on ");
  const weakened = await person.page.$eval(".audit-found + p a", (link) => [link.textContent, link.getAttribute("href") ?? ""])
    .then((all) => all.map(plain));
  const scores = (await points(person)).map(([, score]) => score);
  const values: string[] = [];
  await person.press("Mend");
  await person.sees("It is mended.");
  values.push(await valueOf(person, LENGTH));
  await person.press("Undo");
  await becomes(person, LENGTH, "4");
  await person.sees(`${LENGTH} is 4`);

  const weak = person.more.safe ?? "";
  await person.press(`Mend all safe (${isolated(weak)})`);
  await person.sees(`${weak} values are mended.`);
  values.push(await valueOf(person, LENGTH), await valueOf(person, CLEAR));
  await person.sees("What was mended");
  looks.push(...await person.look());
  const [newest = ""] = await person.page.$$eval(".audit-mending button", (all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
  await person.press(newest);
  await person.sees("That is taken back.");
  values.push(await valueOf(person, LENGTH), await valueOf(person, CLEAR));

  await chip(person, "Bad");
  await person.row(`${CLEAR}`);
  await person.sees("Or by command:");
  const [bad, command] = [await person.rows(), await person.textOf(".copyable-text")];
  await person.press("Mend");
  await person.sees("It is mended.");
  values.push(await valueOf(person, CLEAR), await valueOf(person, LENGTH));

  await person.open("/admin/audit?group=certificates");
  await person.sees("No certificate ends within three weeks");
  const certificates = await person.rows();
  await person.row("No certificate ends within three weeks");
  await person.sees("What was looked at");
  const seen = await person.page.$$eval(".audit-found li", (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));
  looks.push(...await person.look());
  const attempts = await breakOut(person);
  const outcome = await person.textOf("section[aria-label='Break-out proof'] [role=status] > .verdict");
  looks.push(...await person.look());
  await person.open(AT);
  await person.follow(`Setting ${isolated(LENGTH)}`);
  await person.sees("What differs is marked");
  return { audit: { scores, weakened, values, bad, command, certificates, seen, attempts, outcome, path: person.path }, looks };
}
