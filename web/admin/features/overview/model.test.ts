import { expect, test } from "vitest";
import { Problem } from "../../../shared/api/problem.ts";
import { answerTo, elsewhere, mendNext, needParts, safeAnswer, safeParts, wholeAnswer, type Part } from "./answers.ts";
import type { Sources } from "./sources.ts";
import {
  answerOf, blocked, certified, connected, findings, oldestOf, passwords, quarantined, queued, released, scarce, silent, slowest, taken, together,
  type Fact,
} from "./model.ts";

const NOW = Date.parse("2026-11-27T12:00:00Z");
const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(NOW - hours * HOUR).toISOString();
const fact = (verdict: Fact["verdict"]): Fact => ({ key: verdict, verdict, word: "", to: "" });
const part = (facts: Fact[] | null, problem: Problem | null = null): Part => ({ what: "", problem, facts, read: () => Promise.resolve() });

test("the answer is as bad as its worst fact, and notes need nobody", () => {
  expect(answerOf([fact("ok"), fact("info")])).toEqual({ verdict: "ok", count: 0 });
  expect(answerOf([fact("warn"), fact("bad"), fact("ok")])).toEqual({ verdict: "bad", count: 2 });
  expect(together([{ verdict: "ok", count: 0 }, { verdict: "warn", count: 2 }])).toEqual({ verdict: "warn", count: 2 });
  expect(together([{ verdict: "ok", count: 0 }, null])).toBeNull();
});

test("nothing is answered before it is known, and what cannot be read is no good news", () => {
  expect(answerTo([part([fact("ok")]), part(null)])).toBeNull();
  expect(answerTo([part([fact("ok")]), part(null, new Problem(503, "no"))])).toEqual({ verdict: "warn", count: 1 });
  expect(answerTo([part([fact("bad")]), part([fact("ok")], new Problem(0, "gone"))])).toEqual({ verdict: "bad", count: 2 });
  expect(answerTo([])).toEqual({ verdict: "ok", count: 0 });
});

const loaded = <T,>(data: T) => ({ data, problem: null, since: 0, read: () => Promise.resolve(), stop: () => undefined });
const NOBODY: Sources = {
  audited: null, lastRun: null, blocks: null, counted: null, queue: null, connections: null, status: null, certificates: null, quarantine: null,
  weak: null, version: null,
};
const counted = (failed: number) => loaded({ begin: ago(1), step_seconds: 3600, series: { "logins.failed": [0, failed] } });
const report = { score: 100, passed: 1, failed: 0, not_checked: 0, groups: [], checks: [] };

test("who is attacked is not as safe as his settings are", () => {
  const of = (failed: number) =>
    safeAnswer({ ...NOBODY, audited: loaded({ report, at: NOW }), blocks: loaded({ blocks: [], isMore: false }), counted: counted(failed) }, NOW);
  expect(of(3)).toEqual({ answer: { verdict: "ok", count: 0 }, isAttacked: false });
  expect(of(60)).toEqual({ answer: { verdict: "warn", count: 0 }, isAttacked: true });
  expect(safeAnswer({ ...NOBODY, counted: { ...counted(0), data: null } }, NOW).answer).toBeNull();
});

test("what is worst is mended next, and an attack before what is as bad", () => {
  const held = loaded([{ id: "1", since: "" }]);
  const gone = loaded([{ names: ["x.test"], source: "installed", not_after: ago(1) }]);
  const next = (some: Partial<Sources>) => mendNext({ ...NOBODY, ...some }, NOW)?.key;
  expect([next({}), next({ counted: counted(3) }), next({ quarantine: held })]).toEqual([undefined, undefined, "quarantine"]);
  expect(next({ quarantine: held, counted: counted(60) })).toBe("attack-logins");
  expect(next({ quarantine: held, counted: counted(60), certificates: gone })).toBe("certificates");
});

test("what needs somebody is counted once, and the last question lists all of it", () => {
  const check = {
    check: "relay.x", severity: "high", title: "", state: "failed", group: "relay", found: [], seen: [], why: "", what_to_do: "", fix: false,
    said: { title: "", found: [], seen: [], why: "", what_to_do: "" },
  } as const;
  const late = { domain: "a.test", waiting: 8, next: null, being_tried: false, oldest: ago(30), held: 0 };
  const sources = {
    ...NOBODY, audited: loaded({ report: { ...report, failed: 1, checks: [check] }, at: NOW }), queue: loaded({ lines: [late], paused: false }),
    quarantine: loaded([{ id: "1", since: "" }]),
  };
  const others = elsewhere(sources, NOW);
  expect(others.map((one) => [one.word, one.args?.["count"], one.verdict]))
    .toEqual([["overview-need-safe", 1, "bad"], ["overview-need-mail", 1, "bad"]]);
  expect(wholeAnswer(sources, NOW)?.count).toBe(2 + (answerTo(needParts(sources, NOW))?.count ?? 0));
  expect(wholeAnswer(sources, NOW)?.count).toBe(3);
  expect(elsewhere(NOBODY, NOW)).toEqual([]);
});

test("whatever needs somebody has its act", () => {
  const line = { domain: "a.test", waiting: 1, next: null, being_tried: false, oldest: ago(30), held: 0 };
  const facts = [
    ...queued([line], NOW).slice(1), taken({ running: true, accepts_mail: false, domains: 1, accounts: 1 }), certified([], NOW),
    certified([{ names: [], source: "x", not_after: ago(0) }], NOW), quarantined([{ id: "1", since: "" }]),
    ...passwords([{ address: "a@b.test", reasons: ["breaks length", "expired"] }]),
    ...silent({ silent_scanners: [{ scanner: "clamav", since: ago(1), messages: 3, why: "" }] }),
  ];
  expect(facts.map(({ verdict, act }) => [verdict === "ok", act !== undefined])).toEqual(facts.map(() => [false, true]));
  expect(passwords([{ address: "a@b.test", reasons: ["expired"] }])[0]?.act?.to).toBe("/admin/accounts/a%40b.test");
});

test("findings come worst first, each with its place", () => {
  const check = { state: "failed", group: "settings", found: ["a.b is on"], seen: [], why: "", what_to_do: "", fix: true,
    said: { title: "", found: ["a.b is on"], seen: [], why: "", what_to_do: "" } } as const;
  const checks = [
    { ...check, check: "settings.a.b", severity: "low", title: "A" } as const,
    { ...check, check: "relay.x", severity: "critical", title: "B" } as const,
  ];
  expect(findings({ score: 1, passed: 0, failed: 2, not_checked: 0, groups: [], checks }).map((one) => [one.verdict, one.to]))
    .toEqual([["bad", "/admin/audit?at=relay.x"], ["warn", "/admin/audit?at=settings.a.b"]]);
  expect([blocked(0, false).verdict, blocked(3, false).word, blocked(1000, true).word]).toEqual(["ok", "overview-blocked", "overview-blocked-more"]);
});

test("a queue is late by its oldest mail, and quarantine is not in it", () => {
  const line = (domain: string, waiting: number, hours: number | null = 1, held = 0) =>
    ({ domain, waiting, next: null, being_tried: false, oldest: hours === null ? null : ago(hours), held });
  const verdicts = (hours: number) => queued([line("a.test", 1, hours)], NOW).map((one) => one.verdict);
  expect([verdicts(1), verdicts(5), verdicts(30)]).toEqual([["ok", "ok"], ["info", "warn"], ["info", "bad"]]);
  expect(queued([line("a.test", 2, 1, 1)], NOW)[0]?.args).toEqual({ count: 1 });
  expect(queued([line("a.test", 1, null, 1)], NOW)).toMatchObject([{ word: "overview-queue-empty", verdict: "ok" }]);
  expect(oldestOf([])).toBeNull();
  expect(oldestOf([line("a.test", 1, 2), line("b.test", 1, null, 1), line("c.test", 1, 7)])).toBe(NOW - 7 * HOUR);
  const slow = slowest([line("a.test", 3, 1, 1), line("b.test", 7), line("c.test", 0, null)]);
  expect(slow.map((one) => [one.domain, one.waiting])).toEqual([["b.test", 7], ["a.test", 2]]);
});

test("that delivery is paused is told once, where mail is", () => {
  const held = loaded({ lines: [], paused: true });
  expect(mendNext({ ...NOBODY, queue: held }, NOW)).toMatchObject({ key: "paused", act: { to: "/admin/queue" } });
  expect(mendNext({ ...NOBODY, queue: loaded({ lines: [], paused: false }) }, NOW)).toBeUndefined();
  const check = {
    check: "settings.delivery.paused", severity: "medium", title: "", state: "failed", group: "settings", found: [""], seen: [], why: "",
    what_to_do: "", fix: true, said: { title: "", found: [""], seen: [], why: "", what_to_do: "" },
  } as const;
  const found = (some: Partial<Sources>) =>
    answerTo(safeParts({ ...NOBODY, audited: loaded({ report: { ...report, failed: 1, checks: [check] }, at: NOW }), ...some }))?.count;
  expect([found({}), found({ queue: held })]).toEqual([1, 0]);
});

test("connections are told by service, and a server that takes no mail is bad", () => {
  expect(connected([{ session: "1", service: "imap" }, { session: "2", service: "smtp" }, { session: "3", service: "imap" }]).more)
    .toEqual(["imap 2", "smtp 1"]);
  expect(taken({ running: true, accepts_mail: false, domains: 1, accounts: 1 }).verdict).toBe("bad");
});

test("a disk is told of when it matters: what is scarce needs somebody, what is low keeps mail out, since then", () => {
  const GIB = 2 ** 30;
  const status = (free: number, more: object = {}) => ({
    running: true, domains: 1, accounts: 1, accepts_mail: true,
    disk: { free_bytes: free, whole_bytes: 20 * GIB, least_bytes: GIB / 4, scarce: free < 2 * GIB, low_since: "" }, ...more,
  });
  expect(scarce(status(9 * GIB))).toEqual([]);
  expect(scarce({})).toEqual([]);
  expect(scarce(status(GIB))).toMatchObject([{ verdict: "warn", args: { free: "1 GiB", whole: "20 GiB" }, to: "/admin/audit?at=system.disk" }]);
  const since = ago(3);
  const low = status(GIB / 8, { accepts_mail: false });
  const told = { ...low, disk: { ...low.disk, low_since: since } };
  expect(scarce(told)).toEqual([]);
  expect(taken(told)).toMatchObject({
    verdict: "bad", word: "overview-disk-low", args: { free: "128 MiB", least: "256 MiB" }, at: Date.parse(since),
  });
  expect(taken(status(9 * GIB, { accepts_mail: false })).word).toBe("overview-refuses");
});

test("certificates that end soon need somebody, those that ended more so", () => {
  const certificate = (days: number) => ({ names: [`d${days}.test`], source: "installed", not_after: ago(-days * 24) });
  expect(certified([certificate(90), certificate(40)], NOW)).toMatchObject({ verdict: "ok", at: NOW + 40 * 24 * HOUR });
  expect(certified([certificate(90), certificate(5)], NOW)).toMatchObject({ verdict: "warn", more: ["d5.test"] });
  expect(certified([certificate(5), certificate(-1)], NOW)).toMatchObject({ verdict: "bad", more: ["d-1.test", "d5.test"], args: { count: 2 } });
  expect(certified([], NOW).verdict).toBe("bad");
});

test("a scanner that does not answer needs somebody, with since when and why; those that answer are not told", () => {
  const since = ago(2);
  expect(silent({ silent_scanners: [{ scanner: "clamav", since, messages: 7, why: "Connection refused" }] })).toMatchObject([{
    verdict: "bad", word: "overview-scanner-silent", args: { scanner: "clamav", count: 7 }, at: Date.parse(since), more: ["Connection refused"],
  }]);
  expect([silent({ silent_scanners: [] }), silent({})]).toEqual([[], []]);
});

test("passwords, quarantine and releases", () => {
  expect(passwords([]).map((one) => one.verdict)).toEqual(["ok"]);
  const weak = [
    { address: "a@b.test", reasons: ["breaks length"] }, { address: "c@b.test", reasons: ["breaks length", "expired; sends nothing more"] },
  ];
  expect(passwords(weak).map((one) => [one.word, one.args?.["count"]])).toEqual([["overview-weak", 2], ["overview-expired", 1]]);
  expect([quarantined([]).verdict, quarantined([{ id: "1", since: "" }]).verdict]).toEqual(["ok", "warn"]);
  const feed = { source: "", asked: "", trouble: "", serial: 0, issued: "", expires: "" };
  const newer = [{ version: "2.0.0", date: "", security: true, notes: "" }];
  expect(released({ version: "1.0.0", standing: "security update", newer, feed })).toMatchObject({ verdict: "bad", args: { version: "2.0.0" } });
  expect(released({ version: "1.0.0", standing: "not known", newer: [], feed }).verdict).toBe("info");
});
