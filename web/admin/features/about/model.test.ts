import { expect, test } from "vitest";
import { documentText, fileName, linkIn, troubleIn, verdictOf, wordOf, type Standing } from "./model.ts";

test("a hole that is known is bad, and not to know is neither", () => {
  const all: readonly Standing[] = ["security update", "update", "newest", "not known"];
  expect(all.map((standing) => verdictOf({ standing }))).toEqual(["bad", "warn", "ok", "info"]);
  expect(wordOf({ standing: "not known" })).toBe("not-known");
});

test("only an address of the web is a link", () => {
  expect(linkIn("https://releases.example/1.2")).toBe("https://releases.example/1.2");
  expect([linkIn("javascript:alert(1)"), linkIn("see https://releases.example"), linkIn("http://releases.example")])
    .toEqual([undefined, undefined, undefined]);
});

test("the document is a file of its day", () => {
  expect(fileName(new Date("2026-11-27T23:00:00Z"))).toBe("diagnostics-2026-11-27.json");
  expect(documentText({ left_out: ["mail"] })).toBe('{\n  "left_out": [\n    "mail"\n  ]\n}\n');
});

test("what failed is parted from what was said to it", () => {
  expect(troubleIn("The feed cannot be read: No such file: or folder")).toEqual({ what: "The feed cannot be read", more: "No such file: or folder" });
  expect(troubleIn("The feed is not signed by releases.key")).toEqual({ what: "The feed is not signed by releases.key", more: "" });
});
