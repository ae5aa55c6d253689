// The rules of intrusion detection: as the list shows them, and as the setting guard.rules holds them.
import { amountOf, itemsOf, textOf } from "../../../shared/forms/value.ts";
import type { FieldSchema, RoomSchema, Setting } from "../../../shared/forms/schema.ts";

// As /api/v1/ids/rules tells it.
export interface Rule {
  rule: string;
  kind: string;
  enabled: boolean;
  services: readonly string[];
  minutes: number;
  threshold: number;
  action: string;
  lasts_minutes: number;
  permanent: boolean;
  description: string;
}

// What a set would make of one rule, as /api/v1/ids/presets/{set} tells it; values as settings write them.
export interface MemberChange { member: string; label: string; before: string; after: string; weaker: boolean }
export interface RuleChange {
  rule: string; change: "added" | "removed" | "changed"; weaker: boolean; description: string; members: readonly MemberChange[];
}
export const isSamePlan = (a: readonly RuleChange[], b: readonly RuleChange[]): boolean => JSON.stringify(a) === JSON.stringify(b);

// As the setting has it.
export type Member = string | number | boolean | readonly string[];
export type RuleRecord = Readonly<Record<string, Member>>;

// "unknown": one who may not read settings sees the rules, and not what they were shipped as.
export type Standing = "shipped" | "changed" | "own" | "unknown";
export interface RuleRow extends Rule { standing: Standing }

export const SETTING = "guard.rules";

export const rulesIn = (text: string): readonly RuleRecord[] => JSON.parse(text) as RuleRecord[];
export const ruleOf = (rules: readonly RuleRecord[], id: string): RuleRecord | undefined => rules.find((rule) => rule["id"] === id);
const isSame = (a: RuleRecord, b: RuleRecord): boolean => JSON.stringify(a) === JSON.stringify(b);

export function rowsOf(rules: readonly Rule[], setting: Pick<Setting, "value" | "shipped"> | null): RuleRow[] {
  if (!setting) return rules.map((rule) => ({ ...rule, standing: "unknown" }));
  const [now, shipped] = [rulesIn(setting.value), rulesIn(setting.shipped)];
  const standing = (id: string): Standing => {
    const [is, was] = [ruleOf(now, id), ruleOf(shipped, id)];
    return !is || !was ? "own" : isSame(is, was) ? "shipped" : "changed";
  };
  return rules.map((rule) => ({ ...rule, standing: standing(rule.rule) }));
}

export function hasRule(row: RuleRow, chip: string): boolean {
  switch (chip) {
    case "on": return row.enabled;
    case "off": return !row.enabled;
    case "drifted": return row.standing === "changed" || row.standing === "own";
    default: return true;
  }
}

// ---- changes of the list: each takes the rules as they are and gives them as they are to be ----

export type Rewrite = (rules: readonly RuleRecord[]) => readonly RuleRecord[];

export const replaced = (record: RuleRecord): Rewrite => (rules) => rules.map((rule) => (rule["id"] === record["id"] ? record : rule));
export const switched = (id: string, on: boolean): Rewrite => (rules) =>
  rules.map((rule) => (rule["id"] === id ? { ...rule, enabled: on } : rule));
export const without = (id: string): Rewrite => (rules) => rules.filter((rule) => rule["id"] !== id);
export const withRule = (record: RuleRecord, at: number): Rewrite => (rules) =>
  (ruleOf(rules, String(record["id"])) ? rules : [...rules.slice(0, at), record, ...rules.slice(at)]);

// ---- one rule as a form ----

interface KindRow { actions: readonly string[]; only?: readonly string[] }
const ON_ADDRESS = ["block", "delay", "notify"];
const ON_ACCOUNT = ["notify", "hold-queue", "suspend-sending"];

// What fits a kind; the server decides, and refuses what does not.
const KINDS: Readonly<Record<string, KindRow>> = {
  "denial-of-service": { actions: ON_ADDRESS },
  "brute-force-by-address": { actions: ON_ADDRESS, only: ["score_"] },
  "brute-force-by-account": { actions: ["block", "notify", "second-factor"], only: ["score_"] },
  harvesting: { actions: ON_ADDRESS },
  "internal-spammer": { actions: ON_ACCOUNT, only: ["threshold_established"] },
  bounces: { actions: ON_ACCOUNT, only: ["share"] },
  "password-retrieval": { actions: ON_ADDRESS },
};
export const KIND_NAMES = Object.keys(KINDS);
const OF_SOME = ["score_", "threshold_established", "share"];
// What is tried stands first, beside what trying it shows.
const FIRST = ["enabled", "threshold", "threshold_established", "share", "window", "action", "lasts"];
const place = (key: string): number => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);

// What is told of a rule of this kind. Its name and its kind are what it is, and stay.
export function fieldsFor(kind: string, fields: readonly FieldSchema[]): FieldSchema[] {
  const row = KINDS[kind];
  if (!row) return fields.filter(({ key }) => key !== "id" && key !== "kind");
  const fits = ({ key }: FieldSchema): boolean => {
    if (key === "id" || key === "kind") return false;
    if (key === "delay") return row.actions.includes("delay");
    if (key === "block_services") return row.actions.includes("block");
    return !OF_SOME.some((start) => key.startsWith(start)) || (row.only?.some((start) => key.startsWith(start)) ?? false);
  };
  return fields.filter(fits).sort((a, b) => place(a.key) - place(b.key)).map((field) => (field.key !== "action" || !field.choices ? field
    : { ...field, choices: field.choices.filter((choice) => row.actions.includes(choice.value)) }));
}

function said(member: Member | undefined): string {
  if (typeof member === "boolean") return member ? "on" : "off";
  return typeof member === "object" ? textOf(member) : String(member ?? "");
}

// As a room of settings, so that it is edited as settings are.
export function formOf(fields: readonly FieldSchema[], rule: RuleRecord, shipped: RuleRecord | undefined): { room: RoomSchema; settings: Setting[] } {
  const room = String(rule["id"]);
  const told = fieldsFor(String(rule["kind"]), fields);
  return {
    room: { room, title: String(rule["description"]), fields: told },
    settings: told.map((field): Setting => {
      const standard = said(shipped ? shipped[field.key] : field.shipped as Member);
      const value = said(rule[field.key]);
      return { key: `${room}.${field.key}`, value, shipped: standard, origin: value === standard ? "shipped" : "system" };
    }),
  };
}

function memberOf(field: FieldSchema, text: string): Member {
  switch (field.kind) {
    case "boolean": return text === "on";
    case "integer": return amountOf(field, text) ?? 0;
    case "list": return itemsOf(text);
    default: return text;
  }
}

// The rule with what was entered; `changes` by the fields' own names.
export function edited(rule: RuleRecord, fields: readonly FieldSchema[], changes: ReadonlyMap<string, string>): RuleRecord {
  const members = fields.flatMap((field): [string, Member][] => {
    const text = changes.get(field.key);
    return text === undefined ? [] : [[field.key, memberOf(field, text)]];
  });
  return { ...rule, ...Object.fromEntries(members) };
}

// A rule of one's own begins switched off: it is tried on what was recorded before it acts on anybody.
export function fresh(id: string, kind: string, fields: readonly FieldSchema[], description: string): RuleRecord {
  const standard = Object.fromEntries(fields.map((field) => [field.key, field.shipped as Member]));
  const action = KINDS[kind]?.actions[0] ?? "notify";
  return { ...standard, id, kind, description, enabled: false, action };
}
