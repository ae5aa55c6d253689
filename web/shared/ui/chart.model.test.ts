import { expect, test } from "vitest";
import { columnsOf, summaries, thinned, withoutNothing, type Figures } from "./chart.model.ts";

const figures: Figures = {
  times: [0, 3_600_000, 7_200_000],
  series: [{ key: "in", label: "In", values: [3, null, 7], tone: "accent" }],
};

test("a series is told in a sentence: how many, and when most", () => {
  expect(summaries(figures)).toMatchObject([{ label: "In", total: 10, most: 7, mostAt: 7_200_000 }]);
  expect(summaries({ times: [], series: [{ key: "in", label: "In", values: [], tone: "ok" }] })[0]?.mostAt).toBeNull();
});

test("columns are in seconds, and gaps stay gaps", () => {
  expect(columnsOf(figures)).toEqual([[0, 3600, 7200], [3, null, 7]]);
});

test("a bar of no height is none", () => {
  const none: Figures = { times: [0, 1], series: [{ key: "in", label: "In", values: [0, 2], tone: "ok" }] };
  expect(withoutNothing(none).series[0]?.values).toEqual([null, 2]);
});

test("thinning adds neighbours up and loses nothing", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, null];
  const many: Figures = { times: values.map((_, i) => i), series: [{ key: "a", label: "A", tone: "ok", values }] };
  const few = thinned(many, 4);
  expect(few.times).toEqual([0, 3, 6, 9]);
  expect(few.series[0]?.values).toEqual([6, 15, 24, null]);
  expect(thinned(many, 100)).toEqual(many);
  expect([thinned({ ...many, byDay: true }, 4).byDay, withoutNothing({ ...many, byDay: true }).byDay]).toEqual([true, true]);
});

test("what is a level is not added up", () => {
  const score = { times: [1, 2, 3, 4], series: [{ key: "score", label: "Score", values: [90, 80, null, 95], tone: "ok" as const, level: true }] };
  expect(summaries(score)).toEqual([{ label: "Score", level: true, total: 265, least: 80, last: 95, most: 95, mostAt: 4 }]);
  expect(thinned(score, 2).series[0]?.values).toEqual([80, 95]);
});
