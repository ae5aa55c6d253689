import { expect, test } from "vitest";
import { Problem } from "../api/problem.ts";
import { perform, takeBack } from "./acts.ts";

const never = new AbortController().signal;

test("each row is done once, and all of it can be taken back", async () => {
  const there = new Set([1, 2, 3, 4, 5, 6, 7]);
  const steps: number[] = [];
  const run = (row: number): Promise<() => Promise<void>> => {
    there.delete(row);
    return Promise.resolve(async () => { there.add(row); });
  };
  const done = await perform({ run }, [...there], (count) => steps.push(count), never);
  expect([done.count, done.failed, there.size, steps.at(-1)]).toEqual([7, 0, 0, 7]);
  await takeBack(done.backs);
  expect(there.size).toBe(7);
});

test("what fails stops nothing, and is told once", async () => {
  const run = (row: number): Promise<undefined> => (row % 2 ? Promise.reject(new Problem(409, `not ${row}`)) : Promise.resolve(undefined));
  const done = await perform({ run }, [1, 2, 3, 4], () => undefined, never);
  expect([done.count, done.failed, done.problem?.message]).toEqual([2, 2, "not 1"]);
});

test("who stops it has no more done than was begun", async () => {
  const stop = new AbortController();
  let begun = 0;
  await perform({ run: () => { if (++begun === 4) stop.abort(); return Promise.resolve(undefined); } }, Array.from({ length: 100 }, (_, i) => i),
    () => undefined, stop.signal);
  expect(begun).toBeLessThan(9);
});
