import { expect, test } from "vitest";
import { isKept, otherFaults, rulesOf, type Policy } from "./model.ts";

const policy: Policy = {
  minimum_length: 12, minimum_strength: 3, forbid_own_names: true, forbid_common: true, numbers: 0, capitals: 1, lowercase: 0, symbols: 0,
  remember: 10, expires_after: 0, exempt: false,
};

test("only what is asked for is told", () => {
  expect(rulesOf(policy).map((one) => one.rule)).toEqual(["length", "strength", "own-names", "common", "capitals", "remember"]);
});

test("a rule is kept, broken, or not known yet", () => {
  const check = { strength: 1, broken: [{ rule: "strength", text: "easy" }, { rule: "characters", text: "odd" }] };
  expect(isKept({ rule: "length", count: 12 }, check)).toBe("kept");
  expect(isKept({ rule: "strength", count: 3 }, check)).toBe("broken");
  expect(isKept({ rule: "remember", count: 10 }, check)).toBe("unknown");
  expect(isKept({ rule: "length", count: 12 }, null)).toBe("unknown");
  expect(otherFaults(policy, check)).toEqual(["odd"]);
});
