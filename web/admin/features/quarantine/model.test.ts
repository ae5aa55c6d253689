import { expect, test } from "vitest";
import { isHeldAsSpam, isOfSide, mayGoUnasked, wordFor, type Held } from "./model.ts";

const held = (login: string): Held => ({ id: "1", message: "1f4.1", from: "", to: [], reason: "", since: "", size: 0, ip: "", login });

test("what our users have sent is told from what strangers bring", () => {
  const sides = (login: string): string[] => ["", "in", "out"].filter((side) => isOfSide(held(login), side));
  expect([sides(""), sides("ann@home.test")]).toEqual([["", "in"], ["", "out"]]);
});

const because = (reason: string): Held => ({ ...held(""), from: "eve@peer.test", reason });
const SPAM = because("spam of 12.5 points: block, bayes");

test("what is held for what it carries is told from spam, whatever a stranger calls his file", () => {
  for (const reason of [SPAM.reason, "spam of 20 points: ", "its sender is blocked by all who would get it"])
    expect(isHeldAsSpam(because(reason)), reason).toBe(true);
  for (const reason of ["a.zip: it cannot be looked into, for it has too many files in it", "clamav: Eicar-Signature", "",
    "spam of 3 points: x.exe", "spam of 3 points: a.zip: it cannot be looked into", "its sender is blocked by all who would get it: a program"])
    expect(isHeldAsSpam(because(reason)), reason).toBe(false);
});

test("one that was taken for spam goes unasked; several, and what carries something, by a word that is typed", () => {
  expect(mayGoUnasked([SPAM])).toBe(true);
  expect(mayGoUnasked([SPAM, SPAM])).toBe(false);
  expect(mayGoUnasked([because("a.exe: it is a program")])).toBe(false);
  expect(wordFor([SPAM])).toBe("eve@peer.test");
  expect(wordFor([{ ...SPAM, from: "" }])).toBe("1");
  expect(wordFor([SPAM, SPAM])).toBe("2");
});
