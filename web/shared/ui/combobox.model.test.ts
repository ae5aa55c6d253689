import { expect, test } from "vitest";
import { narrowed } from "./combobox.model.ts";
import { added, pieces } from "./chips.model.ts";
import { leftOf, shareOf } from "./progress.model.ts";

const options = ["new.example", "example.org", "mail.example.net", "test"].map((label) => ({ value: label, label }));

test("what begins with it comes before what has a word that does, before what holds it", () => {
  expect(narrowed(options, "ex").map((option) => option.label)).toEqual(["example.org", "new.example", "mail.example.net"]);
  expect(narrowed(options, "AMPLE.N").map((option) => option.label)).toEqual(["mail.example.net"]);
  expect(narrowed(options, "  ")).toHaveLength(4);
  expect(narrowed(options, "zzz")).toEqual([]);
});

test("values are parted by commas and blanks, and each is there once", () => {
  expect(pieces(" a, b;c\n d ")).toEqual(["a", "b", "c", "d"]);
  expect(added(["a"], ["b", "a"])).toEqual(["a", "b"]);
});

test("what is left is guessed only once it can be", () => {
  expect(shareOf({ done: 3, total: null, since: 0 })).toBeNull();
  expect(shareOf({ done: 5, total: 4, since: 0 })).toBe(1);
  expect(leftOf({ done: 1, total: 100, since: 0 }, 10_000)).toBeNull();
  expect(leftOf({ done: 50, total: 100, since: 0 }, 10_000)).toBe(10_000);
});
