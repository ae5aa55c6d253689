// Somebody is connected, and somebody else has signed in to the pages: the one is thrown out, the sessions of the other end. What goes
// without being thrown out here goes from the list all the same. From where somebody is connected is the way to the form that blocks it.
import type { Person } from "./console.ts";
import { shell } from "./shell.ts";

// Of two sessions of one person the one that began last, the first in the list.
async function endNewest(person: Person, twice: string): Promise<number> {
  const { page } = person;
  await person.search(twice);
  await page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 2);
  await page.locator(".grid-row.line .grid-hit").click();
  await person.press("End this session");
  await person.sees("That session is over.");
  await page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  return (await person.rows()).length;
}

// Where one is led to, and where one is once the form was put away.
async function blocking(person: Person, address: string, looks: string[]): Promise<string[]> {
  const { page } = person;
  await person.search(address);
  await page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1 && location.search.includes("find="));
  await page.locator(".grid-row.line .grid-hit").click();
  await person.press("Block this address");
  await page.waitForFunction((wanted) => document.querySelector<HTMLInputElement>("dialog[open] input")?.value === wanted, {}, address);
  looks.push(...await person.look());
  const paths = [person.path];
  await person.press("Cancel");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  return [...paths, person.path];
}

export default async function connections(person: Person): Promise<Record<string, unknown>> {
  const { reader = "", stranger = "", gone = "", other = "", twice = "" } = person.more;
  const act = async (text: string, word: string): Promise<void> => {
    await person.search(text);
    await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
    await person.page.locator(".grid-row.line .grid-hit").click();
    await person.press(word);
    await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 0);
  };
  await person.begin("/admin/connections");
  await person.sees(reader);
  await person.sees(stranger);
  await person.sees("Per address");
  const looks = await person.look();
  const shown = await person.rows();
  await person.page.mouse.move(0, 0);  // who points at a row is not disturbed
  const open = await shell<{ session: string; address: string }[]>(person, "connection", "list", "--network", gone);
  await shell(person, "connection", "drop", open[0]?.session ?? "");
  await person.page.waitForFunction((wanted) => !document.querySelector(".grid")?.textContent?.includes(wanted), {}, gone);
  const blocks = await blocking(person, stranger, looks);
  await person.open("/admin/connections");
  await act(reader, "Drop");
  await person.sees("It is closed.");
  await act(stranger, "Drop");
  await person.tab("Sessions");
  await person.page.waitForSelector('.grid[aria-label="Sessions"] .grid-row.line');
  await person.sees(`${person.name} (this one)`);
  looks.push(...await person.look());
  const sessions = await person.rows();
  const one = await endNewest(person, twice);
  await act(other, "End all sessions");
  await person.sees("All of those sessions are over.");
  await person.press("Show all");
  await person.row(person.name);
  await person.page.locator(".grid-row.line .grid-hit").click();
  await person.press("End all sessions");
  await person.sees("End your own sessions");
  looks.push(...await person.look());
  person.refusals.allow("GET /api/v1/sessions 401");  // the list is read again by who has no session any more
  await person.put("dialog[open] input", person.name);
  await person.keys("Enter");
  await person.page.waitForSelector("input[type=password]");  // one has to sign in again
  return { shown, sessions, blocking: blocks, one, looks };
}
