import { expect, test } from "vitest";
import { byUrgency, commandOf, isOfState, patchOf, refusalOf, reverseOf, schemaOf, settingsOf, shared, standingOf, withDrift, zoneOf, type DnsRecord,
  type Domain } from "./model.ts";

const domain: Domain = {
  name: "home.test", status: "active", accounts: 2, aliases: 0, other_names: [], country_rule: "off", countries: [], created: "",
  require_smtp_auth: false, plus_addressing: true, second_factor: "enabled", password_length: 0, password_strength: 0, password_expires_after: 0,
  tell_impersonation: true, self_reset: true, catch_all: "", spam_actions: "high=refuse", attachment_extensions: "zip, rar",
};
const drift = [{ domain: "home.test", setting: "require_smtp_auth", value: "off", default: "on" }];
const words = { label: (key: string) => key, help: () => "", choice: (_key: string, value: string) => value, bounds: String };
const values = new Map(settingsOf(domain, drift).map((setting) => [setting.key, setting.value]));

test("a certificate is judged by whose it is and how long it holds", () => {
  const now = Date.parse("2026-11-27T00:00:00Z");
  const shown = (more: object) => standingOf({ name: "mail.home.test", covered: true, own: false, not_after: "2027-02-01T00:00:00Z", ...more }, now);
  expect([shown({}), shown({ own: true }), shown({ not_after: "2026-12-05T00:00:00Z" }), shown({ not_after: "2026-11-01T00:00:00Z", own: true }),
    shown({ covered: false, not_after: "" })]).toEqual(["good", "own", "ending", "over", "missing"]);
});

test("a setting is measured by what new domains begin with", () => {
  const settings = new Map(settingsOf(domain, drift).map((setting) => [setting.key, setting]));
  expect(settings.get("domain.require_smtp_auth")).toMatchObject({ value: "off", shipped: "on" });
  expect(settings.get("domain.plus_addressing")).toMatchObject({ value: "on", shipped: "on" });
  expect(settings.get("domain.spam_high")).toMatchObject({ value: "refuse", shipped: "" });
  expect(schemaOf(words).fields.map((field) => `domain.${field.key}`).sort()).toEqual([...settings.keys()].sort());
});

test("what was changed is sent as the server takes it, and can be sent back", () => {
  const changes = [
    { key: "domain.password_length", value: "14", before: "0" }, { key: "domain.spam_low", value: "junk", before: "" },
    { key: "domain.countries", value: "de, fr", before: "" }, { key: "domain.country_rule", value: "allow", before: "off" },
  ];
  expect(patchOf(changes, values)).toEqual({ password_length: 14, spam_actions: "low=junk,high=refuse", country_rule: "allow", countries: ["DE",
    "FR"] });
  expect(reverseOf(changes, values)).toEqual({ password_length: 0, spam_actions: "high=refuse", country_rule: "off", countries: [] });
});

test("the command says the same", () => {
  expect(commandOf("home.test", "domain.plus_addressing", "'off'")).toBe("postern domain update home.test --plus-addressing 'off'");
  expect(commandOf("home.test", "domain.spam_high", "'junk'")).toBe("postern domain update home.test --spam-actions high='junk'");
});

test("a refusal names its setting", () => {
  expect(refusalOf("password_length: A domain may only be stricter")).toEqual({ key: "domain.password_length",
    why: "A domain may only be stricter" });
  expect(refusalOf("There is no such domain")).toBeNull();
});

test("rows are chosen by their state, and wrong records come first", () => {
  const [row] = withDrift([domain], drift);
  expect(row && [row.drift, isOfState(row, "drifted"), isOfState(row, "empty"), isOfState(row, "")]).toEqual([1, true, false, true]);
  const record = (dns: DnsRecord["dns"]): DnsRecord => ({ purpose: dns, name: "", type: "mx", value: "", row: `${dns}.`, dns, published: [] });
  const sorted = byUrgency([record("there"), record("missing"), record("other")]);
  expect(sorted.map((one) => one.dns)).toEqual(["other", "missing", "there"]);
  expect(zoneOf(sorted.slice(0, 1))).toBe("; other\nother.\n");
});

test("a form has what one may set, with all of its parts, and the rest is told", () => {
  const { own, others } = shared(schemaOf(words), ["spam_actions", "country_rule"]);
  expect(own.fields.map((field) => field.key)).toEqual(["country_rule", "countries", "spam_low", "spam_medium", "spam_high", "spam_blocked"]);
  expect(others.length).toBe(schemaOf(words).fields.length - own.fields.length);
});
