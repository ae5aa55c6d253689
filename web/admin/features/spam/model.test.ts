import { expect, test } from "vitest";
import { bandsOf } from "./model.ts";

const SHIPPED: Readonly<Record<string, string>> = {
  "spam.low": "5", "spam.medium": "10", "spam.high": "20", "spam.low_action": "inbox", "spam.medium_action": "junk", "spam.high_action": "refuse",
};
const bands = (more: Readonly<Record<string, string>> = {}): unknown =>
  bandsOf((key) => ({ ...SHIPPED, ...more })[key] ?? "")?.map((band) => [band.from, band.to, band.action]) ?? null;

test("each number of points has what becomes of it", () => {
  expect(bands()).toEqual([[null, 5, "inbox"], [5, 10, "inbox"], [10, 20, "junk"], [20, null, "refuse"]]);
});

test("limits that do not rise say nothing", () => {
  expect([bands({ "spam.low": "11" }), bands({ "spam.high": "many" }), bands({ "spam.medium": "20" })]).toEqual([null, null, expect.anything()]);
});
