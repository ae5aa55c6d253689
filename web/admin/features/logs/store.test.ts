import { expect, test, vi } from "vitest";
import type { Follower } from "./api.ts";
import { PLAIN } from "./model.ts";
import { LogStore, type LogsApi } from "./store.ts";

const line = (n: number): object => ({ t: "2026-11-27T06:15:46.238Z", e: `line ${n}` });

class Server implements LogsApi {
  there = [line(1), line(2)];
  to: Follower | null = null;
  search = () => Promise.resolve(this.there);
  follow = (_wanted: unknown, to: Follower): (() => void) => { this.to = to; return () => { this.to = null; }; };
}

const events = (store: LogStore): string[] => store.lines.value.map((one) => one.event);

test("who follows sees what was there and what comes, each once", async () => {
  vi.useFakeTimers();
  const server = new Server();
  const store = new LogStore(server);
  store.follow(PLAIN);
  server.to?.onOpen();
  server.to?.onLine(line(2));
  server.to?.onLine(line(3));
  await vi.advanceTimersByTimeAsync(200);
  expect(events(store)).toEqual(["line 1", "line 2", "line 3"]);
  expect(store.following.value).toBe("live");
  vi.useRealTimers();
});

test("what comes while one reads further up waits", async () => {
  vi.useFakeTimers();
  const server = new Server();
  const store = new LogStore(server);
  store.follow(PLAIN);
  server.to?.onOpen();
  await vi.advanceTimersByTimeAsync(1);
  store.hold(true);
  server.to?.onLine(line(3));
  await vi.advanceTimersByTimeAsync(200);
  expect([store.lines.value.length, store.waiting.value.length]).toEqual([2, 1]);
  store.hold(false);
  expect(events(store)).toEqual(["line 1", "line 2", "line 3"]);
  server.to?.onEnd("The server is stopping");
  expect([store.following.value, store.why.value]).toEqual(["ended", "The server is stopping"]);
  vi.useRealTimers();
});

test("a search that lasts can be stopped, and what was there stays", async () => {
  const server = new Server();
  const store = new LogStore(server);
  await store.read(PLAIN);
  let wasStopped = false;
  server.search = (_wanted?: unknown, signal?: AbortSignal) => new Promise((_, fail) => {
    signal?.addEventListener("abort", () => { wasStopped = true; fail(new DOMException("stopped", "AbortError")); });
  });
  const reading = store.read({ ...PLAIN, text: "long ago" });
  expect(store.since.value).toBeGreaterThan(0);
  store.stopReading();
  await reading;
  expect([wasStopped, store.isStopped.value, store.since.value, store.problem.value]).toEqual([true, true, 0, null]);
  expect(events(store)).toEqual(["line 1", "line 2"]);
  server.search = () => Promise.resolve([line(9)]);
  await store.read(PLAIN);
  expect([store.isStopped.value, events(store)]).toEqual([false, ["line 9"]]);
});
