import { expect, test } from "vitest";
import { changed } from "./changed.ts";

test("what was not touched is not said again", () => {
  const before = { name: "Ann", quota: 5, services: ["imap", "smtp"] };
  expect(changed(before, { name: "Anna", quota: 5, services: ["imap", "smtp"] })).toEqual({ name: "Anna" });
  expect(changed(before, { ...before, services: ["imap"] })).toEqual({ services: ["imap"] });
  expect(changed(before, before)).toEqual({});
});
