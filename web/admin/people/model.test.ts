import { expect, test } from "vitest";
import { faultOf, fullnessOf, isOfShade, peopleOf, spamAbove, spamActionsOf, spamText, withFaults, type Account } from "./model.ts";

const account = (address: string, more: Partial<Account> = {}): Account => ({
  address, display_name: "", status: "active", kind: "person", quota: 0, used_bytes: 0, created: "", second_factor: false, country_rule: "off",
  countries: [], spam_actions: "", services: [], password_changed: "", last_login: "", ...more,
});

test("people are listed with what is wrong with their passwords, machines are not", () => {
  const rows = peopleOf([account("a@home.test"), account("b@home.test"), account("web@home.test", { kind: "service" })])
    .map(withFaults([{ address: "b@home.test", reasons: ["breaks length"], password_changed: "", sending_stops: "" }]));
  expect(rows.map((row) => [row.address, row.faults.length])).toEqual([["a@home.test", 0], ["b@home.test", 1]]);
  expect(rows.filter((row) => isOfShade(row, "password")).map((row) => row.address)).toEqual(["b@home.test"]);
  expect(rows.filter((row) => isOfShade(row, "disabled"))).toEqual([]);
});

test("who may not send, and whom nobody has seen for a season", () => {
  const now = Date.parse("2026-11-29T12:00:00Z");
  const rows = peopleOf([
    account("a@home.test", { services: ["smtp", "imap"], created: "2026-01-01T00:00:00Z", last_login: "2026-11-01T00:00:00Z" }),
    account("b@home.test", { services: ["imap"], created: "2026-11-20T00:00:00Z" }),
    account("c@home.test", { services: ["smtp"], created: "2026-01-01T00:00:00Z" }),
    account("d@home.test", { services: ["smtp"], created: "2026-01-01T00:00:00Z", last_login: "2026-08-01T00:00:00Z" }),
  ]);
  const of = (shade: string): string[] => rows.filter((row) => isOfShade(row, shade, now)).map((row) => row.address);
  expect([of("silent"), of("idle")]).toEqual([["b@home.test"], ["c@home.test", "d@home.test"]]);
});

test("who is nearly full, and who never is", () => {
  const rows = peopleOf([
    account("a@home.test", { quota: 1000, used_bytes: 899 }), account("b@home.test", { quota: 1000, used_bytes: 900 }),
    account("c@home.test", { used_bytes: 10 ** 12 }),
  ]);
  expect(rows.filter((row) => isOfShade(row, "full")).map((row) => row.address)).toEqual(["b@home.test"]);
  expect(rows.map(fullnessOf)).toEqual([0.899, 0.9, null]);
});

test("reasons are told apart", () => {
  expect(faultOf("breaks length")).toEqual({ word: "people-fault-breaks", rule: "length" });
  expect(["expired", "expired; sends nothing more", "aged"].map((reason) => faultOf(reason).word))
    .toEqual(["people-fault-expired", "people-fault-silent", "people-fault-aged"]);
});

test("what becomes of spam is read level by level, and said again", () => {
  const actions = spamActionsOf("low=inbox,high=refuse");
  expect(actions).toEqual({ low: "inbox", medium: "", high: "refuse", blocked: "" });
  expect([spamText(actions), spamText(spamActionsOf(""))]).toEqual(["low=inbox,high=refuse", ""]);
});

test("where an account says nothing its domain does, and then the server", () => {
  const above = spamAbove({ low: "server", medium: "server", high: "quarantine" }, { low: "inbox", high: "refuse" });
  expect(above.high).toEqual({ of: "domain", action: "quarantine" });
  expect(above.low).toEqual({ of: "server", action: "inbox" });
  expect(above.medium).toEqual({ of: "server", action: "" });
  expect(spamAbove(null, { low: "inbox" }).low).toEqual({ of: "domain", action: "" });
});
