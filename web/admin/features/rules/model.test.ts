import { expect, test } from "vitest";
import type { FieldSchema } from "../../../shared/forms/schema.ts";
import {
  edited, fieldsFor, formOf, fresh, hasRule, isSamePlan, replaced, rowsOf, switched, without, withRule, type Rule, type RuleRecord,
} from "./model.ts";

const field = (key: string, kind: FieldSchema["kind"], shipped: unknown, more: Partial<FieldSchema> = {}): FieldSchema => ({
  key, kind, shipped, label: key, help: "", bounds: "", apply: "live", scope: "system", secret: false, advanced: false, ...more,
});
const ACTIONS = ["block", "delay", "notify", "hold-queue", "suspend-sending", "second-factor"];
const FIELDS = [
  field("id", "text", ""), field("kind", "choice", "denial-of-service"), field("description", "text", ""), field("enabled", "boolean", true),
  field("services", "list", []), field("window", "duration", "5min"), field("threshold", "integer", 20, { min: 1, max: 1_000_000 }),
  field("threshold_established", "integer", 0), field("share", "integer", 0), field("delay", "duration", "2s"),
  field("action", "choice", "block", { choices: ACTIONS.map((value) => ({ value, label: value })) }), field("score_wrong_password", "integer", 1),
];
const rule = (id: string, more: RuleRecord = {}): RuleRecord => ({
  id, kind: "brute-force-by-address", description: "Guesses", enabled: true, services: [], window: "30min", threshold: 5, action: "block", ...more,
});
const shown = (id: string): Rule => ({
  rule: id, kind: "", enabled: true, services: [], minutes: 30, threshold: 5, action: "block", lasts_minutes: 60, permanent: false, description: "",
});

test("a plan is the one that was shown while nothing of it differs", () => {
  const threshold = { member: "threshold", label: "Threshold", before: "5", after: "50", weaker: true };
  const plan = [{ rule: "harvesting", change: "changed", weaker: true, description: "", members: [threshold] }] as const;
  expect(isSamePlan(plan, structuredClone(plan))).toBe(true);
  expect(isSamePlan(plan, [{ ...plan[0], members: [{ ...threshold, before: "4" }] }])).toBe(false);
  expect(isSamePlan(plan, [])).toBe(false);
});

test("a rule is as it shipped, changed, or one's own; who may not read settings is told neither", () => {
  const setting = { value: JSON.stringify([rule("a"), rule("b", { threshold: 9 }), rule("c")]), shipped: JSON.stringify([rule("a"), rule("b")]) };
  const rows = rowsOf(["a", "b", "c"].map(shown), setting);
  expect(rows.map((row) => row.standing)).toEqual(["shipped", "changed", "own"]);
  expect(rows.filter((row) => hasRule(row, "drifted")).map((row) => row.rule)).toEqual(["b", "c"]);
  expect(rowsOf([shown("a")], null)[0]?.standing).toBe("unknown");
});

test("one rule is changed, and the others stay as they are at that moment", () => {
  const all = [rule("a"), rule("b"), rule("c")];
  expect(switched("b", false)(all).map((one) => one["enabled"])).toEqual([true, false, true]);
  expect(replaced(rule("c", { threshold: 1 }))(all).map((one) => one["threshold"])).toEqual([5, 5, 1]);
  expect(without("a")(all)).toHaveLength(2);
  expect(withRule(rule("b"), 1)(without("b")(all)).map((one) => one["id"])).toEqual(["a", "b", "c"]);
  expect(withRule(rule("b"), 1)(all)).toBe(all);
});

test("a form tells what fits the kind, and gives the rule back with what was entered", () => {
  const keys = (kind: string): string[] => fieldsFor(kind, FIELDS).map((one) => one.key);
  expect(keys("brute-force-by-address")).toContain("score_wrong_password");
  expect(keys("bounces")).toEqual(["enabled", "threshold", "share", "window", "action", "description", "services"]);
  expect(fieldsFor("bounces", FIELDS)[4]?.choices?.map((one) => one.value)).toEqual(["notify", "hold-queue", "suspend-sending"]);
  expect(keys("of a newer server")).not.toContain("id");

  const { room, settings } = formOf(FIELDS, rule("a", { threshold: 9 }), rule("a"));
  expect(room.room).toBe("a");
  expect(settings.find((one) => one.key === "a.threshold")).toEqual({ key: "a.threshold", value: "9", shipped: "5", origin: "system" });
  expect(settings.find((one) => one.key === "a.enabled")?.value).toBe("on");
  const changes = new Map([["threshold", "7"], ["enabled", "off"], ["services", "imap, pop3"], ["window", "1h"]]);
  expect(edited(rule("a"), FIELDS, changes)).toMatchObject({ threshold: 7, enabled: false, services: ["imap", "pop3"], window: "1h", id: "a" });
});

test("a rule of one's own begins switched off, with an action that fits it", () => {
  expect(fresh("mine", "internal-spammer", FIELDS, "x")).toMatchObject({ id: "mine", enabled: false, action: "notify", window: "5min" });
});
