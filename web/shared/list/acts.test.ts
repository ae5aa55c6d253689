import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeApi } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { Stopped } from "../api/patience.ts";
import { perform, requestsOf, takeBack } from "./acts.ts";

const never = new AbortController().signal;

let began = 0;
beforeEach(() => { vi.useFakeTimers({ now: began += 3_600_000 }); });  // time goes on from one to the next
afterEach(() => { vi.useRealTimers(); });

test("each row is done once, and all of it can be taken back", async () => {
  const there = new Set([1, 2, 3, 4, 5, 6, 7]);
  const steps: number[] = [];
  const run = (row: number): Promise<() => Promise<void>> => {
    there.delete(row);
    return Promise.resolve(async () => { there.add(row); });
  };
  const done = await perform({ run }, [...there], { stop: never, step: (more) => steps.push((steps.at(-1) ?? 0) + more) });
  expect([done.count, done.failed, there.size, steps.at(-1)]).toEqual([7, 0, 0, 7]);
  await takeBack(done.backs);
  expect(there.size).toBe(7);
});

test("what fails stops nothing, and is told once", async () => {
  const run = (row: number): Promise<undefined> => (row % 2 ? Promise.reject(new Problem(409, `not ${row}`)) : Promise.resolve(undefined));
  const done = await perform({ run }, [1, 2, 3, 4], { stop: never });
  expect([done.count, done.failed, done.problem?.message, done.rest]).toEqual([2, 2, "not 1", [1, 3]]);
});

test("who stops it has no more done than was begun", async () => {
  const stop = new AbortController();
  let begun = 0;
  const rows = Array.from({ length: 100 }, (_, i) => i);
  const done = await perform({ run: () => { if (++begun === 4) stop.abort(); return Promise.resolve(undefined); } }, rows, { stop: stop.signal });
  expect(begun).toBeLessThan(9);
  expect([done.count, done.failed, done.rest]).toEqual([begun, 0, rows.slice(begun)]);
});

// A server that answers so many requests, and so many more whenever its time has passed; in between it says how long to wait, or nothing.
class Busy {
  readonly done: string[] = [];
  refused = 0;
  private left: number;
  private full = 0;
  private readonly most: number;
  private readonly seconds: number | null;

  constructor(most: number, seconds: number | null) {
    this.most = this.left = most;
    this.seconds = seconds;
  }

  readonly api = makeApi("http://busy.test", (request) => {
    if (this.left === 0 && this.full <= Date.now()) this.left = this.most;
    if (this.left === 0) {
      ++this.refused;
      return Promise.resolve(new Response("", { status: 429, headers: this.seconds === null ? {} : { "Retry-After": String(this.seconds) } }));
    }
    if (--this.left === 0) this.full = Date.now() + (this.seconds ?? 2) * 1000;
    this.done.push(decodeURIComponent(new URL(request.url).pathname.split("/").at(-1) ?? ""));
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  readonly run = async (subject: string): Promise<() => Promise<void>> => {
    await this.api.DELETE("/api/v1/ids/blocks/{subject}", { params: { path: { subject } } });
    return async () => { await this.run(subject); };
  };
}

const SUBJECTS = Array.from({ length: 50 }, (_, i) => `10.0.0.${i}/32`);

test("work of many requests waits as long as the server says, and every row is done once", async () => {
  const server = new Busy(20, 30);
  const waits: (number | null)[] = [];
  const work = perform({ run: server.run }, SUBJECTS, { stop: never, waits: (until) => waits.push(until) });
  await vi.advanceTimersByTimeAsync(29_000);
  expect([server.done.length, waits.at(-1)]).toEqual([20, began + 30_000]);
  const refused = server.refused;
  expect(refused, "those that were under way, and nobody after").toBeLessThanOrEqual(4);
  await vi.advanceTimersByTimeAsync(1000);
  expect([server.done.length, waits.includes(null)]).toEqual([40, true]);
  await vi.advanceTimersByTimeAsync(30_000);
  const done = await work;
  expect([done.count, done.failed, done.rest, server.done.sort()]).toEqual([50, 0, [], [...SUBJECTS].sort()]);
  const back = takeBack(done.backs);
  await vi.advanceTimersByTimeAsync(120_000);
  await back;
  expect(server.done).toHaveLength(100);
});

test("where the server does not say how long it is asked again all the same", async () => {
  const server = new Busy(5, null);
  const work = perform({ run: server.run }, SUBJECTS, { stop: never });
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await work).count).toBe(50);
});

test("who stops it while it waits need not wait, and is told what is left", async () => {
  const server = new Busy(7, 600);
  const stop = new AbortController();
  const work = perform({ run: server.run }, SUBJECTS, { stop: stop.signal });
  await vi.advanceTimersByTimeAsync(1000);
  stop.abort();
  const done = await work;
  expect([done.count, done.failed, done.problem, done.rest.length]).toEqual([7, 0, null, 43]);
  expect(done.rest.some((subject) => server.done.includes(subject))).toBe(false);
  const back = takeBack(done.backs, { stop: stop.signal });
  await expect(back).rejects.toThrow(Stopped);
});

test("a request of no such work is refused at once", async () => {
  const server = new Busy(1, 30);
  await server.run("first");
  await expect(server.run("second")).rejects.toMatchObject({ status: 429, retryAfter: 30 });
});

test("rows of many requests are counted by these", () => {
  expect([requestsOf({}, [1, 2, 3]), requestsOf({ parts: (row: number) => row }, [1, 2, 3])]).toEqual([3, 6]);
});
