// Mail waits at servers that put it off: one message is tried at once, one held, one goes to somebody else, others are deleted, and what
// comes in meanwhile is there without asking.
import { settle } from "../browser.ts";
import { json, whileAnswered, type Asked } from "./answers.ts";
import type { Person } from "./console.ts";
import { shell } from "./shell.ts";

const QUEUE = "/api/v1/queue";
const MANY = 20_000;

const leg = (number: number): object => ({
  id: `made-up-${number}`, message: "made.up", domain: `${number}.made-up.test`, from: "made@up.test", to: [`up@${number}.made-up.test`],
  answers: [{ attempts: 1, answer: "made up" }], size: 1, queued: "2030-01-01T00:00:00Z", due: null, login: "", quarantine: null,
});
const line = (number: number): object => ({ domain: `${number}.made-up.test`, waiting: 1, next: null, being_tried: false, oldest: null, held: 1 });

// More waits than a page takes: what is typed is looked for by the server among all of it.
async function beyond(person: Person, kind: string, wanted: string): Promise<string[]> {
  const all: Readonly<Record<string, readonly object[]>> = {
    [QUEUE]: Array.from({ length: MANY }, (_, n) => leg(n)), [`${QUEUE}/domains`]: Array.from({ length: MANY }, (_, n) => line(n)),
  };
  const answer = ({ method, path, query }: Asked): ReturnType<typeof json> | undefined => {
    const made = all[path];
    return method === "GET" && made && !["sender", "answer", "name", "text"].some((one) => query.has(one)) ? json(made) : undefined;
  };
  return whileAnswered(person, answer, async () => {
    await person.open(`/admin/queue/${kind}`);
    await person.sees(kind === "destinations" ? "Only the first " : " of the waiting messages are counted here");
    await person.search(wanted);
    await person.page.waitForFunction((found) => {
      const rows = [...document.querySelectorAll(".grid-row.line")];
      return rows.length === 1 && rows[0]?.textContent?.includes(found);
    }, {}, wanted);
    return person.rows();
  });
}

// For whom messages wait, as far as that can be read in a window of each width: cut neither at the end of a line nor below the last one.
async function readable({ page }: Person): Promise<string[][]> {
  const before = page.viewport();
  const read: string[][] = [];
  for (const width of [360, 1280, 1920]) {
    await page.setViewport({ width, height: 900 });
    await settle(page);
    read.push(await page.$$eval(".queue-to", (all) => all.filter((one) =>
      one.scrollWidth <= one.clientWidth + 1 && one.scrollHeight <= one.clientHeight + 1).map((one) => one.textContent)));
  }
  if (before) await page.setViewport(before);
  return read;
}

export default async function queue(person: Person): Promise<Record<string, unknown>> {
  const { forced = "", held = "", moved = "", deleted = "", late = "", to = "", sender = "" } = person.more;
  const tab = async (name: string): Promise<void> => {
    await person.tab(name);
    await person.page.waitForSelector(`.grid[aria-label="${name}"] .grid-row.line`);
  };
  const goes = (text: string): Promise<unknown> =>
    person.page.waitForFunction((gone) => !document.querySelector(".grid")?.textContent?.includes(gone), {}, text);
  const type = async (word: string): Promise<void> => {
    await person.put("dialog[open] input", word);
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
  const addresses = await readable(person);
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
  await person.press("Start over");
  await person.sees("It is tried as if it had just come in.");
  await state(held, "Put off");
  const [restarted] = (await shell<{ to: string[]; queued: string }[]>(person, "queue", "list")).filter((one) => one.to.includes(held));
  await person.press("Hold");
  await state(held, "Held");
  await person.press("Undo");
  await state(held, "Put off");
  await person.press("Hold");
  await state(held, "Held");
  await person.sees("It is held, and not tried until somebody ends that.");
  await person.press("End the hold");
  await person.sees("It is held no more, and tried now.");
  await state(held, "Put off");
  await person.press("Hold");
  await state(held, "Held");
  await person.sees(late);  // it came in when that was held

  await person.row(moved);
  await person.press("Redirect");
  await person.fill("Address of the new recipient", "nobody");
  await person.confirm(moved, "Send it there");
  await person.page.waitForSelector("dialog .field-error");
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
  const found = {
    destinations: await beyond(person, "destinations", held.split("@")[1] ?? ""), senders: await beyond(person, "senders", sender),
    answers: await beyond(person, "answers", "come back"),
  };
  await person.open("/admin/queue/answers");
  // All messages that were told the same are deleted at once: there is no name to type for them, but their number.
  const before = await shell<unknown[]>(person, "queue", "list");
  await person.row("come back");
  looks.push(...await person.look());
  await person.press("Delete");
  await type("1");
  await goes("come back");
  return { shown, text, restarted: restarted?.queued, senders, answers, found, before, addresses, looks };
}
