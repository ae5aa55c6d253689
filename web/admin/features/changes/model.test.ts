import { expect, test } from "vitest";
import { changedIn } from "../../parts/changed.model.ts";
import { folded } from "./folded.ts";
import {
  hasFailed, hasRoutes, isLong, isOfKind, kindOf, lastOf, laterThan, leftOut, linesOf, membersOf, newSince, peopleOf, putBack, secretsIn,
  spread, subjectOf, valuesIn, whyOf, type LogLine, type SettingsChange,
} from "./model.ts";

const change = (number: number, ...rows: [string, string, string][]): SettingsChange => ({
  number, at: "2026-11-27T06:00:00Z", by: "ann", changes: rows.map(([key, before, after]) => ({ key, before, after })),
});

test("a setting has its value by the last change that it is in", () => {
  const all = [change(9, ["a", "2", "3"]), change(8, ["a", "1", "2"], ["c", "x", "y"]), change(7, ["c", "", "x"])];
  expect(lastOf("c", all)?.number).toBe(8);
  expect(lastOf("e", all)).toBeUndefined();
});

test("putting back takes back what came later too, and says what each setting becomes", () => {
  const all = [change(3, ["a", "2", "3"], ["c", "x", "y"]), change(2, ["b", "off", "on"]), change(1, ["a", "1", "2"])];
  expect(putBack(all, 3)).toEqual([{ key: "a", before: "3", after: "2" }, { key: "c", before: "y", after: "x" }]);
  expect(putBack(all, 1)).toEqual([
    { key: "a", before: "3", after: "1" }, { key: "b", before: "on", after: "off" }, { key: "c", before: "y", after: "x" },
  ]);
  expect([laterThan(all, 1), laterThan(all, 3)]).toEqual([2, 0]);
});

test("what is as it was then is not told", () => {
  expect(putBack([change(2, ["a", "2", "1"]), change(1, ["a", "1", "2"])], 1)).toEqual([]);
});

test("a secret that was replaced goes back too, though both are hidden", () => {
  const hidden = "(hidden)";
  const all = [change(3, ["notify.key", hidden, hidden]), change(2, ["notify.key", "", hidden]), change(1, ["delivery.routes", "[]", "[1]"])];
  const replaced = putBack(all, 3);
  expect(replaced).toEqual([{ key: "notify.key", before: hidden, after: hidden }]);
  expect([secretsIn(replaced), hasRoutes(replaced)]).toEqual([["notify.key"], false]);
  expect(putBack(all, 2)).toEqual([{ key: "notify.key", before: hidden, after: "" }]);
  expect([secretsIn(putBack(all, 1)), hasRoutes(putBack(all, 1))], "none is left").toEqual([[], true]);
});

test("the way back is the change that came of it", () => {
  const before = [change(2), change(1)];
  expect(newSince([change(3), ...before], before)?.number).toBe(3);
  expect(newSince(before, before)).toBeUndefined();
});

test("lines are newest first, and what is no line is left out", () => {
  const [newest, oldest] = [{ t: "2", e: "audit.done" }, { t: "1", e: "administration.acted", who: "ann", name: "settings.set", text: "a.b" }];
  expect(linesOf([oldest, "{\"t\":\"1", null, newest])).toEqual([newest, oldest]);
  expect([kindOf(newest), kindOf(oldest), kindOf({ e: "server.setting-trial-ended" }), kindOf({ e: "dkim.key-changed" })])
    .toEqual(["audit", "acts", "settings", "others"]);
  expect([subjectOf(oldest), subjectOf({ t: "1", e: "server.setting-changed", name: "a.b" })]).toEqual(["a.b", "a.b"]);
  expect(membersOf({ ...oldest, chain: "cafe" })).toEqual([["who", "ann"], ["name", "settings.set"], ["text", "a.b"]]);
});

test("an act that was refused is told apart", () => {
  expect([hasFailed({ t: "", e: "administration.acted", reason: "done" }), hasFailed({ t: "", e: "administration.acted", reason: "denied" })])
    .toEqual([false, true]);
  expect(peopleOf(["bob", undefined, "ann", "bob", ""])).toEqual(["ann", "bob"]);
});

test("long values are told line by line", () => {
  expect(spread('[{"port":25}]')).toBe('[\n  {\n    "port": 25\n  }\n]');
  expect([spread("[not json"), spread("12")]).toEqual(["[not json", "12"]);
  expect([isLong({ key: "a", before: "", after: "x".repeat(81) }), isLong({ key: "a", before: "1", after: "2" })]).toEqual([true, false]);
});

test("what an act has changed is read back member by member, whatever stands in the values", () => {
  const read = (changes: string): (readonly [string, string, string])[] =>
    changedIn({ changes }).map(({ key, before, after }) => [key, before, after] as const);
  expect(read("a: on → off; targets: → a@x.test, b@x.test; note: x →"))
    .toEqual([["a", "on", "off"], ["targets", "", "a@x.test, b@x.test"], ["note", "x", ""]]);
  expect(read('note: "" → "x →"; held: block by-hand (smtp until 2027-01-01T00:00:00Z): a guess → ""'))
    .toEqual([["note", "", "x →"], ["held", "block by-hand (smtp until 2027-01-01T00:00:00Z): a guess", ""]]);
  expect(read("2001:db8::/48 spared: → greylisting; 192.0.2.0/24 until: 2027-01-01T00:00:00Z →"))
    .toEqual([["2001:db8::/48 spared", "", "greylisting"], ["192.0.2.0/24 until", "2027-01-01T00:00:00Z", ""]]);
  expect(read('name: "" → "b; roles: reader → owner"; say: "a \\"b\\" \\\\" → y'))
    .toEqual([["name", "", "b; roles: reader → owner"], ["say", 'a "b" \\', "y"]]);
  expect(read("m: 1 → 2; … 5 more")).toEqual([["m", "1", "2"]]);
  expect([read(""), read("no member at all")]).toEqual([[], []]);
});

test("a line says all that it knows from and to, and how much more there was", () => {
  const acted = { t: "", e: "administration.acted", changes: "quota: 5 → 6; … 12 more" };
  const set = { t: "", e: "server.setting-changed", name: "spam_low", domain: "home.test", before: "server", after: "" };
  expect(valuesIn(acted)).toEqual([{ key: "quota", before: "5", after: "6" }]);
  expect(valuesIn(set)).toEqual([{ key: "spam_low", before: "server", after: "" }]);
  expect(valuesIn({ t: "", e: "audit.done" })).toEqual([]);
  expect([leftOut(acted), leftOut(set), leftOut({ ...acted, changes: 'note: "" → "; … 5 more"' })]).toEqual([12, 0, 0]);
  expect([subjectOf(set), subjectOf({ ...set, domain: "", path: "/var/lib/x" })]).toEqual(["spam_low · home.test", "spam_low · /var/lib/x"]);
});

const at = (second: number): string => `2026-11-27T06:00:0${second}Z`;
const acted = (second: number, name: string, text: string, more: Partial<LogLine> = {}): LogLine =>
  ({ t: at(second), e: "administration.acted", who: "ann", name, text, reason: "done", ...more });

test("an act and what it wrote itself are one line, which says why", () => {
  const shut = { t: at(1), e: "administration.account-contained", who: "ann", account: "bob@x.test", reason: "she called", count: 2 };
  const [one, ...others] = folded([acted(2, "account.contain", "bob@x.test"), shut]);
  expect(others).toEqual([]);
  expect([one?.own, one && whyOf(one)]).toEqual([[shut], "she called"]);
  const set = { t: at(1), e: "server.setting-changed", who: "ann", name: "a.b", before: "1", after: "2" };
  const [change] = folded([acted(2, "settings.set", "a.b"), set]);
  expect(change && [valuesIn(change), isOfKind(change, "settings"), isOfKind(change, "acts")])
    .toEqual([[{ key: "a.b", before: "1", after: "2" }], true, true]);
});

test("what another wrote, what came of nothing that was done, and what a refused act left stay lines of their own", () => {
  const set = { t: at(1), e: "server.setting-changed", who: "ann", name: "a.b", before: "1", after: "2" };
  expect(folded([acted(2, "settings.set", "c.d"), set])).toHaveLength(2);
  expect(folded([acted(2, "settings.set", "a.b", { who: "bob" }), set])).toHaveLength(2);
  expect(folded([acted(2, "settings.apply", "", { reason: "conflict", cause: "Changed since" }), set])).toHaveLength(2);
  expect(whyOf(acted(2, "settings.apply", "", { reason: "conflict", cause: "Changed since" }))).toBe("Changed since");
});
