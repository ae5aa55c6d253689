// Somebody in New York changes the text of an automatic reply, whose days are told in UTC; then its first day. And what was counted by days of
// UTC has their dates for him too, as has the day that a report is about.
import type { Person } from "./console.ts";
import { shell } from "./shell.ts";

interface Reply { from: string; until: string; text: string }

const DAYS = "dialog[open] input[type=date]";

async function change(person: Person, what: () => Promise<void>): Promise<void> {
  await person.press("Change");
  await person.page.waitForSelector(DAYS);
  await what();
  const [saved] = await Promise.all([
    person.page.waitForResponse((response) => response.request().method() === "PUT"),
    person.page.locator("dialog[open] button[type=submit]").click(),
  ]);
  if (!saved.ok()) throw new Error(`it was not saved: ${saved.status()}`);
  await person.page.waitForFunction(() => document.querySelector("dialog[open]") === null);
}

export default async function newYork(person: Person): Promise<Record<string, unknown>> {
  const { address = "" } = person.more;
  const reply = (): Promise<Reply> => shell<Reply>(person, "auto-reply", "show", address);
  await person.page.emulateTimezone("America/New_York");
  await person.begin(`/admin/accounts/${encodeURIComponent(address)}/mail`);
  await person.sees("Automatic reply");
  let days: string[] = [];
  await change(person, async () => {
    days = await person.page.$$eval(DAYS, (all) => all.map((one) => (one as HTMLInputElement).value));
    await person.fill("Text", "Still away.");
  });
  const texted = await reply();
  await change(person, () => person.page.locator(DAYS).fill("2026-12-25"));
  const moved = await reply();
  await person.sees("Dec 25, 2026, 12:00 AM");
  await person.open("/admin/figures?span=all");
  await person.page.waitForSelector(".figures-one .chart-head button");
  await person.page.locator(".figures-one .chart-head button").click();
  await person.page.waitForSelector(".figures-one tbody tr");
  const counted = await person.page.$eval(".figures-one tbody", (rows) => rows.lastElementChild?.querySelector("th")?.textContent);
  await person.open("/admin/domains/test.example/reports?kind=tls");
  await person.page.waitForSelector(".grid-row.line");
  const reported = await person.rows();
  await person.page.emulateTimezone();
  return { days, texted, moved, counted, reported };
}
