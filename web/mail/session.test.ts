import { expect, test } from "vitest";
import { ENROL, firstOf, HOME, RENEW, wantedOf } from "./pages.ts";
import { endOf, type Session } from "./session.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const due = (password_due: string | null): Session =>
  ({ name: "", account: "ann@home.test", in_the_name_by: null, reason: "", password_due, to_set_password: false, to_enrol: false });

test("the end of a password is told in the fortnight before it", () => {
  expect(endOf(due(null), NOW)).toBe("");
  expect(endOf(due("2026-12-04T12:00:01Z"), NOW)).toBe("");
  expect(endOf(due("2026-12-04T12:00:00Z"), NOW)).toBe("near");
  expect(endOf(due("2026-11-20T12:00:01Z"), NOW)).toBe("near");
  expect(endOf(due("2026-11-20T12:00:00Z"), NOW)).toBe("over");
});

test("a new password comes first, then a second factor, then where one wanted to be", () => {
  expect(firstOf({ to_set_password: true, to_enrol: true })).toBe(RENEW);
  expect(firstOf({ to_set_password: false, to_enrol: true })).toBe(ENROL);
  expect(firstOf({ to_set_password: false, to_enrol: false })).toBeNull();
  expect(wantedOf("/mail/security/programs?text=a")).toBe("/mail/security/programs?text=a");
  for (const none of ["", undefined, "/mail", ENROL.path, RENEW.path, "https://evil.test"]) expect(wantedOf(none)).toBe(HOME);
});
