import { expect, test } from "vitest";
import { isOfSide, type Held } from "./model.ts";

const held = (login: string): Held => ({ id: "1", message: "1f4.1", from: "", to: [], reason: "", since: "", size: 0, ip: "", login });

test("what our users have sent is told from what strangers bring", () => {
  const sides = (login: string): string[] => ["", "in", "out"].filter((side) => isOfSide(held(login), side));
  expect([sides(""), sides("ann@home.test")]).toEqual([["", "in"], ["", "out"]]);
});
