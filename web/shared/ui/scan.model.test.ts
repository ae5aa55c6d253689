import { expect, test } from "vitest";
import { inFours } from "./scan.model.ts";

test("a secret is read in fours", () => {
  expect(inFours("5WV6QXOC4K")).toBe("5WV6 QXOC 4K");
  expect(inFours("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
  expect(inFours("")).toBe("");
});
