import { expect, test } from "vitest";
import type { FieldSchema } from "../../../shared/forms/schema.ts";
import { isMissing, passwordsOf, type Secret } from "./passwords.ts";

const field = (key: string): FieldSchema =>
  ({ key, label: "", help: "", kind: "text", bounds: "", shipped: "", apply: "live", scope: "system", secret: false, advanced: false });
const FIELDS = [field("domain"), field("secret")];
const kept = (name: string, ...used_by: string[]): Secret => ({ name, set: "2026-01-02T03:04:05Z", used_by });
const routes = (...rows: [string, string][]): string => JSON.stringify(rows.map(([domain, secret]) => ({ domain, secret })));

test("what a route names and nobody keeps comes first, with the routes that wait for it", () => {
  const value = routes(["one.test", "b"], ["two.test", "x"], ["*", "x"], ["plain.test", ""]);
  const rows = passwordsOf([kept("z"), kept("b", "delivery.routes")], value, FIELDS);
  expect(rows.map(({ name, set, routes: of }) => [name, set !== null, of]))
    .toEqual([["x", false, ["two.test", "*"]], ["b", true, ["one.test"]], ["z", true, []]]);
});

test("what any setting names is in use, also where no route does", () => {
  const used = (name: string) => passwordsOf([kept("a"), kept("b", "feeds.rows"), kept("c")], routes(["one.test", "c"]), FIELDS)
    .find((row) => row.name === name)?.isUsed;
  expect([used("a"), used("b"), used("c")]).toEqual([false, true, true]);
});

test("a route that names nothing misses nothing", () => {
  expect(isMissing([kept("a")], "")).toBe(false);
  expect(isMissing([kept("a")], "a")).toBe(false);
  expect(isMissing([kept("a")], "b")).toBe(true);
});
