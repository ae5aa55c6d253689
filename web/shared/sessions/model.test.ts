import { expect, test } from "vitest";
import { isEnded, isOfKind, programOf, type SignedIn } from "./model.ts";

const one: SignedIn = {
  id: "1", kind: "web", current: false, in_the_name_by: null, from: "192.0.2.7", country: "DE", agent: "", began: "", seen: "",
};

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "Firefox", "Linux"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0", "Edge", "Windows"],
  ["Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36", "Chrome", "Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) AppleWebKit/605.1.15 Version/20.0 Mobile/15E148 Safari/604.1", "Safari", "iPhone"],
  ["curl/7.88", "", ""],
])("%s", (agent, browser, system) => expect(programOf(agent)).toEqual({ browser, system }));

test("what may be ended", () => {
  expect(isEnded(one)).toBe(true);
  expect(isEnded({ ...one, current: true })).toBe(false);
  expect(isEnded({ ...one, in_the_name_by: "admin" })).toBe(false);
});

test("kinds", () => {
  expect(isOfKind(one, "web")).toBe(true);
  expect(isOfKind({ ...one, kind: "imap" }, "programs")).toBe(true);
  expect(isOfKind({ ...one, kind: "imap" }, "web")).toBe(false);
});
