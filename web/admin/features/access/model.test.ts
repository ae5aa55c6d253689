import { expect, test } from "vitest";
import { isEverywhere, isOfSort, isPastRules, isTyped, largeNetwork, rankOf, RULES, spanLeft, wholeList, type Entry } from "./model.ts";

const entry = (more: Partial<Entry>): Entry =>
  ({ network: "192.0.2.0/24", services: [], since: "", until: null, hits: 0, last_hit: null, owner: "", description: "", ...more });

test("what is larger than one network of the usual size is told by how many it has", () => {
  const count = (text: string): string => largeNetwork(text)?.count ?? "";
  expect(["192.0.2.7", "192.0.2.0/24", "192.0.2.1-192.0.2.9", "2001:db8::1", "2001:db8::/48", "evil", "1.2.3.4/33", "::1::"].map(count))
    .toEqual(["", "", "", "", "", "", "", ""]);
  expect(["10.0.0.0/16", "0.0.0.0/0", "192.0.2.0-192.0.3.255", "2001:db8::/32", "2001:db8::-2001:db8:2::"].map(count))
    .toEqual(["65536", "4294967296", "512", "65536", "3"]);
  expect(largeNetwork("2001:db8::/32")?.unit).toBe("sites");
});

test("a number is typed as one writes it", () => {
  const large = { count: "65536", unit: "addresses" } as const;
  expect(["65536", "65,536", "65.536", " 65 536 ", "6553", ""].map((typed) => isTyped(typed, large))).toEqual([true, true, true, true, false, false]);
});

test("what may do most harm ranks first, and chips choose by it", () => {
  const free = entry({ spared: ["smtp-authentication", "greylisting"] });
  const plain = entry({ spared: [] });
  expect([rankOf(free), rankOf(entry({ spared: ["spam-checks"] })), rankOf(entry({ spared: ["greylisting"] })), rankOf(plain)]).toEqual([3, 2, 1, 0]);
  expect(["smtp-authentication", "greylisting", "exception", ""].map((chip) => isOfSort(free, chip))).toEqual([true, true, false, true]);
  expect(RULES.map((spared) => rankOf(entry({ spared: [spared] })))).toEqual([2, 2, 2, 2]);
  expect(isOfSort(plain, "exception")).toBe(true);
  expect(["by-hand", "imported"].map((chip) => isOfSort(entry({ list: "drop" }), chip))).toEqual([false, true]);
});

test("a network is past rules when it is exempt from one kind of them", () => {
  expect(RULES.map((spared) => isPastRules([spared, "greylisting"]))).toEqual([true, true, true, true]);
  expect([["spam-checks", "greylisting"], ["smtp-authentication"], []].map(isPastRules)).toEqual([false, false, false]);
});

test("what is put back lasts for as long as was left of it", () => {
  const now = Date.parse("2026-11-27T10:00:00Z");
  expect([spanLeft(null, now), spanLeft("2026-11-27T11:30:00Z", now), spanLeft("2026-11-27T09:00:00Z", now)]).toEqual(["", "90m", "1m"]);
  expect([isEverywhere([]), isEverywhere(["imap"])]).toEqual([true, false]);
});

test("a list of which not all is known is none that could be imported again", () => {
  const rows = [entry({ network: "192.0.2.0/24", list: "drop" }), entry({ network: "198.51.100.0/24", list: "drop-too" })];
  expect(wholeList(rows, "drop", 3)).toEqual(["192.0.2.0/24"]);
  expect(wholeList(rows, "drop", 2)).toBeNull();
  expect(wholeList([], "drop", 2)).toEqual([]);
});
