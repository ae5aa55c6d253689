// A list that is longer than a page takes: what is typed is looked for by the server. And what is done with many rows waits when there is too
// much of it for the server, says so, goes on, and is stopped by who has enough of it.
import { json, problem, whileAnswered, type Asked } from "./answers.ts";
import type { Person } from "./console.ts";

const BLOCKS = "/api/v1/ids/blocks";
const MANY = 20_000;

const madeUp = (number: number): object => ({
  subject: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}/32`, rule: "made-up", services: ["smtp"], action: "block",
  country: "", since: "2030-01-01T00:00:00Z", until: null, minutes_left: null, count: 1, blocks_in_30_days: 1, description: "",
});

async function beyond(person: Person): Promise<Record<string, unknown>> {
  const wanted = person.more["wanted"] ?? "";
  const all = json({ items: Array.from({ length: MANY }, (_, number) => madeUp(number)) });
  const asked: string[] = [];
  const answer = ({ method, path, query }: Asked): ReturnType<typeof json> | undefined => {
    if (method !== "GET" || path !== BLOCKS) return undefined;
    const text = query.get("text");
    if (text !== null) asked.push(text);
    return text === null ? all : undefined;
  };
  return whileAnswered(person, answer, async () => {
    await person.open("/admin/ids/blocks");
    await person.sees("Only the first 20,000 are shown.");
    const looks = await person.look();
    await person.search(wanted);
    await person.sees(wanted);
    await person.seesNot("The server looks for it");
    await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
    return { beyond: await person.rows(), asked, looks };
  });
}

// The first two are refused, and so is whoever asks before that time has passed.
const refusing = (seconds: number): ((asked: Asked) => ReturnType<typeof problem> | undefined) => {
  let refused = 0;
  return ({ method, path }) => (method !== "GET" && path.startsWith(BLOCKS) && refused++ < 2
    ? problem(429, "Too many requests", { "Retry-After": String(seconds) }) : undefined);
};

async function all(person: Person): Promise<void> {
  await person.page.waitForSelector(".grid-row.line");
  await person.page.focus(".grid");
  await person.page.keyboard.down("Control");
  await person.keys("a");
  await person.page.keyboard.up("Control");
}

// As the list says it: it draws no more rows than are in sight.
const counted = ({ page }: Person): Promise<number> => page.$eval(".list-ends [role=status]", (told) =>
  (told.textContent.startsWith("One") ? 1 : Number(told.textContent.replace(/\D/g, ""))));

const toBe = async ({ page }: Person, count: number): Promise<void> => {
  const words = count === 1 ? "One row" : `${count} rows`;
  await page.waitForFunction((wanted) =>
    document.querySelector(".list-ends [role=status]")?.textContent.replace(/[\u2068\u2069]/g, "") === wanted, {}, words);
};

export default async function longList(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/ids/blocks");
  const { looks, ...seen } = await beyond(person);
  person.refusals.expect(`DELETE ${BLOCKS}/* 429`, `POST ${BLOCKS} 429`);
  await person.open("/admin/ids/blocks");
  await all(person);
  const there = await counted(person);
  await whileAnswered(person, refusing(600), async () => {
    await person.press("Unblock");
    await person.sees("the server is asked again in");
    (looks as string[]).push(...await person.look());
    await person.press("Cancel");
    await person.sees("not begun any more: it was stopped");
  });
  // What was done is gone, and who is left is chosen still.
  await person.page.waitForFunction((before) => {
    const numberIn = (selector: string): number => {
      const text = document.querySelector(selector)?.textContent ?? "";
      return text.startsWith("One") ? 1 : Number(text.replace(/[^\d]/g, ""));
    };
    const left = numberIn(".list-ends [role=status]");
    return left < before && left === numberIn(".bulk-bar .strong");
  }, {}, there);
  const left = await counted(person);
  await person.open("/admin/ids/blocks");  // a page that is opened anew knows nothing of how long it was to wait
  await all(person);
  await whileAnswered(person, refusing(2), async () => {
    await person.press("Unblock");
    await person.sees("the server is asked again in");
    await person.sees("Nobody is blocked");
  });
  await whileAnswered(person, refusing(2), async () => {
    await person.undo();
    await person.sees("the server is asked again in");
    await toBe(person, left);
  });
  return { ...seen, there, left, looks };
}
