import { expect, test } from "vitest";
import { Problem } from "../../../shared/api/problem.ts";
import { firstStep, refusalOf } from "./model.ts";

test("a link leads past the token that it carries", () => {
  expect(firstStep("t0")).toEqual({ kind: "password", token: "t0" });
  expect(firstStep(null)).toEqual({ kind: "ask" });
});

test("a password that is not taken, a token that opens nothing and a server that does not answer are told apart", () => {
  expect(refusalOf(new Problem(400, "too short"))).toEqual({ ofPassword: true, word: "" });
  expect(refusalOf(new Problem(403, "no"))).toEqual({ ofPassword: false, word: "reset-refused" });
  expect(refusalOf(new Problem(503, "starting"))).toEqual({ ofPassword: false, word: "login-failed" });
  expect(refusalOf(new Problem(0, ""))).toEqual({ ofPassword: false, word: "login-unreachable" });
});
