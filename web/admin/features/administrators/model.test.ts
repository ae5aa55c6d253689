import { expect, test } from "vitest";
import { changeOf, isLastOwner, isOfKind, rulesOf, type Administrator } from "./model.ts";

const one = (name: string, some: Partial<Administrator> = {}): Administrator => ({
  name, roles: ["owner"], domains: null, status: "active", second_factor: true, passkeys: 0, recovery_codes_left: 10, networks: [], sessions: 0,
  created: "", password_changed: "", last_login: "", last_login_ip: "", last_login_country: "",
  last_failed_login: "", last_failed_login_ip: "", last_failed_login_country: "", ...some,
});

test("the last owner who is not disabled stays", () => {
  const [ann, bob, eve] = [one("ann"), one("bob", { status: "disabled" }), one("eve", { roles: ["reader"] })];
  expect([ann, bob, eve].map((who) => isLastOwner([ann, bob, eve], who))).toEqual([true, false, false]);
  expect(isLastOwner([ann, one("carl")], ann)).toBe(false);
});

test("chips choose by what is to be looked at", () => {
  const rows = [one("ann"), one("bob", { second_factor: false, roles: ["queue"] }), one("eve", { status: "disabled" })];
  const chosen = (kind: string): string[] => rows.filter((row) => isOfKind(row, kind)).map((row) => row.name);
  expect([chosen("owners"), chosen("without"), chosen("disabled"), chosen("").length]).toEqual([["ann", "eve"], ["bob"], ["eve"], 3]);
});

test("what is sent is what is meant", () => {
  const entered = [[" 192.0.2.0/24 ", " the office "], ["", "x"], ["::1", ""]].map(([network = "", description = ""]) => ({ network, description }));
  expect(rulesOf(entered)).toEqual(["192.0.2.0/24 the office", "::1"]);
  expect(changeOf({ roles: ["reader"], domains: null })).toEqual({ roles: ["reader"], all_domains: true });
  expect(changeOf({ roles: ["reader"], domains: ["a.test"] })).toEqual({ roles: ["reader"], domains: ["a.test"] });
});
