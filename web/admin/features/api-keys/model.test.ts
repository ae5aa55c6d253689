import { expect, test } from "vitest";
import { isOfKind, stateOf, type Token } from "./model.ts";

test("a token that ends soon, or has ended, is told apart", () => {
  const now = Date.parse("2026-11-27T00:00:00Z");
  const token = (expires: string): Token =>
    ({ number: 1, administrator: "ann", label: "x", roles: ["reader"], networks: [], created: "", expires });
  const all = ["2026-11-26T00:00:00Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"].map(token);
  expect(all.map((one) => stateOf(one, now))).toEqual(["over", "soon", "holds"]);
  expect(all.filter((one) => isOfKind(one, "soon", now))).toHaveLength(1);
  expect(all.filter((one) => isOfKind(one, "", now))).toHaveLength(3);
});
