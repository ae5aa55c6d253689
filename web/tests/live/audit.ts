// What was weakened is mended here, taken back and mended again, and each time the command line says the same. It is run again, and stopped.
import { whileAnswered } from "./answers.ts";
import { points } from "./charts.ts";
import { isolated, plain, type Person } from "./console.ts";
import { shell, valueOf } from "./shell.ts";

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

// Whether what is weak stands among what is bad.
const isBad = async (person: Person, weak: string): Promise<boolean> =>
  (await person.rows()).some((row) => row.startsWith("Bad") && row.includes(weak));
async function turnsBad(person: Person, weak: string, wanted: boolean): Promise<void> {
  await person.page.waitForFunction((text, is) => document.querySelector(".grid-row.line") !== null &&
    [...document.querySelectorAll(".grid-row.line")].some((row) => row.textContent.startsWith("Bad") && row.textContent.includes(text)) === is,
  {}, weak, wanted);
}

// What has changed since is shown once it is run again, and not before; who stops the run keeps what was there.
async function runsAgain(person: Person): Promise<boolean[]> {
  await shell(person, "settings", "set", CLEAR, "on");
  const told = [await isBad(person, CLEAR)];
  await person.press("Run again");
  await turnsBad(person, CLEAR, true);
  await shell(person, "settings", "reset", CLEAR);
  await whileAnswered(person, ({ method, path }) => (method === "POST" && path === "/api/v1/audit" ? "later" : undefined), async () => {
    await person.press("Run again");
    await person.page.waitForSelector("[role=progressbar]");
    await person.press("Cancel");
    await person.page.waitForSelector("[role=progressbar]", { hidden: true });
    await person.sees("You stopped the audit.");
  });
  told.push(await isBad(person, CLEAR));
  await person.press("Run again");
  await turnsBad(person, CLEAR, false);
  await person.seesNot("You stopped the audit.");
  return told;
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
  const open = await person.textOf(".list-aside h2");
  const marked = await person.textsOf(".grid-row.at");  // none: what is open has gone down, out of sight
  if (marked.some((one) => !one.includes(open))) throw new Error(`${open} is open, and another line is marked: ${marked.join()}`);
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

  // What the DNS lacks is said to be lacking, and the records stand at the domain that it is for.
  await person.open("/admin/audit?at=dns.spf");
  await person.sees(" lacks: ");
  const lacking = [await person.textOf(".audit-found li"), await person.page.$eval(".audit-way", (way) => way.getAttribute("href"))];
  looks.push(...await person.look());

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
  const ran = await runsAgain(person);
  await person.follow(`Setting ${isolated(LENGTH)}`);
  await person.sees("What differs is marked");
  return {
    audit: { scores, weakened, values, bad, command, lacking, certificates, seen, attempts, outcome, ran, path: person.path }, looks,
  };
}
