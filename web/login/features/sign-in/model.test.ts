import { describe, expect, test } from "vitest";
import { base64url, octetsOf } from "../../../shared/passkeys/ask.ts";
import { Problem } from "../../../shared/api/problem.ts";
import { codeOf, destination, tokenIn, troubleOf, wayBack, type Session } from "./model.ts";

const admin: Session = { name: "ann", account: null, roles: ["owner"], to_enrol: false };
const user: Session = { name: "bob@example.org", account: "bob@example.org", roles: [], to_enrol: false };

describe("after signing in", () => {
  test("one comes to where one wanted to go, or home", () => {
    expect(destination(admin, "?next=/admin/queue?text=a")).toBe("/admin/queue?text=a");
    expect(destination(admin, "")).toBe("/admin");
    expect(destination(user, "")).toBe("/mail/security");
  });

  test("who has no second factor yet and must have one sets it up first", () => {
    expect(destination({ ...admin, to_enrol: true }, "?next=/admin/queue")).toBe("/setup/second-factor");
    expect(destination({ ...user, to_enrol: true }, "")).toBe("/mail/security");
    expect(destination({ ...user, to_enrol: true }, "?next=/mail/security/programs")).toBe("/mail/security/programs");
  });

  test("no link leads to another server", () => {
    for (const evil of ["//evil.test", "https://evil.test", "/\\evil.test", "/admin\\..\\x", "javascript:alert(1)", "/adminx", "/admin\n", ""])
      expect(wayBack(`?next=${encodeURIComponent(evil)}`)).toBeNull();
  });
});

test("a refusal says nothing, a throttle says how long", () => {
  expect(troubleOf(new Problem(401, "x"))).toEqual({ kind: "refused" });
  expect(troubleOf(new Problem(400, "x"))).toEqual({ kind: "refused" });
  expect(troubleOf(new Problem(429, "x"))).toEqual({ kind: "wait", seconds: 10 });
  expect(troubleOf(new Problem(503, "x", { retryAfter: 42 }))).toEqual({ kind: "wait", seconds: 42 });
  expect(troubleOf(new Problem(500, "x", { correlation: "c" }))).toEqual({ kind: "failed", correlation: "c" });
  expect(troubleOf(new Problem(0, "x"))).toEqual({ kind: "unreachable" });
});

test("a code is read as people type it", () => {
  expect(codeOf(" 123 456 ")).toBe("123456");
  expect(codeOf("abcd-efgh")).toBe("abcdefgh");
});

test("the token of a link", () => {
  expect(tokenIn("#reset=abc%2Bd")).toBe("abc+d");
  expect(tokenIn("#reset=")).toBeNull();
  expect(tokenIn("")).toBeNull();
});

test("octets go through base64url unharmed", () => {
  const octets = Uint8Array.from({ length: 256 }, (_, i) => i);
  const text = base64url(octets.buffer);
  expect(text).not.toMatch(/[+/=]/);
  expect([...octetsOf(text)]).toEqual([...octets]);
});
