import { expect, test } from "vitest";
import { changeBetween, isNothing, withList } from "./senders.ts";

const lists = { owner: "ann@home.test", trusted: ["a.test", "b.test"], blocked: ["c.test"] };

test("a list is changed in one go, and who is put into it leaves the other", () => {
  const wanted = withList(lists, "trusted", ["b.test", "c.test"]);
  expect(wanted).toEqual({ owner: "ann@home.test", trusted: ["b.test", "c.test"], blocked: [] });
  expect(changeBetween(lists, wanted)).toEqual({ forget: ["a.test"], trust: ["c.test"], block: [] });
  expect(withList(lists, "blocked", ["c.test", "a.test"])).toEqual({ owner: "ann@home.test", trusted: ["b.test"], blocked: ["c.test", "a.test"] });
});

test("the way back leads to how both lists were", () => {
  const now = withList(lists, "trusted", ["b.test", "c.test"]);
  expect(changeBetween(now, lists)).toEqual({ forget: [], trust: ["a.test"], block: ["c.test"] });
  expect([isNothing(changeBetween(now, now)), isNothing(changeBetween(now, lists))]).toEqual([true, false]);
});
