import { expect, test } from "vitest";
import { placeOfDomain, withSearch } from "./domainLinks.ts";

test("an address of a domain's own leads to its part of the console", () => {
  expect(placeOfDomain("home.test", "")).toBe("/admin/domains/home.test");
  expect(placeOfDomain("home.test", "health")).toBe("/admin/domains/home.test");
  expect(["accounts", "aliases", "lists", "settings"].map((part) => placeOfDomain("home.test", part))).toEqual(
    ["accounts", "aliases", "aliases", "settings"].map((tab) => `/admin/domains/home.test/${tab}`));
  expect(placeOfDomain("home.test", "services")).toBe("/admin/service-accounts?find=%40home.test");
  expect(placeOfDomain("", "")).toBe("/admin/domains");
});

test("no name leads out of the console", () => {
  expect(placeOfDomain("../../evil", "../x")).toBe("/admin/domains/..%2F..%2Fevil/..%2Fx");
});

test("what the address says besides is kept", () => {
  expect(withSearch("/admin/domains/a.test/accounts", "?find=ann")).toBe("/admin/domains/a.test/accounts?find=ann");
  expect(withSearch("/admin/service-accounts?find=%40a.test", "?sort=used")).toBe("/admin/service-accounts?find=%40a.test&sort=used");
  expect(withSearch("/admin/domains", "")).toBe("/admin/domains");
});
