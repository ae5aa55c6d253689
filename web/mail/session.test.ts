import { expect, test } from "vitest";
import { endOf, type Session } from "./session.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const due = (password_due: string | null): Session =>
  ({ name: "", account: "ann@home.test", in_the_name_by: null, reason: "", password_due, to_set_password: false });

test("the end of a password is told in the fortnight before it", () => {
  expect(endOf(due(null), NOW)).toBe("");
  expect(endOf(due("2026-12-04T12:00:01Z"), NOW)).toBe("");
  expect(endOf(due("2026-12-04T12:00:00Z"), NOW)).toBe("near");
  expect(endOf(due("2026-11-20T12:00:01Z"), NOW)).toBe("near");
  expect(endOf(due("2026-11-20T12:00:00Z"), NOW)).toBe("over");
});
