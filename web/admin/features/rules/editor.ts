// A rule as it is opened: as a form of settings for who may read them, and else as the two values that anybody may try.
import { Draft } from "../../../shared/forms/draft.ts";
import { SPANS, valueOf } from "../../../shared/forms/quantity.ts";
import type { FieldSchema, RoomSchema, Setting } from "../../../shared/forms/schema.ts";
import { amountOf, wrongWith } from "../../../shared/forms/value.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Editable } from "./api.ts";
import { edited, formOf, ruleOf, type Rule, type RuleRecord } from "./model.ts";
import type { Trial } from "./simulation.model.ts";

// `isWhole`: the record has all members.
export interface Opened { row: Rule; record: RuleRecord; isWhole: boolean; fields: readonly FieldSchema[]; room: RoomSchema; draft: Draft }

const MINUTE = 60_000;

const common = { apply: "live", scope: "system", secret: false, advanced: false, bounds: "" } as const;
const trialFields = (): FieldSchema[] => [
  {
    ...common, key: "window", label: t("rules-window"), help: t("rules-window-help"), kind: "duration", min: MINUTE, max: 10_080 * MINUTE,
    shipped: "",
  },
  {
    ...common, key: "threshold", label: t("rules-threshold"), help: t("rules-threshold-help"), kind: "integer", min: 1, max: 1_000_000,
    shipped: "",
  },
];

const standIn = (row: Rule): RuleRecord => ({ id: row.rule, kind: row.kind, window: `${row.minutes}min`, threshold: row.threshold });

export function settingsOf({ rules, shipped, fields }: Editable, rule: string): readonly Setting[] {
  const record = ruleOf(rules, rule);
  return record ? formOf(fields, record, ruleOf(shipped, rule)).settings : [];
}

export function openedRule(all: readonly Rule[], setting: Editable | null, rule: string): Opened | null {
  const row = all.find((one) => one.rule === rule);
  if (!row) return null;
  const fields = setting?.fields ?? trialFields();
  const record = setting ? ruleOf(setting.rules, rule) : standIn(row);
  if (!record) return null;
  const { room, settings } = formOf(fields, record, setting ? ruleOf(setting.shipped, rule) : record);
  return { row, record, isWhole: setting !== null, fields, room, draft: new Draft([room], settings) };
}

export const entered = ({ record, fields, draft }: Pick<Opened, "record" | "fields" | "draft">): RuleRecord =>
  edited(record, fields, new Map(draft.changes.value.map((one) => [one.field.key, one.value])));

// As it is entered; none, where that may not be.
export function trialOf(opened: Opened): Trial | null {
  const { row, room, draft } = opened;
  const changes = draft.changes.value;
  if (changes.some((one) => wrongWith(one.field, one.value))) return null;
  const member = (key: string): string | null => {
    const field = room.fields.find((one) => one.key === key);
    const entered = draft.entered(`${row.rule}.${key}`);
    return field && entered ? entered.value : null;
  };
  const [window, threshold] = [member("window"), member("threshold")];
  const field = room.fields.find((one) => one.key === "threshold");
  if (window === null || threshold === null || !field) return null;
  const minutes = (valueOf(window, SPANS) ?? 0) / MINUTE;
  if (!Number.isInteger(minutes)) return null;
  const isPresent = changes.length === 0;
  return { threshold: amountOf(field, threshold) ?? 0, minutes, isPresent, edited: opened.isWhole ? JSON.stringify(entered(opened)) : null };
}
