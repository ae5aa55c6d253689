// What stands below a plot, for somebody west of Greenwich.
process.env["TZ"] = "America/New_York";
import { expect, test } from "vitest";
import { mark } from "./chart.axis.ts";

const at = (text: string): number => Date.parse(text) / 1000;
const told = (marks: readonly number[], byDay = false): string[] => marks.map((one) => mark(one, marks, byDay).replace(/\u202f/g, " "));

test("hours are those of the clock on his wall, and a day is the one that it is there", () => {
  expect(told([at("2026-12-24T03:00:00Z"), at("2026-12-24T05:00:00Z"), at("2026-12-24T17:30:00Z")])).toEqual(["10:00 PM", "12:00 AM", "12:30 PM"]);
  expect(told([at("2026-12-24T03:00:00Z"), at("2026-12-27T05:00:00Z")])).toEqual(["Dec 23", "Dec 27"]);
});

test("where the server counts by days of UTC these are told by their own dates", () => {
  expect(told([at("2026-12-24T00:00:00Z"), at("2026-12-25T00:00:00Z")], true)).toEqual(["Dec 24", "Dec 25"]);
});

test("a year is said where there are two", () => {
  expect(told([at("2026-12-24T03:00:00Z"), at("2027-01-03T05:00:00Z")])).toEqual(["Dec 23, 2026", "Jan 3, 2027"]);
  expect(told([at("2026-12-31T00:00:00Z"), at("2027-01-01T00:00:00Z")], true)).toEqual(["Dec 31, 2026", "Jan 1, 2027"]);
});
