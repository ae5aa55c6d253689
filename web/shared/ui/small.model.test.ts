import { expect, test } from "vitest";
import type { Figures } from "./chart.model.ts";
import { mostOf, shapesOf } from "./small.model.ts";

const two: Figures = {
  times: [0, 1, 2],
  series: [{ key: "in", label: "In", tone: "ok", values: [30, 0, 50] }, { key: "out", label: "Out", tone: "bad", values: [10, null, 50] }],
};
const level: Figures = { times: [0, 1], series: [{ key: "age", label: "Age", tone: "warn", values: [2, 4], level: true }] };

test("the most is what one step holds of everything, and of a level the highest", () => {
  expect([mostOf(two), mostOf(level), mostOf({ times: [], series: [] })]).toEqual([100, 4, 0]);
});

test("columns stand one upon the other, and nothing is no column", () => {
  expect(shapesOf(two).map((one) => one.path)).toEqual([
    "M0.15 100V70h0.7V100zM2.15 100V50h0.7V100z", "M0.15 70V60h0.7V70zM2.15 50V0h0.7V50z",
  ]);
});

test("what there is of is seen beside much of something else, and never above the top", () => {
  const rare = { ...two, series: [{ ...two.series[0]!, values: [1000, 0, 0] }, { ...two.series[1]!, values: [1, 0, 0] }] };
  expect(shapesOf(rare)[1]?.path).toBe("M0.15 0.1V0h0.7V0.1z");
  const alone = { ...two, series: [{ ...two.series[0]!, values: [1000, 1, 0] }] };
  expect(shapesOf(alone)[0]?.path).toContain("M1.15 100V97h0.7V100z");
});

test("a level is a line that stays for its step, also where it is nothing", () => {
  expect(shapesOf(level)).toEqual([{ key: "age", isLine: true, path: "M0 100V50h1V0h1" }]);
  expect(shapesOf({ ...level, series: [{ ...level.series[0]!, values: [0, 0] }] })[0]?.path).toBe("M0 100V100h1V100h1");
});

test("many steps leave no gaps between them", () => {
  const times = Array.from({ length: 168 }, (_, at) => at);
  expect(shapesOf({ times, series: [{ key: "in", label: "In", tone: "ok", values: times.map(() => 1) }] })[0]?.path).toContain("M1 100V0h1V100z");
});
