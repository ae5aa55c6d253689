import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem } from "../../../shared/api/problem.ts";
import type { ListenersApi, Trial } from "./api.ts";
import { added, FRESH, listenersIn, valueOf } from "./model.ts";
import { ListenerStore } from "./store.ts";

const imap = { ...FRESH, port: 993 };
const other = { ...FRESH, port: 1993 };
const third = { ...FRESH, port: 2993 };

// One that keeps a trial of a minute by a clock of its own.
class Server implements ListenersApi {
  value = valueOf([imap]);
  tag = 1;
  trial: Trial | null = null;
  ahead = 0;
  read = () => Promise.resolve({ value: this.value, tag: String(this.tag), trial: this.trial, ahead: this.ahead });
  tryOut = (value: string, tag: string) => this.when(tag, () => {
    this.trial = { until: new Date(Date.now() + this.ahead + 60_000).toISOString(), before: this.trial?.before ?? this.value, by: "ann" };
    this.value = value;
    return ["a note"];
  });
  keep = (tag: string) => this.when(tag, () => { this.trial = null; });
  putBack = (tag: string) => this.when(tag, () => this.runOut());
  doors = () => Promise.resolve([]);
  get ports(): number[] { return listenersIn(this.value).map((one) => one.port); }
  runOut(): void {
    this.value = this.trial?.before ?? this.value;
    this.trial = null;
    ++this.tag;
  }
  private when<T>(tag: string, act: () => T): Promise<T> {
    if (tag !== String(this.tag)) return Promise.reject(new Problem(412, "changed meanwhile"));
    ++this.tag;
    return Promise.resolve(act());
  }
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

async function changed(server = new Server()): Promise<[Server, ListenerStore, boolean[]]> {
  const store = new ListenerStore(server);
  const ends: boolean[] = [];
  store.onEnd = (isBack) => ends.push(isBack);
  store.onDue = () => void store.rows();
  await store.rows();
  await Promise.all([store.change((all) => added(all, other)), store.change((all) => added(all, third))]);
  expect(server.ports).toEqual([993, 1993, 2993]);
  return [server, store, ends];
}

test("it counts down to when the server takes it back, and says so when it has", async () => {
  const [server, store, ends] = await changed();
  expect([store.left.value, store.notes.value]).toEqual([60, ["a note"]]);
  await vi.advanceTimersByTimeAsync(59_000);
  expect([store.left.value, server.ports.length]).toEqual([1, 3]);
  await vi.advanceTimersByTimeAsync(1500);
  expect([store.left.value, store.trial.value?.by, ends]).toEqual([0, "ann", []]);
  server.runOut();
  await vi.advanceTimersByTimeAsync(2000);
  expect([server.ports, store.trial.value, store.notes.value, ends]).toEqual([[993], null, [], [true]]);
});

test("by the server's clock, whatever the one here says", async () => {
  const server = new Server();
  server.ahead = -3_600_000;
  const [, store] = await changed(server);
  expect(store.left.value).toBe(60);
});

test("what is kept stays, and nothing is said of it as if another had done it", async () => {
  const [server, store, ends] = await changed();
  await store.keep();
  expect([server.ports.length, server.trial, store.trial.value, ends]).toEqual([3, null, null, []]);
});

test("what is put back is what was there before the first change", async () => {
  const [server, store, ends] = await changed();
  await store.putBack();
  expect([server.ports, store.trial.value, ends]).toEqual([[993], null, []]);
});

test("a page that is opened later shows the trial, and how it ended elsewhere", async () => {
  const [server] = await changed();
  const later = new ListenerStore(server);
  const ends: boolean[] = [];
  later.onEnd = (isBack) => ends.push(isBack);
  await later.rows();
  expect([later.left.value, later.trial.value?.by]).toEqual([60, "ann"]);
  await server.keep(String(server.tag));
  await later.rows();
  expect([later.trial.value, ends]).toEqual([null, [false]]);
});

test("what somebody else changed meanwhile is neither kept nor put back, and can be once it was seen", async () => {
  const [server, store] = await changed();
  server.tag = 77;
  await expect(store.putBack()).rejects.toThrow("changed meanwhile");
  expect([server.ports.length, store.trial.value?.by]).toEqual([3, "ann"]);
  await store.putBack();
  expect(server.ports).toEqual([993]);
});
