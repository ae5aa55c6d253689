// A domain: its settings as a form has them, its records in the DNS, its keys, and what others report of it.
import type { FieldSchema, RoomSchema, Setting } from "../../../shared/forms/schema.ts";
import { itemsOf, textOf } from "../../../shared/forms/value.ts";
import { SPAM_ACTIONS, SPAM_LEVELS, spamActionsOf, spamText, type CountryRule, type SpamLevel } from "../../people/model.ts";

export interface Domain {
  name: string;
  status: "active" | "disabled";
  accounts: number;
  aliases: number;
  other_names: readonly string[];
  country_rule: CountryRule;
  countries: readonly string[];
  created: string;
  require_smtp_auth: boolean;
  plus_addressing: boolean;
  second_factor: "disabled" | "enabled" | "forced";
  password_length: number;
  password_strength: number;
  password_expires_after: number;
  tell_impersonation: boolean;
  self_reset: boolean;
  catch_all: string;
  spam_actions: string;
  attachment_extensions: string;  // "zip, rar"
}

// And what of it who looks may set, by the names of its members.
export interface DomainInFull extends Domain { may_set: readonly string[] }

export interface Drift { domain: string; setting: string; value: string; default: string }

export interface DomainRow extends Domain { drift: number }

export function withDrift(domains: readonly Domain[], drift: readonly Drift[]): DomainRow[] {
  const counts = new Map<string, number>();
  for (const one of drift) counts.set(one.domain, (counts.get(one.domain) ?? 0) + 1);
  return domains.map((domain) => ({ ...domain, drift: counts.get(domain.name) ?? 0 }));
}

export function isOfState(row: DomainRow, state: string): boolean {
  switch (state) {
    case "disabled": return row.status === "disabled";
    case "drifted": return row.drift > 0;
    case "empty": return row.accounts === 0;
    default: return true;
  }
}

// As `postern domain dns` prints it; `dns` is what the world sees.
export interface DnsRecord {
  purpose: string; name: string; type: string; value: string; row: string;
  dns: "there" | "other" | "missing" | "unknown";
  published: readonly string[];  // what the world sees of this kind
}

// What is wrong comes first, in the order in which it was told.
const URGENCY = ["other", "missing", "unknown", "there"] as const;
export const byUrgency = (records: readonly DnsRecord[]): DnsRecord[] =>
  [...records].sort((a, b) => URGENCY.indexOf(a.dns) - URGENCY.indexOf(b.dns));
export const zoneOf = (records: readonly DnsRecord[]): string => records.map((record) => `; ${record.purpose}\n${record.row}\n`).join("");

// What clients are shown for a name of the domain: a certificate that covers it, or none.
export interface NameShown { name: string; covered: boolean; own: boolean; not_after: string }
export interface DomainHealth {
  certificates: readonly NameShown[];
  storage: {
    used_bytes: number; quota: number;  // of all who have one
    without_quota: number; nearly_full: number; fullest: readonly { address: string; used_bytes: number; quota: number }[];
  };
}

const SOON = 14 * 86_400_000;
// "own": the server has made it itself, and nobody else trusts it.
export function standingOf(shown: NameShown, now: number): "good" | "ending" | "over" | "own" | "missing" {
  const left = Date.parse(shown.not_after) - now;
  if (!shown.covered) return "missing";
  if (left <= 0) return "over";
  if (shown.own) return "own";
  return left < SOON ? "ending" : "good";
}

export interface DkimKey { selector: string; algorithm: string; stage: string; since: string; made: string; name: string; record: string }

export interface TlsReport {
  from: string; begin: string; end: string; policy: string; domain: string; successes: number; failures: number; details: string;
  contact: string; report: string }
export interface DmarcSource { source: string; messages: number; passed: boolean; dkim: string; spf: string; disposition: string; from: string;
  signed_by: readonly string[]; reported_by: readonly string[]; first: string; last: string }
export interface Complaint { at: string; kind: string; reported_by: string; source: string; mail_from: string; from: string; subject: string;
  message: string; failure: string; incidents: number }

// --- The settings form -------------------------------------------------------------------------------------------------------------------

const SWITCHES = ["require_smtp_auth", "plus_addressing", "tell_impersonation", "self_reset"] as const;
const NUMBERS = ["password_length", "password_strength", "password_expires_after"] as const;
const BOUNDS: Readonly<Record<(typeof NUMBERS)[number], number>> = { password_length: 256, password_strength: 4, password_expires_after: 3650 };
const SAFER_ON: ReadonlySet<string> = new Set(["require_smtp_auth", "tell_impersonation"]);

// What the words are asked for: a setting's label, its help, one of its choices, its bounds.
export interface Words {
  label: (key: string) => string;
  help: (key: string) => string;
  choice: (key: string, value: string) => string;
  bounds: (most: number) => string;
}

export function schemaOf(words: Words): RoomSchema {
  const field = (key: string, more: Partial<FieldSchema> & Pick<FieldSchema, "kind">): FieldSchema => ({
    key, label: words.label(key), help: words.help(key), bounds: "", shipped: "", apply: "live", scope: "domain", secret: false, advanced: false,
      ...more,
  });
  const choice = (key: string, values: readonly string[]): FieldSchema =>
    field(key, { kind: "choice", choices: values.map((value) => ({ value, label: words.choice(key, value || "server") })) });
  return {
    room: "domain", title: "", fields: [
      ...SWITCHES.slice(0, 2).map((key) => field(key, { kind: "boolean", ...(SAFER_ON.has(key) && { weaker: "lower" }) })),
      choice("second_factor", ["disabled", "enabled", "forced"]),
      ...NUMBERS.map((key) => field(key, { kind: "integer", min: 0, max: BOUNDS[key], bounds: words.bounds(BOUNDS[key]) })),
      ...SWITCHES.slice(2).map((key) => field(key, { kind: "boolean", ...(SAFER_ON.has(key) && { weaker: "lower" }) })),
      field("attachment_extensions", { kind: "list" }),
      choice("country_rule", ["off", "deny", "allow"]),
      field("countries", { kind: "list" }),
      ...SPAM_LEVELS.map((level) => choice(`spam_${level}`, ["", ...SPAM_ACTIONS])),
    ],
  };
}

// The member that a field of the form is part of.
export const memberOf = (key: string): string => (key.startsWith("spam_") ? "spam_actions" : key === "countries" ? "country_rule" : key);

// What of the form one may set, and what one only sees.
export function shared(room: RoomSchema, mine: readonly string[]): { own: RoomSchema; others: readonly FieldSchema[] } {
  const isOwn = (field: FieldSchema): boolean => mine.includes(memberOf(field.key));
  return { own: { ...room, fields: room.fields.filter(isOwn) }, others: room.fields.filter((field) => !isOwn(field)) };
}

// Each with what new domains begin with; what has no such thing begins empty.
export function settingsOf(domain: Domain, drift: readonly Drift[]): Setting[] {
  const begun = new Map(drift.filter((one) => one.domain === domain.name).map((one) => [one.setting, one.default]));
  const spam = spamActionsOf(domain.spam_actions);
  const setting = (key: string, value: string, plain = value): Setting =>
    ({ key: `domain.${key}`, value, shipped: begun.get(key) ?? plain, origin: "domain" });
  return [
    ...SWITCHES.map((key) => setting(key, domain[key] ? "on" : "off")),
    ...NUMBERS.map((key) => setting(key, String(domain[key]))),
    setting("second_factor", domain.second_factor),
    setting("attachment_extensions", textOf(itemsOf(domain.attachment_extensions)), ""),
    setting("country_rule", domain.country_rule, "off"),
    setting("countries", textOf(domain.countries), ""),
    ...SPAM_LEVELS.map((level) => setting(`spam_${level}`, spam[level], "")),
  ];
}

export type Patch = Record<string, string | number | string[]>;

// What is sent of what was changed: the four actions on spam are one member, and a rule goes with its countries.
export function patchOf(changes: readonly { key: string; value: string }[], values: ReadonlyMap<string, string>): Patch {
  const patch: Patch = {};
  const now = (key: string): string => changes.find((one) => one.key === `domain.${key}`)?.value ?? values.get(`domain.${key}`) ?? "";
  for (const { key, value } of changes) {
    const name = key.replace(/^domain\./, "");
    if (name.startsWith("spam_")) {
      patch["spam_actions"] = spamText(Object.fromEntries(SPAM_LEVELS.map((level) => [level, now(`spam_${level}`)])) as Record<SpamLevel, string>);
    } else if (name === "countries" || name === "country_rule") {
      patch["country_rule"] = now("country_rule");
      patch["countries"] = itemsOf(now("countries")).map((code) => code.toUpperCase());
    } else {
      patch[name] = (NUMBERS as readonly string[]).includes(name) ? Number(value) : value;
    }
  }
  return patch;
}

// And back.
export const reverseOf = (changes: readonly { key: string; before: string }[], values: ReadonlyMap<string, string>): Patch =>
  patchOf(changes.map(({ key, before }) => ({ key, value: before })), values);

// The command that sets one: `postern domain update NAME --plus-addressing 'off'`; actions on spam are said together.
export function commandOf(domain: string, key: string, quoted: string): string {
  const name = key.replace(/^domain\./, "");
  const option = name.startsWith("spam_") ? `--spam-actions ${name.slice("spam_".length)}=${quoted}` : `--${name.replaceAll("_", "-")} ${quoted}`;
  return `postern domain update ${domain} ${option}`;
}

// "password_length: A domain may ..." is said of one setting.
export function refusalOf(text: string): { key: string; why: string } | null {
  const found = /^([a-z_]+): (.*)$/s.exec(text);
  return found ? { key: `domain.${found[1]}`, why: found[2] ?? "" } : null;
}
