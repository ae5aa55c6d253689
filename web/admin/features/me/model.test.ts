import { expect, test } from "vitest";
import { inFours, typedCode } from "./model.ts";

test("a secret is read in fours, and a code as people type it", () => {
  expect(inFours("5WV6QXOC4K")).toBe("5WV6 QXOC 4K");
  expect(inFours("")).toBe("");
  expect(typedCode(" 123 456 ")).toBe("123456");
});
