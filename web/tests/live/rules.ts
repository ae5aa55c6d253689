// A rule is tried on what was recorded, saved, taken back and saved again; others are switched, replaced by a set, added, changed and deleted.
import type { HTTPRequest } from "puppeteer-core";
import { points } from "./charts.ts";
import { isolated, plain, type Person } from "./console.ts";

const RULE = "brute-force-by-address";

async function saves(person: Person, threshold: string): Promise<void> {
  await person.fill("Threshold", threshold);
  await person.press("Review and save");
  await person.press("Save the change");
  await person.sees(`The rule ${RULE} is saved.`);
}

// Of a day, where it was 30 days: what is asked of the server, and into how many parts the picture is divided, before and then.
async function looksBackADay(person: Person): Promise<{ asked: (string | null)[]; parts: number[] }> {
  const { page } = person;
  const asked: (string | null)[] = [];
  const hear = (request: HTTPRequest): void => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith("/simulation")) asked.push(searchParams.get("since"));
  };
  const before = (await points(person)).length;
  page.on("request", hear);
  await page.locator(".simulation .segment ::-p-text(A day)").click();
  await person.press("Simulate");
  await page.waitForFunction((was) => ![0, was].includes(document.querySelectorAll(".chart-table tbody tr").length), {}, before);
  page.off("request", hear);
  return { asked, parts: [before, await page.$$eval(".chart-table tbody tr", (all) => all.length)] };
}

// A rule of one's own: within how long, what is done then, and for how long.
async function changes(person: Person, rule: string): Promise<void> {
  await person.fill("Time frame", "45");
  await person.page.locator(".rule-form .segment ::-p-text(Answer slowly)").click();
  await person.fill("Duration", "7");
  await person.press("Review and save");
  await person.press(`Save ${isolated(3)} changes`);
  await person.sees(`The rule ${rule} is saved.`);
}

async function chooses(person: Person, rule: string): Promise<void> {
  await person.page.$$eval(".grid-row.line", (rows, wanted) => {
    rows.find((row) => row.textContent.includes(wanted))?.querySelector<HTMLElement>(".grid-hit")?.click();
  }, rule);
}

export default async function rules(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  await person.begin("/admin/ids/rules");
  await person.sees("5 in 30 minutes");
  const looks = await person.look();
  const permanent = await page.$$eval(".grid-row.line", (rows) => rows.filter((row) => row.textContent.includes("Cannot be deleted")).length);
  const ofMail = (await person.rows()).find((row) => row.includes("connections-smtp"));
  await person.row(RULE);
  await person.sees("Not tried yet");
  const shown = person.path;
  await person.fill("Threshold", "3");
  await person.press("Simulate");
  await person.sees("Look at this one first");
  await page.waitForSelector(".chart-room canvas");
  const difference = await person.textOf(".difference");
  const caught = await person.rows();
  looks.push(...await person.look());
  const back = await looksBackADay(person);

  await person.tick(person.more["spared"] ?? "");
  await person.press("Exempt");
  await person.sees("It is exempt from rules of this kind, where this one counts.");

  await saves(person, "3");
  await person.undo();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>(".setting [inputmode=numeric]") !== null);
  await person.sees("as shipped");
  await person.seesNot("set for this system");
  await saves(person, "4");
  await person.sees("set for this system");

  await person.follow("All rules");
  await person.sees("changed");
  await chooses(person, "harvesting");
  await person.press("Switch off");
  await person.sees("The rule is off.");
  await person.undo();
  await page.waitForFunction(() => !document.querySelector(".grid")?.textContent.includes("Off"));
  await chooses(person, "harvesting");
  await person.press("Switch off");
  await page.waitForFunction(() => document.querySelector(".grid")?.textContent.includes("Off"));
  await chooses(person, "harvesting");
  await person.press("Back to shipped");
  await person.sees("The rule is as it shipped.");
  await page.waitForFunction(() => !document.querySelector(".grid")?.textContent.includes("Off"));
  await chooses(person, "connections-pop3");
  await person.press("Delete");
  await person.sees("The rule is deleted.");
  await person.open("/admin/ids/rules");
  await person.press("Choose a set");
  await person.sees("It is added.");
  await page.locator("dialog .segment ::-p-text(Balanced)").click();
  await person.sees("let more through than before");
  const planned = await page.$$eval("dialog .rule-plan", (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));
  looks.push(...await person.look());
  await person.press("Replace all rules");
  await person.sees("10 in 30 minutes");
  await person.undo();
  await person.sees("4 in 30 minutes");
  await person.press("Add a rule");
  await person.fill("Name", "slow-guessing");
  await person.press("Add, switched off");
  await person.sees("Not tried yet");
  await changes(person, "slow-guessing");
  return { shown, permanent, ofMail, difference, caught, back, planned, added: person.path, looks };
}
