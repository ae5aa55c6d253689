import { expect, test } from "vitest";
import { isHeldAsSpam, isOfSide, kindsIn, mayGoUnasked, wordFor, type Held } from "./model.ts";

const held = (login: string): Held => ({
  id: "1", message: "1f4.1", from: "", to: [], kind: "unknown", reason: "", since: "", size: 0, ip: "", login,
});

test("what our users have sent is told from what strangers bring", () => {
  const sides = (login: string): string[] => ["", "in", "out"].filter((side) => isOfSide(held(login), side));
  expect([sides(""), sides("ann@home.test")]).toEqual([["", "in"], ["", "out"]]);
});

const SPAM: Held = { ...held(""), from: "eve@peer.test", kind: "spam" };

test("there is a chip for each kind that something is held for", () => {
  expect(kindsIn([{ ...held(""), kind: "scanner" }, { ...held(""), kind: "spam" }, held(""), { ...held(""), kind: "spam" }]))
    .toEqual(["spam", "scanner", "unknown"]);
  expect(kindsIn([])).toEqual([]);
});

test("what is held for what it carries, or nobody knows for what, is told from spam", () => {
  expect((["spam", "attachment", "scanner", "unknown"] as const).filter((kind) => isHeldAsSpam({ ...SPAM, kind }))).toEqual(["spam"]);
});

test("one that was taken for spam goes unasked; several, and what carries something, by a word that is typed", () => {
  expect(mayGoUnasked([SPAM])).toBe(true);
  expect(mayGoUnasked([SPAM, SPAM])).toBe(false);
  expect(mayGoUnasked([{ ...SPAM, kind: "attachment" }])).toBe(false);
  expect(wordFor([SPAM])).toBe("eve@peer.test");
  expect(wordFor([{ ...SPAM, from: "" }])).toBe("1");
  expect(wordFor([SPAM, SPAM])).toBe("2");
});
