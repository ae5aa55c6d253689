import { expect, test } from "vitest";
import {
  actionsIn, addressOf, beganAt, explanations, folded, foundBy, hoursSince, isNetwork, isOfKind, midnightOf, pathInLogs, servicesIn, shownOf, shutOut,
  spanOf, sumSince, type Block, type Explained, type SecurityEvent,
} from "./model.ts";

const block = (subject: string, rule = "guesses-ip"): Block => ({
  subject, rule, action: "block", services: [], country: "", since: "", until: null, minutes_left: null, count: 5, blocks_in_30_days: 1,
  description: "",
});

test("a subject is a network, or the name of an account", () => {
  expect(["192.0.2.7", "192.0.2.0/24", "2001:db8::/48", "::1"].map((subject) => isNetwork({ subject }))).toEqual([true, true, true, true]);
  expect(["ann@home.test", "cafe", "a.b"].map((subject) => isNetwork({ subject }))).toEqual([false, false, false]);
});

test("chips choose by kind", () => {
  const rows = [block("192.0.2.7"), block("ann@home.test"), block("192.0.2.0/24", "by-hand")];
  const chosen = (kind: string): number => rows.filter((row) => isOfKind(row, kind)).length;
  expect([chosen(""), chosen("networks"), chosen("accounts"), chosen("by-hand")]).toEqual([3, 2, 1, 1]);
});

test("what became one block is known by its absence", () => {
  const before = [block("192.0.2.7/32"), block("192.0.2.9/32"), block("198.51.100.1/32"), block("ann@home.test")];
  expect(folded(before, [block("192.0.2.0/24"), block("198.51.100.1/32")]).map((one) => one.subject)).toEqual(["192.0.2.7/32", "192.0.2.9/32"]);
});

test("what is nearly over is put back for a minute, and one explanation is a list of one", () => {
  expect([spanOf(0), spanOf(90), spanOf(525_600)]).toEqual(["1m", "90m", "8760h"]);
  const one = { ...block("192.0.2.7"), evidence: [] } as Explained;
  expect(explanations(one)).toEqual([one]);
  expect(explanations([one, one])).toHaveLength(2);
});

test("one address alone is written without its length", () => {
  expect(["192.0.2.7/32", "2001:db8::1/128", "192.0.2.0/24", "2001:db8::/48", "ann/32@home.test"].map(shownOf))
    .toEqual(["192.0.2.7", "2001:db8::1", "192.0.2.0/24", "2001:db8::/48", "ann/32@home.test"]);
});

test("chips choose by service, and there is one for each that somebody is kept out of", () => {
  const rows = [{ ...block("192.0.2.7"), services: ["imap", "smtp"] }, { ...block("192.0.2.8"), services: ["imap"] }];
  expect(servicesIn(rows)).toEqual(["smtp", "imap"]);
  expect(["smtp", "imap", "web"].map((service) => rows.filter((row) => isOfKind(row, service)).length)).toEqual([1, 2, 0]);
});

test("chips choose by what is done to somebody, where that is no plain refusal", () => {
  const some = ["second-factor", "delay", "delay", "block"].map((action) => ({ ...block("ann@home.test"), action }));
  expect(actionsIn(some)).toEqual(["delay", "second-factor"]);
  expect(actionsIn([block("192.0.2.7")])).toEqual([]);
  expect(["delay", "second-factor", "hold-queue"].map((action) => some.filter((row) => isOfKind(row, action)).length)).toEqual([2, 1, 0]);
});

const event = (ip: string, at = "2026-11-26T10:00:00Z"): SecurityEvent => ({ at, signal: "login", service: "imap", cause: "", ip, account: "" });

test("an address is found in the logs by itself, a network by those that were counted, an account by its name", () => {
  const found = (subject: string, ...evidence: SecurityEvent[]): string[] => foundBy({ subject, evidence }).map(({ by, value }) => `${by} ${value}`);
  expect(found("192.0.2.7/32", event("192.0.2.7"))).toEqual(["ip 192.0.2.7"]);
  expect(found("2001:db8::1/128")).toEqual(["ip 2001:db8::1"]);
  expect(found("2001:db8::/32")).toEqual([]);
  expect(found("2001:db8::/64", event("2001:db8::5"), event("2001:db8::6"), event("2001:db8::5"))).toEqual(["ip 2001:db8::5", "ip 2001:db8::6"]);
  expect(found("ann@home.test", event("192.0.2.7"))).toEqual(["account ann@home.test"]);
  const named = (subject: string, ...evidence: SecurityEvent[]) => addressOf({ subject, evidence });
  expect([named("192.0.2.7/32"), named("192.0.2.0/24", event("192.0.2.9"), event("192.0.2.8")), named("192.0.2.0/24"), named("ann@home.test")])
    .toEqual(["192.0.2.7", "192.0.2.9", null, null]);
});

test("the logs are looked through as far back as what led to it", () => {
  const now = Date.parse("2026-11-27T10:00:00Z");
  const path = (since: string): string => pathInLogs({ by: "ip", value: "2001:db8::1" }, since, now);
  expect(path("2026-11-27T09:00:00Z")).toBe("/admin/logs?since=24h&ip=2001%3Adb8%3A%3A1&whole=1");
  expect(["2026-11-26T09:00:00Z", "2026-11-01T09:00:00Z", "2026-01-01T09:00:00Z"].map((since) => path(since).split("&")[0]?.split("=")[1]))
    .toEqual(["7d", "30d", "all"]);
  expect(beganAt({ since: "2026-11-27T09:00:00Z", evidence: [event("192.0.2.7")] })).toBe("2026-11-26T10:00:00Z");
});

test("blocks of today are those since midnight here", () => {
  const now = new Date(2026, 10, 27, 2, 30);
  const midnight = midnightOf(now);
  expect(hoursSince(midnight, now.getTime())).toBe(3);
  const begin = new Date(2026, 10, 26, 23).toISOString();
  expect(sumSince({ begin, step_seconds: 3600 }, [8, 1, 2, 4], midnight)).toBe(7);
});

test("whom denying shuts out is told by accounts, and of several networks by networks", () => {
  expect([[0], [3], [0, 0], [2, 0, 1]].map(shutOut)).toEqual([
    { word: "blocks-shuts-nobody-out", count: 0 }, { word: "blocks-shut-out", count: 3 }, { word: "blocks-shuts-nobody-out", count: 0 },
    { word: "blocks-shut-out-from", count: 2 },
  ]);
});
