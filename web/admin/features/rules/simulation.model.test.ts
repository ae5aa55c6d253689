import { expect, test } from "vitest";
import { exemptOf, figuresOf, hasOutcome, outcomes, signed, tallyOf, type Found, type Simulated } from "./simulation.model.ts";

const NOW = new Date(2026, 10, 27, 10, 30).getTime();
const HOUR = 3_600_000;
const found = (subject: string, hoursAgo: number, rightful: readonly string[] = []): Found =>
  ({ subject, at: new Date(NOW - hoursAgo * HOUR).toISOString(), count: 5, rightful });
const of = (...all: Found[]): Simulated => ({ verdicts: all.length, of_rightful_users: 0, found: all });

const PRESENT = of(found("192.0.2.1", 5), found("192.0.2.9", 3));
const TRIED = of(found("192.0.2.1", 5), found("192.0.2.1", 2), found("192.0.2.2", 4), found("192.0.2.3", 1, ["ann@home.test"]));

test("whoever is exempt after a simulation is exempt from the rule that was tried, as it was entered", () => {
  const row = { kind: "harvesting", services: ["smtp", "submission"] };
  expect(exemptOf(row, { edited: null })).toEqual(row);
  expect(exemptOf(row, { edited: '{"kind": "denial-of-service", "services": ["pop3"]}' })).toEqual({ kind: "denial-of-service", services: ["pop3"] });
  expect(exemptOf(row, { edited: '{"kind": "harvesting"}' })).toEqual({ kind: "harvesting", services: [] });
});

test("who logged in rightly comes first, then what differs; each is there once", () => {
  const rows = outcomes(TRIED, PRESENT);
  expect(rows.map((row) => [row.subject, row.difference, row.times])).toEqual([
    ["192.0.2.3", "fresh", 1], ["192.0.2.2", "fresh", 1], ["192.0.2.1", "same", 2], ["192.0.2.9", "gone", 1],
  ]);
  const chosen = (chip: string): number => rows.filter((row) => hasOutcome(row, chip)).length;
  expect(["", "rightful", "attackers", "fresh", "gone"].map(chosen)).toEqual([4, 1, 2, 2, 1]);
});

test("attackers and people are counted apart, and a person once", () => {
  expect(tallyOf(TRIED)).toEqual({ blocked: 3, attackers: 2, people: ["ann@home.test"] });
  expect(tallyOf(of(found("a", 1, ["ann"]), found("b", 1, ["ann", "bob"]))).people).toEqual(["ann", "bob"]);
  expect([31, -2, 0].map((one) => signed(one, String))).toEqual(["+31", "−2", "±0"]);
});

test("the picture loses nobody, whenever it was", () => {
  const labels = { all: "All", rightful: "Rightful" };
  for (const span of ["24h", "7d", "30d"] as const) {
    const { times, series } = figuresOf(TRIED, span, NOW, labels);
    const sums = series.map((one) => one.values.reduce<number>((sum, value) => sum + (value ?? 0), 0));
    expect([span, ...sums]).toEqual([span, 4, 1]);
    expect(times.every((at, i) => i === 0 || at > (times[i - 1] ?? 0))).toBe(true);
  }
  const hours = figuresOf(TRIED, "24h", NOW, labels);
  expect(hours.series[0]?.values.slice(-6)).toEqual([1, 1, 0, 1, 1, 0]);
  expect(figuresOf(of(found("old", 40 * 24)), "30d", NOW, labels).series[0]?.values[0]).toBe(1);
});
