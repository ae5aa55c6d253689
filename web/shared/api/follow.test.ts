import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Following, type Stream } from "./follow.ts";

class Told implements Stream {
  onopen: unknown = null;
  onmessage: unknown = null;
  onerror: unknown = null;
  isClosed = false;
  close(): void { this.isClosed = true; }
  say(what: "onopen" | "onmessage" | "onerror"): void { (this[what] as () => void)(); }
}

let streams: Told[] = [];
let reads = 0;
const open = (): Told => {
  const one = new Told();
  streams.push(one);
  return one;
};
const follow = (): Following => new Following(open, async () => { ++reads; });
const last = (): Told => streams.at(-1) as Told;

beforeEach(() => { vi.useFakeTimers(); [streams, reads] = [[], 0]; });
afterEach(() => { vi.useRealTimers(); });

test("much news is one reading a second", () => {
  follow().start();
  last().say("onopen");
  for (let i = 0; i < 50; ++i) last().say("onmessage");
  vi.advanceTimersByTime(0);
  expect(reads).toBe(1);
  for (let i = 0; i < 50; ++i) last().say("onmessage");
  vi.advanceTimersByTime(999);
  expect(reads).toBe(1);
  vi.advanceTimersByTime(1);
  expect(reads).toBe(2);
});

test("a stream that ends is opened again, ever later, and then the list is read", () => {
  follow().start();
  last().say("onopen");
  last().say("onerror");
  expect([streams.length, last().isClosed]).toEqual([1, true]);
  vi.advanceTimersByTime(2000);
  last().say("onerror");
  vi.advanceTimersByTime(3999);
  expect([streams.length, reads]).toEqual([2, 0]);
  vi.advanceTimersByTime(1);
  last().say("onopen");
  vi.advanceTimersByTime(0);
  expect([streams.length, reads]).toEqual([3, 1]);
});

test("who looks away is told nothing, and is told all when he looks again", () => {
  const following = follow();
  following.start();
  last().say("onopen");
  last().say("onmessage");
  following.stop();
  vi.advanceTimersByTime(10_000);
  expect([reads, last().isClosed]).toEqual([0, true]);
  following.start();
  last().say("onopen");
  vi.advanceTimersByTime(0);
  expect(reads).toBe(1);
});
