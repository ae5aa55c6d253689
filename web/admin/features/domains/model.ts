// A domain: its settings as a form has them, its records in the DNS, its keys, and what others report of it.
import type { FieldSchema, RoomSchema, Setting } from "../../../shared/forms/schema.ts";
import { toPublish, type DnsRecord } from "../../../shared/dns/records.ts";
import { SIZES, valueOf } from "../../../shared/forms/quantity.ts";
import { amountOf, itemsOf, textOfJson } from "../../../shared/forms/value.ts";
import type { CountryRule } from "../../people/model.ts";

export interface Domain {
  name: string;
  unicode: string;  // as people write it
  status: "active" | "disabled";
  accounts: number;
  aliases: number;
  other_names: readonly string[];
  created: string;
  // And all that can be set in it, as the schema of domains says; by name only what the pages tell besides its form.
  country_rule: CountryRule;
  second_factor: "disabled" | "enabled" | "forced";
  catch_all: string;
  most_accounts: number;  // 0: any number
  most_aliases: number;
  most_storage: string;  // as it is set: "10 GiB"; of 0 there is no ceiling
}

// And what of it who looks may set, by the names of its members.
export interface DomainInFull extends Domain { may_set: readonly string[] }

export interface Drift { domain: string; setting: string; value: string; default: string }

// As lists tell it: with what its accounts hold together, in octets.
export interface ListedDomain extends Domain { used_bytes: number }
export interface DomainRow extends ListedDomain { drift: number }

// Letters of several scripts in one word look like others, to deceive.
const ONE_SCRIPT = [
  /^[\p{Script=Latin}\p{N}-]*$/u, /^[\p{Script=Greek}\p{N}-]*$/u, /^[\p{Script=Cyrillic}\p{N}-]*$/u, /^[\p{Script=Arabic}\p{M}\p{N}-]*$/u,
  /^[\p{Script=Hebrew}\p{M}\p{N}-]*$/u, /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー\p{N}-]*$/u,
  /^[\p{Script=Devanagari}\p{M}\p{N}-]*$/u, /^[\p{Script=Thai}\p{M}\p{N}-]*$/u,
];
const isPlain = (name: string): boolean => name.split(".").every((label) => ONE_SCRIPT.some((script) => script.test(label)));

// As people write it, if that is another way and deceives nobody by itself; what the DNS has stands beside it wherever it is shown.
export const spelled = ({ name, unicode }: Pick<Domain, "name" | "unicode">): string => (unicode !== name && isPlain(unicode) ? unicode : "");
export const inBoth = (domain: Pick<Domain, "name" | "unicode">): string => {
  const said = spelled(domain);
  return said ? `${said} (${domain.name})` : domain.name;
};

// How much it may hold; null: there is no ceiling.
export const ceilingOf = ({ most_storage: most }: Pick<Domain, "most_storage">): number | null => valueOf(most, SIZES) || null;

export function withDrift(domains: readonly ListedDomain[], drift: readonly Drift[]): DomainRow[] {
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

// What is wrong comes first, in the order in which it was told.
const URGENCY = ["other", "missing", "unknown", "own", "there"] as const;
export const byUrgency = (records: readonly DnsRecord[]): DnsRecord[] =>
  [...records].sort((a, b) => URGENCY.indexOf(a.dns) - URGENCY.indexOf(b.dns));
export const zoneOf = (records: readonly DnsRecord[]): string =>
  toPublish(records).map((record) => `; ${record.purpose}\n${record.row}\n`).join("");

// What clients are shown for a name of the domain: a certificate that covers it, or none.
export interface NameShown { name: string; covered: boolean; own: boolean; not_after: string }
export interface DomainHealth {
  certificates: readonly NameShown[];
  storage: {
    used_bytes: number; most_bytes: number;  // together; 0: there is no ceiling of the domain's own
    quota: number;                           // of all who have one
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

// What has a card of its own, beside the names that mail goes to.
const APART: ReadonlySet<string> = new Set(["catch_all"]);

// What of the form one may set, and what one only sees.
export function shared(room: RoomSchema, mine: readonly string[]): { own: RoomSchema; others: readonly FieldSchema[] } {
  const shown = room.fields.filter((field) => !APART.has(field.key));
  const isOwn = (field: FieldSchema): boolean => mine.includes(field.key);
  return { own: { ...room, fields: shown.filter(isOwn) }, others: shown.filter((field) => !isOwn(field)) };
}

// What 0 stands for in those that have no number: the word for it.
const ZERO: Readonly<Record<string, string>> = {
  most_accounts: "domains-told-any", most_aliases: "domains-told-any", most_storage: "domains-told-quotas", largest_message: "domains-told-server",
};
export const wordOfZero = (field: FieldSchema, value: string): string => (amountOf(field, value) === 0 ? ZERO[field.key] ?? "" : "");

// Each with what new domains begin with.
export const settingsOf = (fields: readonly FieldSchema[], domain: Domain): Setting[] => fields.map(({ key, shipped }) =>
  ({ key: `domain.${key}`, value: textOfJson(Reflect.get(domain, key)), shipped: textOfJson(shipped), origin: "domain" }));

export type Patch = Record<string, string | number | string[]>;

function sent({ key, kind }: FieldSchema, value: string): string | number | string[] {
  if (kind === "integer") return Number(value);
  if (kind !== "list") return value;
  return key === "countries" ? itemsOf(value).map((code) => code.toUpperCase()) : itemsOf(value);
}

// What is sent of what was changed, and what takes it back.
export const patchOf = (changes: readonly { field: FieldSchema; value: string }[]): Patch =>
  Object.fromEntries(changes.map(({ field, value }) => [field.key, sent(field, value)]));
export const reverseOf = (changes: readonly { field: FieldSchema; before: string }[]): Patch =>
  patchOf(changes.map(({ field, before }) => ({ field, value: before })));

// The command that sets one: `postern domain update NAME --plus-addressing 'off'`.
export const commandOf = (domain: string, key: string, quoted: string): string =>
  `postern domain update ${domain} --${key.replace(/^domain\./, "").replaceAll("_", "-")} ${quoted}`;

// "password_length: A domain may ..." is said of one setting.
export function refusalOf(text: string): { key: string; why: string } | null {
  const found = /^([a-z_]+): (.*)$/s.exec(text);
  return found ? { key: `domain.${found[1]}`, why: found[2] ?? "" } : null;
}
