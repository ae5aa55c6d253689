import { describe, expect, test } from "vitest";
import { gridStep, leastOf, NOTHING, poolOf, ranged, roomIn, scrolledTo, shownRows, sorted, TALLEST, toggled } from "./grid.model.ts";

const press = (key: string, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, ...more });

describe("rows in sight", () => {
  test("are those under the window, and a few beyond", () => {
    expect(shownRows({ top: 360, height: 360, rowHeight: 36, count: 10_000 })).toEqual({ first: 6, last: 24, offset: 216, height: 360_000 });
    expect(shownRows({ top: 0, height: 360, rowHeight: 36, count: 3 })).toEqual({ first: 0, last: 3, offset: 0, height: 108 });
  });

  test("of a million rows, the last ones are at the end of the scroll bar", () => {
    const view = { top: TALLEST - 360, height: 360, rowHeight: 36, count: 1_000_000 };
    const shown = shownRows(view);
    expect(shown.last).toBe(1_000_000);
    expect(shown.height).toBe(TALLEST);
    const lastRowEnds = shown.offset + (shown.last - shown.first) * 36;
    expect(lastRowEnds).toBeCloseTo(TALLEST, 0);
  });

  test("have a slot each", () => {
    for (const top of [0, 17, 360, 5000]) {
      const { first, last } = shownRows({ top, height: 360, rowHeight: 36, count: 10_000 });
      expect(last - first).toBeLessThanOrEqual(poolOf(360, 36));
    }
  });

  test("are scrolled to only when they are out of sight", () => {
    const view = { top: 360, height: 360, rowHeight: 36, count: 100 };
    expect(scrolledTo(12, view)).toBe(360);
    expect(scrolledTo(5, view)).toBe(180);
    expect(scrolledTo(30, view)).toBe(31 * 36 - 360);
  });
});

describe("what is chosen", () => {
  const keyAt = (index: number): string => `row${index}`;

  test("is toggled one by one", () => {
    const one = toggled(NOTHING, "row3", 3);
    expect([...one.keys]).toEqual(["row3"]);
    expect([...toggled(one, "row3", 3).keys]).toEqual([]);
  });

  test("is extended from where it began, either way", () => {
    const one = toggled(NOTHING, "row3", 3);
    expect([...ranged(one, 5, keyAt).keys]).toEqual(["row3", "row4", "row5"]);
    expect([...ranged(one, 2, keyAt).keys].sort()).toEqual(["row2", "row3"]);
    expect(ranged(one, 5, keyAt).anchor).toBe(3);
  });
});

test("keys go, choose and open", () => {
  expect(gridStep(press("j"), 3, 10, 5)).toEqual({ go: 4 });
  expect(gridStep(press("ArrowDown", { shiftKey: true }), 3, 10, 5)).toEqual({ go: 4, extend: true });
  expect(gridStep(press("PageDown"), 8, 10, 5)).toEqual({ go: 9 });
  expect(gridStep(press("x"), 3, 10, 5)).toBe("toggle");
  expect(gridStep(press("x"), -1, 10, 5)).toBeNull();
  expect(gridStep(press("a", { ctrlKey: true }), 3, 10, 5)).toBe("all");
  expect(gridStep(press("Enter"), 3, 10, 5)).toBe("open");
  expect(gridStep(press("j"), -1, 0, 5)).toBeNull();
});

test("a second press of a heading turns the order round", () => {
  const first = sorted(null, "size");
  expect(first).toEqual({ column: "size", descending: false });
  expect(sorted(first, "size")).toEqual({ column: "size", descending: true });
  expect(sorted(first, "name")).toEqual({ column: "name", descending: false });
});

test("a list needs at least the first width of each of its columns", () => {
  expect(leastOf(["2.25rem", "minmax(9rem, 3.5fr)", "minmax(clamp(9.5rem, 18vw, 14rem), 3fr)", "7.25rem", "0", "1fr"])).toBe(28);
  expect(leastOf([])).toBe(0);
});

test("where there is no room for all, some are left out before the others", () => {
  const least = { all: 64, most: 58 };
  expect([70, 64, 63.9, 58, 57.9].map((width) => roomIn(width, least))).toEqual(["all", "all", "most", "most", "few"]);
  expect(roomIn(63, { all: 64, most: 64 }), "none is spared first").toBe("few");
});
