// Three messages are held: one is deleted elsewhere, one is looked at as text and let go, the last is deleted for good. The list is narrowed to
// where they came from.
import { plain, type Person } from "./console.ts";
import { shell } from "./shell.ts";

export default async function quarantine(person: Person): Promise<Record<string, unknown>> {
  const { good = "", bad = "", elsewhere = "", needle = "" } = person.more;
  const goes = (text: string): Promise<unknown> =>
    person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, text);
  await person.begin("/admin/quarantine");
  await person.sees(elsewhere);
  const chips = await person.page.$$eval(".filter-chip", (all) => all.map((chip) => chip.textContent));
  const left = (count: number): Promise<unknown> =>
    person.page.waitForFunction((wanted) => document.querySelectorAll(".grid-row.line").length === wanted, {}, count);
  await person.choose("Where it came from", "out");
  await left(0);
  await person.choose("Where it came from", "in");
  await left(3);
  const side = person.path;
  await person.page.mouse.move(0, 0);  // who points at a row is not disturbed
  const held = await shell<{ id: string; from: string }[]>(person, "quarantine", "list");
  await shell(person, "quarantine", "delete", held.find((one) => one.from === elsewhere)?.id ?? "");
  await goes(elsewhere);
  await person.sees(good);
  const looks = await person.look();
  await person.row(good);
  await person.sees(needle);
  await person.sees("Its beginning, as text");
  const facts = plain(await person.page.$eval(".list-aside .fact-list", (element) => element.textContent));
  const reason = plain(await person.page.$eval(".evidence-title", (element) => element.textContent));
  const drawn = await person.page.$$eval(".list-aside pre *", (all) => all.length);
  looks.push(...await person.look());
  await person.press("Release");
  await person.sees("with all that it carries");
  looks.push(...await person.look());
  await person.confirm(good, "Release");
  await person.sees("cannot be called back.");
  await goes(good);
  await person.row(bad);
  await person.press("Delete");
  await person.put("dialog[open] input", "something else");
  await person.keys("Enter");
  await person.sees("This is not");
  looks.push(...await person.look());
  await person.put("dialog[open] input", bad);
  await person.keys("Enter");
  await person.sees("Nothing is held");
  looks.push(...await person.look());
  return { chips, side, reason, facts, drawn, looks };
}
