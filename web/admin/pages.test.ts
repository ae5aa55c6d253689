import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGES } from "./pages.ts";

const LETTERS = 9;  // of 12 pixels, in a fifth of 360

test.each(["en", "de"])("the bar at the foot has room for its words in %s", (code) => {
  const file = readFileSync(new URL(`../locales/${code}/pages.ftl`, import.meta.url), "utf8");
  const words = new Map(file.split("\n").map((line) => line.split(" = ", 2) as [string, string]));
  const shown = PAGES.flatMap(({ narrow }) => (narrow ? [words.get(narrow) ?? ""] : []));
  expect(shown).toHaveLength(5);
  expect(shown.filter((word) => word === "" || word.length > LETTERS)).toEqual([]);
});
