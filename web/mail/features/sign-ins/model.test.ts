import { expect, test } from "vitest";
import { isOfKind, numbered, type SignIn } from "./model.ts";

const one: SignIn = { at: "2026-11-27T08:00:00Z", service: "imap", ip: "192.0.2.7", country: "DE", tls: true, cause: "" };

test("who got in, and who was refused", () => {
  expect(isOfKind(one, "in")).toBe(true);
  expect(isOfKind({ ...one, cause: "wrong-password" }, "refused")).toBe(true);
  expect(isOfKind({ ...one, cause: "wrong-password" }, "in")).toBe(false);
});

test("each has a name, and keeps it when newer ones come", () => {
  expect(numbered([one, one]).map((row) => row.id)).toEqual(["2", "1"]);
  expect(numbered([one, one, one])[2]?.id).toBe("1");
});
