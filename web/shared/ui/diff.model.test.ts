import { expect, test } from "vitest";
import { lines } from "./diff.model.ts";

const SIGNS = { same: " ", gone: "-", fresh: "+" };
const told = (before: string, after: string): string => lines(before, after).map((line) => SIGNS[line.kind] + line.text).join("|");

test("only what differs is marked", () => {
  expect(told("a\nb\nc", "a\nx\nc")).toBe(" a|-b|+x| c");
  expect(told("a\nb", "a\nb\nc")).toBe(" a| b|+c");
  expect(told("a\nb\nc\nd", "b\nd")).toBe("-a| b|-c| d");
  expect(told("", "a")).toBe("+a");
  expect(told("a", "")).toBe("-a");
  expect(told("a", "a")).toBe(" a");
});

test("both texts can be read back from it", () => {
  const before = "one\ntwo\nthree\ntwo\nfour";
  const after = "zero\ntwo\nthree\nfour\nfour";
  const all = lines(before, after);
  expect(all.filter((line) => line.kind !== "fresh").map((line) => line.text).join("\n")).toBe(before);
  expect(all.filter((line) => line.kind !== "gone").map((line) => line.text).join("\n")).toBe(after);
});
