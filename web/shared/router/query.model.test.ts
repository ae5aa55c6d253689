import { expect, test } from "vitest";
import { addressOf, queryOf } from "./query.model.ts";

const plain = { text: "", sort: "name" };

test("an address says only what is not as always", () => {
  expect(addressOf("/admin/queue", { text: "", sort: "name" }, plain)).toBe("/admin/queue");
  expect(addressOf("/admin/queue", { text: "a&b=c", sort: "age" }, plain)).toBe("/admin/queue?text=a%26b%3Dc&sort=age");
});

test("and is read back; what nobody knows is left alone", () => {
  expect(queryOf("?text=a%26b%3Dc&sort=age&evil=1", plain)).toEqual({ text: "a&b=c", sort: "age" });
  expect(queryOf("", plain)).toEqual(plain);
});

test("what another part of the page says in the address stays in it", () => {
  expect(addressOf("/admin/audit", { text: "a", sort: "name" }, plain, "?group=relay&sort=age")).toBe("/admin/audit?group=relay&text=a");
});
