import { expect, test } from "vitest";
import { Draft } from "../../../shared/forms/draft.ts";
import type { FieldSchema } from "../../../shared/forms/schema.ts";
import { wrongWith } from "../../../shared/forms/value.ts";
import { isRight, type DnsRecord } from "../../../shared/dns/records.ts";
import {
  byUrgency, ceilingOf, commandOf, inBoth, isOfState, patchOf, refusalOf, reverseOf, settingsOf, shared, spelled, standingOf, withDrift, wordOfZero,
  zoneOf, type Domain,
} from "./model.ts";

const stored = {
  name: "home.test", unicode: "home.test", status: "active", accounts: 2, aliases: 0, other_names: [], country_rule: "off", countries: [],
  created: "",
  require_smtp_auth: true, second_factor: "enabled", password_length: 14, password_expires_after: 0, catch_all: "",
  most_accounts: 0, most_aliases: 0, most_storage: "10 GiB", spam_high: "refuse",
  attachment_extensions: ["zip", "rar"],
} as const;
const domain: Domain = stored;
const drift = [{ domain: "home.test", setting: "require_smtp_auth", value: "off", default: "on" }];
const field = (key: string, kind: FieldSchema["kind"], more: Partial<FieldSchema> = {}): FieldSchema =>
  ({ key, kind, label: key, help: "", bounds: "", shipped: "", apply: "live", scope: "domain", secret: false, advanced: false, ...more });
const choices = (...values: string[]) => values.map((value) => ({ value, label: value }));
const fields = [
  field("require_smtp_auth", "boolean", { shipped: true, weaker: "lower", severity: "high" }),
  field("password_length", "integer", { shipped: 0, min: 0, max: 256, weaker: "lower", server: 12, only_stricter: true }),
  field("password_expires_after", "integer", { shipped: 0, min: 0, max: 3650, weaker: "higher", zero_lifts: true, server: 0, only_stricter: true }),
  field("attachment_extensions", "list", { shipped: [], min: 0, max: 200, weaker: "lower" }),
  field("country_rule", "choice", { shipped: "off", choices: choices("off", "deny", "allow"), weaker: "lower" }),
  field("countries", "list", { shipped: [], min: 0, max: 250, weaker: "higher" }),
  field("spam_high", "choice", { shipped: "server", choices: choices("server", "inbox", "junk", "refuse"), weaker: "lower", server: "junk" }),
  field("catch_all", "text", { shipped: "", min: 0, max: 400 }),
];
const room = { room: "domain", title: "", fields };
const named = (key: string): FieldSchema => { const one = fields.find((it) => it.key === key); if (!one) throw new Error(key); return one; };

test("a certificate is judged by whose it is and how long it holds", () => {
  const now = Date.parse("2026-11-27T00:00:00Z");
  const shown = (more: object) => standingOf({ name: "mail.home.test", covered: true, own: false, not_after: "2027-02-01T00:00:00Z", ...more }, now);
  expect([shown({}), shown({ own: true }), shown({ not_after: "2026-12-05T00:00:00Z" }), shown({ not_after: "2026-11-01T00:00:00Z", own: true }),
    shown({ covered: false, not_after: "" })]).toEqual(["good", "own", "ending", "over", "missing"]);
});

test("a form has what is set, and what new domains begin with", () => {
  const settings = new Map(settingsOf(fields, domain).map((setting) => [setting.key, setting]));
  expect(settings.get("domain.require_smtp_auth")).toMatchObject({ value: "on", shipped: "on" });
  expect(settings.get("domain.attachment_extensions")).toMatchObject({ value: "zip, rar", shipped: "" });
  expect(settings.get("domain.spam_high")).toMatchObject({ value: "refuse", shipped: "server" });
});

test("what is weaker than it was is marked, whatever new domains begin with, and the gravest asks for a word", () => {
  const draft = new Draft([room], settingsOf(fields, domain), { base: "new", command: String });
  const weakness = (key: string, value: string): unknown => {
    draft.discard();
    draft.set(`domain.${key}`, value);
    const [change] = draft.changes.value;
    return change && [draft.weakness(change), change.unsafe];
  };
  expect(weakness("require_smtp_auth", "off")).toEqual(["shipped", true]);
  expect(weakness("password_length", "12")).toEqual(["before", false]);
  expect(weakness("password_length", "0")).toEqual(["before", false]);
  expect(weakness("password_length", "16")).toEqual([null, false]);
  expect(weakness("password_expires_after", "90")).toEqual([null, false]);
  expect(weakness("attachment_extensions", "rar, iso")).toEqual(["before", false]);
  expect(weakness("attachment_extensions", "rar, zip, iso")).toEqual([null, false]);
  expect(weakness("spam_high", "server")).toEqual(["before", false]);
  expect(weakness("spam_high", "inbox")).toEqual(["shipped", false]);
  expect(weakness("countries", "DE")).toEqual(["shipped", false]);
});

test("a domain is only stricter than the server, for which 0 stands", () => {
  expect(wrongWith(named("password_length"), "11")).toEqual({ word: "forms-less-strict", args: { value: "12" } });
  expect(["0", "12", "300"].map((value) => wrongWith(named("password_length"), value)?.word)).toEqual([undefined, undefined, "forms-amount-between"]);
  expect(wrongWith({ ...named("password_expires_after"), server: 90 }, "91")?.word).toBe("forms-less-strict");
  expect(wrongWith(named("password_expires_after"), "91")).toBeNull();
});

test("what was changed is sent as the server takes it, and can be sent back", () => {
  const changes = [["password_length", "16", "14"], ["spam_high", "junk", "refuse"], ["countries", "de, fr", ""]] as const;
  const made = changes.map(([key, value, before]) => ({ field: named(key), value, before }));
  expect(patchOf(made)).toEqual({ password_length: 16, spam_high: "junk", countries: ["DE", "FR"] });
  expect(reverseOf(made)).toEqual({ password_length: 14, spam_high: "refuse", countries: [] });
});

test("the command says the same", () => {
  expect(commandOf("home.test", "domain.plus_addressing", "'off'")).toBe("postern domain update home.test --plus-addressing 'off'");
  expect(commandOf("home.test", "domain.spam_high", "'junk'")).toBe("postern domain update home.test --spam-high 'junk'");
});

test("a refusal names its setting", () => {
  expect(refusalOf("password_length: A domain may only be stricter")).toEqual({ key: "domain.password_length",
    why: "A domain may only be stricter" });
  expect(refusalOf("There is no such domain")).toBeNull();
});

test("a domain may hold so much, or as much as its people may", () => {
  expect([ceilingOf(domain), ceilingOf({ most_storage: "0 B" }), ceilingOf({ most_storage: "0" })]).toEqual([10 * 2 ** 30, null, null]);
});

test("a name is spelled as people write it, beside what the DNS has, unless its letters are of several scripts", () => {
  const of = (name: string, unicode: string) => ({ name, unicode });
  expect(spelled(of("home.test", "home.test"))).toBe("");
  expect(spelled(of("xn--mnchen-3ya.example", "münchen.example"))).toBe("münchen.example");
  expect(inBoth(of("xn--mnchen-3ya.example", "münchen.example"))).toBe("münchen.example (xn--mnchen-3ya.example)");
  expect(spelled(of("xn--wgv71a.example", "日本.example"))).toBe("日本.example");
  expect(inBoth(of("xn--pypal-4ve.example", "pаypal.example"))).toBe("xn--pypal-4ve.example");
});

test("a ceiling of 0 is none, and is told in words", () => {
  expect(wordOfZero(field("most_accounts", "integer"), "0")).toBe("domains-told-any");
  expect(wordOfZero(field("largest_message", "size"), "0 B")).toBe("domains-told-server");
  expect(wordOfZero(field("most_storage", "size"), "10 GiB")).toBe("");
  expect(wordOfZero(field("password_numbers", "integer"), "0")).toBe("");
});

test("rows are chosen by their state, and wrong records come first", () => {
  const [row] = withDrift([{ ...domain, used_bytes: 7 }], drift);
  expect(row && [row.drift, isOfState(row, "drifted"), isOfState(row, "empty"), isOfState(row, "")]).toEqual([1, true, false, true]);
  const record = (dns: DnsRecord["dns"]): DnsRecord =>
    ({ purpose: dns, name: "", type: "mx", value: "", row: `${dns}.`, required: true, dns, published: [] });
  const sorted = byUrgency([record("there"), record("own"), record("missing"), record("other")]);
  expect(sorted.map((one) => one.dns)).toEqual(["other", "missing", "own", "there"]);
  expect(sorted.filter(isRight).length).toBe(2);
  expect(zoneOf(sorted.slice(2))).toBe("; there\nthere.\n");
  expect(zoneOf(sorted.slice(0, 1))).toBe("; other\nother.\n");
});

test("a form has what one may set, the rest is told, and the catch-all has a card of its own", () => {
  const { own, others } = shared(room, ["spam_high", "country_rule", "catch_all"]);
  expect(own.fields.map((one) => one.key)).toEqual(["country_rule", "spam_high"]);
  expect(others.length).toBe(fields.length - own.fields.length - 1);
});
