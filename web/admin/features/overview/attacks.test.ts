import { expect, test } from "vitest";
import type { Counts } from "../../figures/model.ts";
import type { Block } from "../../parts/block.ts";
import { attacks, isFar, latelyOf } from "./attacks.ts";

const HOUR = 3_600_000;
const BEGIN = Date.parse("2026-11-13T12:00:00Z");
const HOURS = 14 * 24;
const NOW = BEGIN + HOURS * HOUR + HOUR / 4;  // a quarter of an hour into the last step

// So much in every hour, then in the last whole one and in this one.
const over = (usual: number, before: number, now: number): number[] => [...Array.from({ length: HOURS - 1 }, () => usual), before, now];
const counts = (series: Counts["series"]): Counts => ({ begin: new Date(BEGIN).toISOString(), step_seconds: 3600, series });
const block = (subject: string, more: Partial<Block> = {}): Block => ({
  subject, rule: "brute-force-by-address", action: "block", services: ["imap", "web"], country: "", since: "", until: null, minutes_left: null,
  count: 5, blocks_in_30_days: 1, description: "", ...more,
});
const guessed = (subject: string): Block => block(subject, { rule: "brute-force-by-account", action: "second-factor", services: [] });
const wordsOf = (series: Counts["series"], blocks: readonly Block[] = []): string[] => attacks(counts(series), blocks, NOW).map(({ word }) => word);

test("the last hour is this one and what is missing of it in the one before", () => {
  const lately = (values: readonly number[], now = NOW) => latelyOf(counts({ x: values }), now, (index) => values[index] ?? 0);
  expect(lately(over(7, 40, 10))).toEqual({ count: 40, usual: 7 });
  expect(lately(over(7, 40, 10), NOW - 2 * HOUR).count).toBe(50);  // a clock that is wrong
  expect(lately(over(7, 40, 10), NOW + 2 * HOUR).count).toBe(10);
  expect(lately([])).toEqual({ count: 0, usual: 0 });
  expect(lately([60])).toEqual({ count: 60, usual: 0 });
});

test("far above the usual is three times of it, and no less than fifty", () => {
  const far = (count: number, usual: number): boolean => isFar({ count, usual });
  expect([far(49, 0), far(50, 0), far(50, 17), far(51, 17), far(52, 17), far(900, 300), far(901, 300)])
    .toEqual([false, true, false, false, true, false, true]);
});

test("a server whose every hour is such has no attack; one with nothing else has", () => {
  expect(wordsOf({ "logins.failed": over(200, 200, 150) })).toEqual(["overview-no-attack"]);
  expect(wordsOf({ "logins.failed": over(0, 0, 60) })).toEqual(["overview-attack-logins"]);
  expect(wordsOf({ "logins.failed": [] })).toEqual(["overview-no-attack"]);
  // One great attack of last week is not what is usual.
  const once = over(0, 0, 60).map((value, hour) => (hour === 5 ? 9000 : value));
  expect(wordsOf({ "logins.failed": once })).toEqual(["overview-attack-logins"]);
});

test("an attack leads to whom it has kept out, or to the rule where that is nobody", () => {
  const series = { "logins.failed": over(2, 40, 70), "logins.failed.imap": over(1, 40, 60), "logins.failed.web": over(1, 0, 10) };
  const [nobody] = attacks(counts(series), [block("192.0.2.1/32", { services: ["smtp"] })], NOW);
  expect(nobody).toMatchObject({ verdict: "warn", args: { count: 100, usual: 2 }, more: ["imap 90", "web 10"],
    act: { word: "overview-act-rule", to: "/admin/ids/rules/brute-force-by-address" } });
  const [some] = attacks(counts(series), [block("192.0.2.1/32")], NOW);
  expect(some?.act).toEqual({ word: "overview-act-blocks", to: "/admin/ids/blocks?only=imap" });
});

test("blocks count as an attack, but for those that somebody made by hand", () => {
  expect(wordsOf({ "blocks.made": over(1, 0, 80) })).toEqual(["overview-attack-blocks"]);
  expect(wordsOf({ "blocks.made": over(1, 0, 80), "blocks.by-hand": over(0, 0, 60) })).toEqual(["overview-no-attack"]);
});

test("accounts that are guessed, and those that send too much, are named with what to do", () => {
  expect(wordsOf({}, [block("192.0.2.1/32"), block("ann@home.test", { rule: "by-hand" })])).toEqual(["overview-no-attack"]);
  const [one] = attacks(counts({}), [guessed("ann@home.test"), block("192.0.2.1/32")], NOW);
  expect(one).toMatchObject({ word: "overview-guessed", more: ["ann@home.test"], to: "/admin/ids/blocks?find=ann%40home.test",
    act: { word: "overview-act-account", to: "/admin/accounts/ann%40home.test" } });
  const [several] = attacks(counts({}), ["ann@home.test", "bob@home.test"].map(guessed), NOW);
  expect(several).toMatchObject({ args: { count: 2 }, act: { to: "/admin/ids/blocks?only=accounts" } });
  const [administrator] = attacks(counts({}), [guessed("ann")], NOW);
  expect(administrator?.act?.to).toBe("/admin/ids/blocks?find=ann");
  expect(wordsOf({}, [block("bob@home.test", { rule: "internal-spammer", action: "hold-queue", services: [] })])).toEqual(["overview-sends"]);
});
