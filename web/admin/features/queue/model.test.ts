import { expect, test } from "vitest";
import { Stopped } from "../../../shared/api/patience.ts";
import { Problem } from "../../../shared/api/problem.ts";
import { actsOn, toEach } from "./acts.ts";
import {
  destinationsOf, groupsBy, healthOf, meantBy, messagesIn, messagesOf, reasonOf, senderOf, withName, wordFor, type Leg, type Meant,
} from "./model.ts";

const NOW = Date.parse("2026-11-27T10:00:00Z");

const leg = (id: string, domain: string, more: Partial<Leg> = {}): Leg => ({
  id, domain, from: "ann@home.test", to: [`bob@${domain}`], answers: [{ attempts: 0, answer: "" }], size: 100, queued: "2026-11-27T10:00:00Z",
  message: "1f4.1", due: "2026-11-27T10:00:00Z", login: "ann@home.test", quarantine: null, ...more,
});

test("the legs of a message are one message, which is due when the first of them is", () => {
  const late = { due: "2026-11-27T11:00:00Z", answers: [{ attempts: 2, answer: "451 not now" }] };
  const [first, second] = messagesOf([leg("1", "a.test", late), leg("2", "a.test"), leg("1", "b.test", { due: null })], NOW);
  expect([first?.to, first?.domains, first?.due, first?.attempts, first?.answer]).toEqual(
    [["bob@a.test", "bob@b.test"], ["a.test", "b.test"], late.due, 2, "451 not now"]);
  expect([first?.state, second?.state]).toEqual(["put-off", "fresh"]);
});

test("a message is held when all of it is, and waits where its time was set from the beginning", () => {
  const stateOf = (more: Partial<Leg>): string | undefined => messagesOf([leg("1", "a.test", more)], NOW)[0]?.state;
  expect([stateOf({ due: null }), stateOf({ due: "2026-11-27T10:30:00Z" }), stateOf({ due: null, quarantine: "a.zip" })])
    .toEqual(["held", "later", "quarantine"]);
});

test("senders and answers have their messages in common", () => {
  const told = (id: string, answer: string): Leg => leg(id, "a.test", { answers: [{ attempts: 1, answer }] });
  const all = messagesOf([told("1", "451 bob@a.test is busy"), told("2", "451 eve@a.test is busy"),
    leg("3", "b.test", { login: "", from: "<>" })], NOW);
  expect(groupsBy(all, senderOf).map((group) => [group.key, group.messages])).toEqual([["ann@home.test", 2], ["<>", 1]]);
  expect([groupsBy(all, senderOf), []].map(messagesIn)).toEqual([3, 0]);
  expect(groupsBy(all, (one) => reasonOf(one.answer)).map((group) => group.key)).toEqual(["451 … is busy", ""]);
});

test("what the server found besides is left out where it has another name", () => {
  const groups = groupsBy(messagesOf([leg("1", "a.test"), leg("2", "a.test", { login: "", from: "Eve@far.test" })], NOW), senderOf);
  expect(withName(groups, "eve@FAR").map(({ key }) => key)).toEqual(["Eve@far.test"]);
  expect(withName(groups, "")).toEqual(groups);
});

test("what is in quarantine is told from what else waits for a destination", () => {
  const line = { domain: "a.test", waiting: 2, next: null, being_tried: false, oldest: "2026-11-20T00:00:00Z" };
  const [group] = destinationsOf([line], [leg("1", "a.test"), leg("2", "a.test", { due: null, quarantine: "a.zip" })], NOW);
  expect([group?.quarantined, group?.free, group?.messages]).toEqual([1, ["1"], 2]);
});

test("how old the oldest is is known of what is in quarantine, too", () => {
  const line = { domain: "a.test", waiting: 1, next: null, being_tried: false, oldest: null };
  const [group] = destinationsOf([line], [leg("1", "a.test", { due: null, quarantine: "a.zip" })], NOW);
  expect([group?.oldest, destinationsOf([line], [], NOW)[0]?.oldest]).toEqual(["2026-11-27T10:00:00Z", null]);
});

test("a destination that puts all of it off is not well, and one that is tried is being tried", () => {
  const line = { domain: "a.test", waiting: 2, next: null, being_tried: false, oldest: "2026-11-20T00:00:00Z" };
  const late = { answers: [{ attempts: 1, answer: "451" }] };
  const health = (being_tried: boolean, ...legs: Leg[]): string[] => destinationsOf([{ ...line, being_tried }], legs, NOW).map(healthOf);
  expect(health(false, leg("1", "a.test"), leg("2", "a.test"))).toEqual(["ok"]);
  expect(health(false, leg("1", "a.test", late), leg("2", "a.test"))).toEqual(["warn"]);
  expect(health(false, leg("1", "a.test", late), leg("2", "a.test", late))).toEqual(["bad"]);
  expect(health(true, leg("1", "a.test", late), leg("2", "a.test", late))).toEqual(["trying"]);
  expect(health(false, leg("1", "a.test", { due: null }), leg("2", "a.test", { due: null }))).toEqual(["held"]);
});

test("what has only an answer or a stranger's address in common is named message by message", () => {
  const all = messagesOf([leg("1", "a.test"), leg("2", "b.test"), leg("3", "b.test", { login: "", from: "eve@far.test" }),
    leg("4", "b.test", { login: "", from: "eve@far.test", due: null, quarantine: "a.zip" })], NOW);
  const [ann, eve] = groupsBy(all, senderOf);
  const [told] = groupsBy(all, () => "451 busy");
  if (!ann || !eve || !told) throw new Error("a group is missing");
  expect(meantBy("senders", ann)).toEqual([{ account: "ann@home.test" }]);
  expect(meantBy("senders", eve)).toEqual([{ id: "3" }]);
  expect(meantBy("answers", told)).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }]);
  expect([meantBy("destinations", { ...told, key: "b.test", quarantined: 0 }), meantBy("destinations", { ...told, key: "" })])
    .toEqual([[{ domain: "b.test" }], []]);
  expect([wordFor("answers", told), wordFor("senders", eve)]).toEqual(["3", "eve@far.test"]);
});

test("of several messages one may have gone by itself; one alone that is gone is told, and so is whatever else fails", async () => {
  const done: Meant[] = [];
  const does = (failing: number) => async (one: Meant): Promise<void> => {
    if ("id" in one && one.id === "2") throw new Problem(failing, "no");
    done.push(one);
  };
  const some = ["1", "2", "3"].map((id) => ({ id }));
  await toEach(some, does(404));
  expect(done).toEqual([{ id: "1" }, { id: "3" }]);
  await expect(toEach([{ id: "2" }], does(404))).rejects.toThrow("no");
  await expect(toEach(some, does(409))).rejects.toThrow("no");
});

test("what is stopped says so", async () => {
  const stop = new AbortController();
  const some: readonly Meant[] = Array.from({ length: 9 }, (_, id) => ({ id: String(id) }));
  const does = (): Promise<void> => { stop.abort(); return Promise.resolve(); };
  const stopped = toEach(some, does, { stop: stop.signal });
  await expect(stopped).rejects.toThrow(Stopped);
  await expect(stopped).rejects.toThrow("queue-stopped");
});

test("what is forced while delivery is paused is not said to be tried now", () => {
  const said = (isPaused: boolean): (string | undefined)[] => actsOn<string>({
    meant: (id) => [{ id }], fits: () => true, isHeld: () => false, wordOf: (id) => id, countOf: (some) => some.length, isPaused,
    redirect: () => undefined,
  }).map((act) => (act.key === "force" && "done" in act ? act.done?.(1) : undefined)).filter(Boolean);
  expect([said(false), said(true)]).toEqual([["queue-forced"], ["queue-forced-paused"]]);
});

test("what goes to somebody else or is deleted is typed first: one thing by its name, several by how many they are", () => {
  const words: string[] = [];
  const acts = actsOn<string>({
    meant: (id) => [{ id }], fits: () => true, isHeld: () => false, wordOf: (id) => `to-${id}`, countOf: (some) => some.length,
    isPaused: false, redirect: (_, word) => { words.push(word); },
  });
  for (const some of [["1"], ["1", "2", "3"]]) {
    for (const act of acts) {
      if ("ask" in act) act.ask(some);
      else if (act.confirm) words.push(act.confirm(some)?.word ?? "");
    }
  }
  expect(words).toEqual(["to-1", "to-1", "3", "3"]);
});
