import { expect, test } from "vitest";
import { spotFor } from "./place.ts";

const screen = { width: 1000, height: 800 };

test("opens below, along the starting edge", () => {
  const anchor = { top: 100, bottom: 132, left: 200, right: 300 };
  expect(spotFor(anchor, { width: 240, height: 300 }, screen, false)).toMatchObject({ top: 136, left: 200 });
  expect(spotFor(anchor, { width: 240, height: 300 }, screen, true)).toMatchObject({ top: 136, left: 60 });
});

test("opens above where there is more room, and never leaves the window", () => {
  const low = { top: 700, bottom: 732, left: 900, right: 980 };
  expect(spotFor(low, { width: 240, height: 300 }, screen, false)).toMatchObject({ top: 396, left: 752 });
  expect(spotFor({ ...low, left: 2, right: 40 }, { width: 240, height: 2000 }, screen, true)).toMatchObject({ left: 8, maxHeight: 688 });
});
