// The days of somebody west of Greenwich: what is said in UTC is another day's there.
process.env["TZ"] = "America/New_York";
import { expect, test } from "vitest";
import { timesOf } from "../../admin/figures/model.ts";
import { date, dayOfWorld } from "../i18n/format.ts";
import { beginOf, dayOf, endOf, lastDayOf } from "./day.ts";

test("the zone is the one that is meant", () => {
  expect(new Date("2026-12-24T12:00:00Z").getHours()).toBe(7);
});

test("a time is of the day that it is where one reads it", () => {
  expect([dayOf("2026-12-24T03:00:00.000Z"), dayOf("2026-12-24T05:00:00.000Z"), dayOf("")]).toEqual(["2026-12-23", "2026-12-24", ""]);
});

test("a day begins and ends at midnight there, also where the clock is changed on it", () => {
  expect([beginOf("2026-12-24", ""), endOf("2026-12-24", "")]).toEqual(["2026-12-24T05:00:00.000Z", "2026-12-25T05:00:00.000Z"]);
  expect([beginOf("2026-11-01", ""), endOf("2026-11-01", "")], "of 25 hours").toEqual(["2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z"]);
  expect([beginOf("", "2026-12-24T05:00:00.000Z"), endOf("", "2026-12-24T05:00:00.000Z"), endOf("", "")]).toEqual(["", "", ""]);
});

test("the last day of what ends with it is that day, and of what ends within it too", () => {
  expect(["2026-12-25T05:00:00.000Z", "2026-12-24T16:00:00.000Z", "2026-12-25T00:00:00.000Z", ""].map(lastDayOf))
    .toEqual(["2026-12-24", "2026-12-24", "2026-12-24", ""]);
});

test("what nobody has changed is given back as it was", () => {
  for (const was of ["2026-12-24T00:00:00.000Z", "2026-12-24T16:30:00.000Z", "2026-12-25T05:00:00.000Z", ""]) {
    expect([beginOf(dayOf(was), was), endOf(lastDayOf(was), was)]).toEqual([was, was]);
  }
  expect(beginOf("2026-12-25", "2026-12-24T16:30:00.000Z")).toBe("2026-12-25T05:00:00.000Z");
});

test("a day of the server's counts or of a report has its own date", () => {
  const [first] = timesOf({ begin: "2026-11-27T00:00:00.000Z", step_seconds: 86_400, series: {} }, 1);
  expect([dayOfWorld(first ?? 0), date(first ?? 0)]).toEqual(["Nov 27, 2026", "Nov 26, 2026"]);
});
