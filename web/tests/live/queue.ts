// Mail waits at servers that put it off: one message is tried at once, one held, one goes to somebody else, others are deleted, and what
// comes in meanwhile is there without asking.
import { named } from "../browser.ts";
import type { Person } from "./console.ts";
import { shell } from "./shell.ts";

export default async function queue(person: Person): Promise<Record<string, unknown>> {
  const { forced = "", held = "", moved = "", deleted = "", late = "", to = "" } = person.more;
  const tab = async (name: string): Promise<void> => {
    await person.page.locator(named(name, "tab")).click();
    await person.page.waitForSelector(`.grid[aria-label="${name}"] .grid-row.line`);
  };
  const goes = (text: string): Promise<unknown> =>
    person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, text);
  const type = async (word: string): Promise<void> => {
    await person.page.locator("dialog[open] input").fill(word);
    await person.keys("Enter");
    await person.page.waitForSelector("dialog[open]", { hidden: true });
  };
  const state = (address: string, word: string): Promise<unknown> => person.page.waitForFunction((...wanted) =>
    [...document.querySelectorAll(".grid-row.line")].some((row) => wanted.every((text) => row.textContent?.includes(text))), {}, address, word);

  person.refusals.expect("POST /api/v1/queue/redirect 400");
  person.refusals.allow("GET /api/v1/queue/* 404");  // it was delivered as its page asked for it again
  await person.begin("/admin/queue");
  await person.sees(forced);
  const looks = await person.look();
  await person.row(forced);
  await person.sees("come back <img src=x");
  await person.press("Look at the message");
  await person.sees("waits-0");
  const text = await person.textOf(".message-text");
  looks.push(...await person.look());
  const shown = person.path;
  await person.press("Try now");
  await person.sees("It is tried now.");
  await goes(forced);

  await person.row(held);
  await person.press("Hold");
  await state(held, "Held");
  await person.press("Undo");
  await state(held, "Put off");
  await person.press("Hold");
  await state(held, "Held");
  await person.sees(late);  // it came in when that was held

  await person.row(moved);
  await person.press("Redirect");
  await person.fill("Address of the new recipient", "nobody");
  await person.press("Send it there");
  await person.page.waitForSelector("dialog [role=alert]");
  looks.push(...await person.look());
  await person.fill("Address of the new recipient", to);
  await person.press("Send it there");
  await person.sees(`It goes to ${to}.`);
  await goes(moved);
  await goes(to);  // it stands there until it is delivered: nothing moves up under the pointer after that

  const one = `one@${deleted}`;
  await person.row(one);
  await person.press("Delete");
  looks.push(...await person.look());
  await type(one);
  await goes(one);
  await tab("Destinations");
  await person.row(deleted);
  await person.sees("All of it was put off");
  looks.push(...await person.look());
  await person.press("Delete");
  await type(deleted);
  await goes(deleted);
  await tab("Senders");
  looks.push(...await person.look());
  const senders = await person.rows();
  await tab("Answers");
  const answers = await person.rows();
  // All messages that were told the same are deleted at once: there is no name to type for them, but their number.
  const before = await shell<unknown[]>(person, "queue", "list");
  await person.row("come back");
  looks.push(...await person.look());
  await person.press("Delete");
  await type("1");
  await goes("come back");
  return { shown, text, senders, answers, before, looks };
}
