// Hostile words beside lists: what is told of each row, its facts apart from the beginning of its text, which is asked for where it has to be;
// and what the list is saved as.
import { named } from "../browser.ts";
import { plain, type Person } from "./console.ts";
import { lookNow, watch } from "./faults.ts";
import { savedAs } from "./logs.ts";

const WINDOW = { width: 1280, height: 2400 };
const IN_NARROW = "5";  // rows of each list that are looked at again in a narrow window

interface Row { title: string; facts: Record<string, string>; reason: string; text: string; all: string }
interface File { path: string; csv: string; json: string }
interface Opened { row: Row; found: string[] }

// Runs in the page: what stands beside the list now.
function told(): Row {
  const aside = document.querySelector<HTMLElement>(".list-aside");
  const textOf = (selector: string): string => aside?.querySelector(selector)?.textContent ?? "";
  const facts = [...aside?.querySelectorAll(".fact-list > div") ?? []].map((fact) =>
    [fact.querySelector("dt")?.textContent ?? "", fact.querySelector("dd")?.textContent ?? ""] as const);
  return {
    title: textOf("h2"), facts: Object.fromEntries(facts), reason: textOf(".evidence-title"), text: textOf(".message-text"),
    all: aside?.textContent ?? "",
  };
}

async function open(person: Person, at: number): Promise<Opened> {
  const { page } = person;
  await page.evaluate((which) => {
    document.querySelectorAll(".grid-row.line")[which]?.querySelector<HTMLElement>(".grid-cell:last-child")?.click();
  }, at);
  await page.waitForFunction(() => document.querySelector(".list-aside .fact-list") && !document.querySelector(".list-aside .skeleton"));
  if (person.path.startsWith("/admin/queue")) await page.locator(`.list-aside ${named("Look at the message", "button")}`).click();
  await page.waitForSelector(".list-aside .message-text");
  const row = await page.evaluate(told);
  const { found } = await lookNow(person);
  await page.evaluate(() => document.querySelector<HTMLElement>(".list-aside-head button")?.click());
  await page.waitForSelector(".list-aside", { hidden: true });
  return { row: { ...row, title: plain(row.title) }, found };
}

export default async function hostileRows(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  const dialogs = await watch(person);
  const [rows, found, saved]: [Row[], string[], File[]] = [[], [], []];
  await person.begin("/admin/me");
  for (const path of (more["pages"] ?? "").split(" ")) {
    await page.setViewport(WINDOW);
    await person.open(path);
    await page.waitForSelector(".grid-row.line");
    const csv = (await savedAs(person, "As CSV, for a spreadsheet")).text;
    saved.push({ path, csv, json: (await savedAs(person, "As JSON, for a program")).text });
    const count = await page.$$eval(".grid-row.line", (all) => all.length);
    for (let at = 0; at < count; ++at) {
      const opened = await open(person, at);
      rows.push(opened.row);
      found.push(...opened.found);
    }
    await page.setViewport({ ...WINDOW, width: 320 });
    found.push(...(await lookNow(person, true, Number(more["narrow"] ?? IN_NARROW))).found);
  }
  return { rows, found, saved, dialogs };
}
