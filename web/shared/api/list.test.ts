import { expect, test, vi } from "vitest";
import { firstThenAll, MOST_ROWS, Rows } from "./list.ts";
import { Problem } from "./problem.ts";

interface Row { name: string; hits: number }

test("what comes by itself waits while the rows are held, and what one asks for does not", async () => {
  let there: Row[] = [{ name: "ann", hits: 1 }];
  const rows = new Rows<Row>(() => Promise.resolve({ items: there.map((row) => ({ ...row })) }));
  const names = (): string[] => rows.rows.value.map((row) => row.name);
  rows.hold(true);
  await rows.renew();
  expect(names()).toEqual(["ann"]);

  there = [{ name: "bob", hits: 1 }, ...there];
  await rows.renew();
  expect(names()).toEqual(["ann"]);
  expect(rows.later.value).toHaveLength(2);
  rows.showLater();
  expect(names()).toEqual(["bob", "ann"]);
  expect(rows.later.value).toBeNull();

  await rows.renew();
  expect(rows.later.value, "nothing has changed").toBeNull();
  there = there.slice(1);
  await rows.read();
  expect(names()).toEqual(["ann"]);

  there = [...there, { name: "cyd", hits: 1 }];
  await rows.renew();
  expect(names(), "what comes of what one has done").toEqual(["ann", "cyd"]);
  rows.hold(true);
  there = [];
  await rows.renew();
  expect(names()).toEqual(["ann", "cyd"]);
  rows.hold(false);
  expect(names()).toEqual([]);
});

test("what one waits for is shown though it is read once more, because of news of the same", async () => {
  const answers: ((items: Row[]) => void)[] = [];
  const rows = new Rows<Row>(() => new Promise((resolve) => { answers.push((items) => resolve({ items })); }));
  const first = rows.read();
  answers[0]?.([{ name: "ann", hits: 1 }]);
  await first;
  const mine = rows.read();
  rows.hold(true);
  const news = rows.renew();
  for (const answer of answers.slice(1)) answer([]);
  await Promise.all([mine, news]);
  expect([rows.rows.value, rows.later.value]).toEqual([[], null]);
  const alone = rows.renew();
  answers[3]?.([{ name: "bob", hits: 1 }]);
  await alone;
  expect([rows.rows.value, rows.later.value?.length]).toEqual([[], 1]);
});

test("who stops the reading keeps what is there, is told why, and reads again", async () => {
  let answer = (_rows: Row[]): void => undefined;
  let given: AbortSignal | undefined;
  const rows = new Rows<Row>((_cursor, signal) => {
    given = signal;
    return new Promise((resolve) => { answer = (items) => resolve({ items }); });
  });
  const first = rows.read();
  answer([{ name: "ann", hits: 1 }]);
  await first;
  const second = rows.read();
  rows.stop(new Problem(0, "stopped"));
  expect([given?.aborted, rows.isReading.value, rows.problem.value?.message]).toEqual([true, false, "stopped"]);
  answer([]);
  await second;
  expect(rows.rows.value).toHaveLength(1);
  const third = rows.read();
  answer([]);
  await third;
  expect([rows.problem.value, rows.rows.value]).toEqual([null, []]);
});

// A server of a hundred rows of which a list takes ten.
const HUNDRED: readonly Row[] = Array.from({ length: 100 }, (_, hits) => ({ name: `user${hits}`, hits }));
const paged = (all: readonly Row[]) => (cursor: string | undefined): Promise<{ items: readonly Row[]; next?: string }> => {
  const from = Number(cursor ?? 0);
  return Promise.resolve({ items: all.slice(from, from + 5), ...(from + 5 < all.length && { next: String(from + 5) }) });
};

test("of a list that is too long the server is asked for what is looked for, and says whether that is all", async () => {
  const asked: string[] = [];
  const rows = new Rows<Row>(paged(HUNDRED), (text) => {
    asked.push(text);
    return paged(HUNDRED.filter((row) => row.name.includes(text)));
  }, 10);
  await rows.look("user77");
  expect([asked, rows.found.value], "nothing is read yet").toEqual([[], null]);
  await rows.read();
  await vi.waitFor(() => expect(rows.found.value).toEqual({ text: "user77", rows: [HUNDRED[77]], isCut: false }));
  expect([rows.rows.value.length, rows.isCut.value]).toEqual([10, true]);
  await rows.look("user");
  expect([rows.found.value?.rows.length, rows.found.value?.isCut]).toEqual([10, true]);
  rows.amend((row) => ({ ...row, hits: -row.hits }));
  expect(rows.found.value?.rows[3]?.hits).toBe(-3);
  await rows.look("");
  expect(rows.found.value).toBeNull();
  expect(asked).toEqual(["user77", "user"]);
});

test("a list that is here as a whole asks nothing of the server, nor does one that cannot", async () => {
  const refuses = (): never => { throw new Error("asked"); };
  const whole = new Rows<Row>(paged(HUNDRED.slice(0, 9)), refuses, 10);
  await whole.read();
  await whole.look("user1");
  const unable = new Rows<Row>(paged(HUNDRED), undefined, 10);
  await unable.read();
  await unable.look("user77");
  expect([whole.found.value, whole.isCut.value, whole.canAsk, unable.found.value, unable.isCut.value, unable.canAsk])
    .toEqual([null, false, true, null, true, false]);
});

test("of what the server gives in one answer there is something to see before all of it is there, each row once", async () => {
  const there = Array.from({ length: 1000 }, (_, hits) => ({ name: `user${hits}`, hits }));
  const limits: number[] = [];
  let answer = (): void => undefined;
  const rows = new Rows<Row>(firstThenAll((limit) => {
    limits.push(limit);
    return new Promise<Row[]>((resolve) => { answer = () => resolve(there.slice(0, limit)); });
  }, (given) => given));
  const reading = rows.read();
  answer();
  await vi.waitFor(() => expect([rows.rows.value.length, rows.isReading.value]).toEqual([200, true]));
  await vi.waitFor(() => expect(limits).toEqual([200, MOST_ROWS]));
  answer();
  await reading;
  expect([rows.rows.value.length, rows.isCut.value]).toEqual([1000, false]);

  const again = rows.read();
  answer();
  await vi.waitFor(() => expect(limits).toHaveLength(4));
  expect(rows.rows.value.length, "what is there stays until all of it has come anew").toBe(1000);
  there.length = 3;
  answer();
  await again;
  expect(rows.rows.value.length).toBe(3);
  const few = rows.read();
  answer();
  await few;
  expect([limits.length, rows.rows.value.length], "what is short is asked for once").toEqual([5, 3]);
});
