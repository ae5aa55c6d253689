import { expect, test } from "vitest";
import { entriesOf, freshEntry, recordsText } from "./records.ts";
import type { FieldSchema } from "./schema.ts";
import { wrongWith } from "./value.ts";

const field = (key: string, kind: FieldSchema["kind"], shipped: unknown, more: Partial<FieldSchema> = {}): FieldSchema => ({
  key, kind, shipped, label: key, help: "", bounds: "", apply: "live", scope: "system", secret: false, advanced: false, ...more,
});
const fields = [
  field("of", "text", "", { min: 1, max: 320 }), field("hourly", "integer", 0, { min: 0, max: 100 }),
  field("on", "boolean", true), field("services", "list", []),
];
const rows = field("rows", "records", [], { min: 0, max: 2, fields });

test("records come back as they were sent", () => {
  const text = JSON.stringify([{ of: "ann@home.test", hourly: 2, on: false, services: ["smtp", "imap"] }]);
  const entries = entriesOf(text, fields);
  expect(entries).toEqual([{ of: "ann@home.test", hourly: "2", on: "off", services: "smtp, imap" }]);
  expect(recordsText(entries, fields)).toBe(text);
});

test("what a record does not say is as it ships, and what is no list has no records", () => {
  expect(entriesOf('[{"of":"a"}]', fields)).toEqual([{ of: "a", hourly: "0", on: "on", services: "" }]);
  expect([entriesOf("", fields), entriesOf("{}", fields), entriesOf('["a"]', fields)]).toEqual([[], [], []]);
  expect(freshEntry(fields)).toEqual({ of: "", hourly: "0", on: "on", services: "" });
});

test("the first record with something wrong in it is named, and there may be too many", () => {
  const told = (...some: object[]): unknown => wrongWith(rows, recordsText(some.map((one) => ({ ...freshEntry(fields), of: "a", ...one })), fields));
  expect(told({}, {})).toBeNull();
  expect(told({}, { of: "" })).toEqual({ word: "forms-record-wrong", args: { number: 2 } });
  expect(told({ hourly: "many" })).toEqual({ word: "forms-record-wrong", args: { number: 1 } });
  expect(told({}, {}, {})).toEqual({ word: "forms-items-between", args: { min: 0, max: 2 } });
});
