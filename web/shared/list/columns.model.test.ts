import { expect, test } from "vitest";
import { choosable, leftOutAs, leftOutIn, sortShown, turned, withoutThose, type Choosable } from "./columns.model.ts";

const columns: readonly Choosable[] = [
  { key: "words", unseen: true }, { key: "name" }, { key: "state" }, { key: "used" }, { key: "why", unseen: true },
];
const shown = (text: string | null): string[] => withoutThose(columns, leftOutIn(text)).map((column) => column.key);

test("all columns are shown until one is left out, and once more when it is chosen again", () => {
  expect(shown(null)).toEqual(["name", "state", "used"]);
  const without = turned(leftOutIn(null), "state");
  expect(leftOutAs(without)).toBe("state");
  expect(shown(leftOutAs(without))).toEqual(["name", "used"]);
  expect(leftOutAs(turned(without, "used"))).toBe("state,used");
  expect(leftOutAs(turned(without, "state"))).toBeNull();
});

test("what names the row always stays, and neither it nor what another column shows can be chosen", () => {
  expect(choosable(columns).map((column) => column.key)).toEqual(["state", "used"]);
  expect(shown("name,state,used")).toEqual(["name"]);
  expect(shown("why,words")).toEqual(["name", "state", "used"]);
});

test("kept names that this list does not know leave nothing out, and are not forgotten", () => {
  expect(shown(",gone,,__proto__")).toEqual(["name", "state", "used"]);
  expect(leftOutAs(turned(leftOutIn("gone"), "used"))).toBe("gone,used");
});

test("rows are not in the order of a column that is left out, but in the list's own", () => {
  const sort = (text: string, leftOut: string): string => sortShown(text, "-name", columns, leftOutIn(leftOut));
  expect(sort("-used", "")).toBe("-used");
  expect(sort("-used", "used")).toBe("-name");
  expect(sort("used", "state")).toBe("used");
  expect(sort("name", "name")).toBe("name");  // it is shown all the same
  expect(sort("why", "why")).toBe("why");
});
