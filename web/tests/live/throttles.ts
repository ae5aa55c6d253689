// Somebody has sent more than he may; somebody else gets a limit of his own.
import type { Person } from "./console.ts";

export default async function throttles(person: Person): Promise<Record<string, unknown>> {
  const { over = "", limited = "" } = person.more;
  await person.begin("/admin/throttles");
  await person.sees("For everybody");
  await person.press("Add one");
  const looks = await person.look();
  const fields = '.records-list > li:last-child';
  await person.put(`${fields} input:not([inputmode])`, limited);
  await person.put(`${fields} input[inputmode=numeric]`, "1");
  await person.put(`${fields} select`, "reject");
  await person.press("Review and save");
  looks.push(...await person.look());
  await person.press("Save the change");
  await person.page.waitForFunction(() => document.querySelector(".save-bar") === null);
  await person.sees("One setting was saved.");
  await person.tab("Lately beyond a limit");
  await person.sees(over);
  looks.push(...await person.look());
  const lately = await person.rows();
  await person.tab("Used up now");
  await person.page.waitForSelector('.grid[aria-label="Used up now"] .grid-row.line');
  looks.push(...await person.look());
  const now = await person.rows();
  await person.follow("What waits for its time");
  await person.page.waitForSelector(".filter-chip[aria-pressed=true]");
  const chip = await person.textOf(".filter-chip[aria-pressed=true]");
  return { lately, now, chip, waiting: await person.rows(), looks };
}
