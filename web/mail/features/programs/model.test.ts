import { expect, test } from "vitest";
import { isOfKind, networksOf, PLAIN, wanted, wordFor, type AppPassword } from "./model.ts";

const one: AppPassword = {
  number: 1, label: "phone", protocols: ["imap"], networks: [], read_only: false, created: "2026-11-01T00:00:00Z", expires: "",
};

test("networks are taken as they are typed", () => {
  expect(networksOf(" 192.0.2.0/24, 2001:db8::/48\n198.51.100.7 ")).toEqual(["192.0.2.0/24", "2001:db8::/48", "198.51.100.7"]);
  expect(networksOf("")).toEqual([]);
});

test("what only reads sends nothing", () => {
  expect(wanted({ ...PLAIN, label: " phone " }).protocols).toEqual(["imap", "smtp"]);
  expect(wanted({ ...PLAIN, label: " phone " }).label).toBe("phone");
  expect(wanted({ ...PLAIN, read_only: true }).protocols).toEqual(["imap"]);
});

test("which are used, and which are over", () => {
  const now = Date.parse("2026-11-27T00:00:00Z");
  expect(isOfKind(one, "never-used", now)).toBe(true);
  expect(isOfKind({ ...one, last_used: "2026-11-02T00:00:00Z" }, "used", now)).toBe(true);
  expect(isOfKind({ ...one, expires: "2026-11-26T00:00:00Z" }, "over", now)).toBe(true);
  expect(isOfKind(one, "over", now)).toBe(false);
});

test("one is taken away by its label, and several by how many they are", () => {
  expect(wordFor([one])).toBe("phone");
  expect(wordFor([one, { ...one, number: 2, label: "tablet" }])).toBe("2");
});
