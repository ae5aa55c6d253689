import { expect, test } from "vitest";
import { typedCode } from "./model.ts";

test("a code is read as people type it", () => {
  expect(typedCode(" 123 456 ")).toBe("123456");
});
