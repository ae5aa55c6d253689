import { expect, test } from "vitest";
import { askedFor, countriesOf, DOMAIN_PLOTS, figuresOf, PLOTS, SERIES, shareOf, spanOf, SPANS, type Counts } from "./model.ts";

const counts: Counts = {
  begin: "2026-11-27T00:00:00.000Z", step_seconds: 3600,
  series: {
    "verdict.junk": [1, 0, 2], "verdict.quarantined": [0, 4, 0], "queue.oldest": [90, 0, 3600],
    "logins.ok.country.DE": [1, 1, 0], "logins.failed.country.DE": [0, 0, 1], "logins.failed.country.ZZ": [9, 0, 0],
  },
};
const plot = (key: string) => PLOTS.find((one) => one.key === key) ?? PLOTS[0]!;

test("a span is asked for by hours, and all there is by days", () => {
  expect(SPANS.map((span) => askedFor(span).step)).toEqual(["hour", "hour", "hour", "day"]);
  expect([spanOf("all"), spanOf("x"), spanOf("")]).toEqual(["all", "week", "week"]);
});

test("a line is the sum of its series, and what was not counted is nothing", () => {
  const { times, series } = figuresOf(counts, plot("verdicts"), (line) => `the ${line}`);
  expect(times.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual(["00:00", "01:00", "02:00"]);
  expect(series.find(({ key }) => key === "aside")).toMatchObject({ label: "the aside", values: [1, 4, 2] });
  expect(series.find(({ key }) => key === "clean")?.values).toEqual([0, 0, 0]);
});

test("days are the server's, and hours the reader's", () => {
  expect([3600, 86_400].map((step_seconds) => figuresOf({ ...counts, step_seconds }, plot("mail"), String).byDay)).toEqual([false, true]);
});

test("what a domain has is drawn by days, a line for each of its series", () => {
  const series = { "mail.delivered": [3, 1], "mail.bounced": [0, 4], "verdict.rejected": [0, 2], "logins.failed": [5, 0] };
  const known = { ...counts, step_seconds: 86_400, series };
  const drawn = DOMAIN_PLOTS.map((one) => figuresOf(known, one, String).series.map(({ key, values }) => [key, values]));
  expect(drawn).toEqual([
    [["in", [3, 1]], ["out", [0, 0]], ["bounced", [0, 4]]], [["junk", [0, 0]], ["held", [0, 0]], ["refused", [0, 2]]],
    [["ok", [0, 0]], ["failed", [5, 0]]],
  ]);
});

test("an age is told in minutes", () => {
  expect(figuresOf(counts, plot("age"), String).series[0]?.values).toEqual([2, 0, 60]);
});

test("countries come with most logins first", () => {
  expect(countriesOf(counts)).toEqual([{ code: "ZZ", ok: 0, failed: 9 }, { code: "DE", ok: 2, failed: 1 }]);
  expect(countriesOf({ ...counts, series: {} })).toEqual([]);
});

test("a bar is as long as its share of the country with most", () => {
  const all = countriesOf(counts);
  expect([shareOf(9, all), shareOf(3, all), shareOf(0, [])]).toEqual(["100%", "33.3%", "0%"]);
});

test("every series of a plot is asked for once", () => {
  expect(new Set(SERIES).size).toBe(SERIES.length);
});
