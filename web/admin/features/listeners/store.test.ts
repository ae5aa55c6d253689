import { expect, test, vi } from "vitest";
import { Problem } from "../../../shared/api/problem.ts";
import type { ListenersApi } from "./api.ts";
import { added, FRESH, listenersIn, valueOf } from "./model.ts";
import { ListenerStore, TRIAL, type Outcome } from "./store.ts";

const imap = { ...FRESH, port: 993 };
const other = { ...FRESH, port: 1993 };
const third = { ...FRESH, port: 2993 };

class Server implements ListenersApi {
  value = valueOf([imap]);
  tag = 1;
  read = () => Promise.resolve({ value: this.value, tag: String(this.tag) });
  write = (value: string, tag: string) => {
    if (tag !== "*" && tag !== String(this.tag)) return Promise.reject(new Problem(412, "changed meanwhile"));
    this.value = value;
    ++this.tag;
    return Promise.resolve([]);
  };
  doors = () => Promise.resolve([]);
  get ports(): number[] { return listenersIn(this.value).map((one) => one.port); }
}

async function changed(): Promise<[Server, ListenerStore, Outcome[]]> {
  vi.useFakeTimers();
  const server = new Server();
  const store = new ListenerStore(server, () => "9998");
  const outcomes: Outcome[] = [];
  store.onOutcome = (outcome) => outcomes.push(outcome);
  await store.rows();
  await Promise.all([store.change((all) => added(all, other)), store.change((all) => added(all, third))]);
  expect(server.ports).toEqual([993, 1993, 2993]);
  return [server, store, outcomes];
}

test("what nobody keeps is taken back, all of it", async () => {
  const [server, store, outcomes] = await changed();
  await vi.advanceTimersByTimeAsync((TRIAL - 1) * 1000);
  expect([server.ports.length, store.left.value]).toEqual([3, 1]);
  await vi.advanceTimersByTimeAsync(1500);
  expect([server.ports, store.left.value, outcomes]).toEqual([[993], null, [{ kind: "back" }]]);
  vi.useRealTimers();
});

test("what is kept stays", async () => {
  const [server, store] = await changed();
  store.keep();
  await vi.advanceTimersByTimeAsync(2 * TRIAL * 1000);
  expect(server.ports).toHaveLength(3);
  vi.useRealTimers();
});

test("what somebody else changed meanwhile is not overwritten", async () => {
  const [server, store, outcomes] = await changed();
  server.tag = 77;
  await store.putBack();
  expect([server.ports.length, outcomes[0]?.kind]).toEqual([3, "not-back"]);
  vi.useRealTimers();
});
