import { expect, test } from "vitest";
import { bySetting, countDomains, domainsIn, settingsIn } from "./model.ts";

const drift = [
  { domain: "b.test", setting: "self_reset", value: "off", default: "on" },
  { domain: "a.test", setting: "self_reset", value: "off", default: "on" },
  { domain: "a.test", setting: "password_length", value: "14", default: "0" },
];

test("drift is told setting by setting, with the domains that differ", () => {
  expect(bySetting(drift)).toEqual([
    { setting: "self_reset", default: "on", domains: ["b.test", "a.test"], values: ["off"] },
    { setting: "password_length", default: "0", domains: ["a.test"], values: ["14"] },
  ]);
  expect(domainsIn(drift, new Set(["self_reset"]))).toEqual(["a.test", "b.test"]);
  expect(domainsIn(drift, new Set())).toEqual([]);
});

test("what was spread is counted by its domains and settings", () => {
  const changes = drift.map(({ domain, setting, value }) => ({ domain, setting, before: value, after: "" }));
  expect([countDomains(changes), settingsIn(changes)]).toEqual([2, ["self_reset", "password_length"]]);
});
