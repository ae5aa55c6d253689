// Whether what was entered may be a setting's value; the server decides, this only says so earlier.
import type { FieldSchema } from "./schema.ts";
import { entriesOf } from "./records.ts";
import { SIZES, SPANS, said, valueOf, type Unit } from "./quantity.ts";

// A key of the words, with what belongs in it.
export interface Wrong { word: string; args: Record<string, string | number> }

const octets = (text: string): number => new TextEncoder().encode(text).byteLength;

// "a, b" or a JSON array, as the server takes and gives lists.
export function itemsOf(text: string): string[] {
  if (!text.trimStart().startsWith("[")) return text.split(",").map((item) => item.trim()).filter(Boolean);
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items.map(String) : [];
  } catch {
    return [];
  }
}

const isPlain = (item: string): boolean => item !== "" && item.trim() === item && !/[,["]/.test(item);
export const textOf = (items: readonly string[]): string => (items.every(isPlain) ? items.join(", ") : JSON.stringify(items));

const unitsOf = (field: FieldSchema): readonly Unit[] | null => (field.kind === "size" ? SIZES : field.kind === "duration" ? SPANS : null);

export function amountOf(field: FieldSchema, text: string): number | null {
  const units = unitsOf(field);
  if (units) return valueOf(text, units);
  return /^-?\d+$/.test(text.trim()) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

export const told = (field: FieldSchema, value: number): string => {
  const units = unitsOf(field);
  return units ? said(value, units) : String(value);
};

function outside(field: FieldSchema, value: number, word: string, say: (value: number) => string | number): Wrong | null {
  const { min = 0, max } = field;
  if (value >= min && (max === undefined || value <= max)) return null;
  return max === undefined ? { word: `${word}-at-least`, args: { min: say(min) } }
    : { word: `${word}-between`, args: { min: say(min), max: say(max) } };
}

// A value as it stands in JSON, as a form has it.
export const textOfJson = (value: unknown): string =>
  typeof value === "boolean" ? (value ? "on" : "off") : Array.isArray(value) ? textOf(value.map(String)) : String(value ?? "");

// Whether it leaves the matter to the server.
const isOfServer = (field: FieldSchema, text: string): boolean =>
  field.server !== undefined && (field.kind === "choice" ? text === "server" : amountOf(field, text) === 0);
const inForce = (field: FieldSchema, text: string): string => (isOfServer(field, text) ? textOfJson(field.server) : text);

export const wrongWith = (field: FieldSchema, text: string): Wrong | null => wrongInItself(field, text) ?? lessThanServer(field, text);

function lessThanServer(field: FieldSchema, text: string): Wrong | null {
  if (!field.only_stricter || field.server === undefined || !isWeaker(field, text, textOfJson(field.server))) return null;
  const server = textOfJson(field.server);
  return { word: "forms-less-strict", args: { value: field.choices?.find((choice) => choice.value === server)?.label ?? server } };
}

function wrongInItself(field: FieldSchema, text: string): Wrong | null {
  switch (field.kind) {
    case "integer": case "size": case "duration": {
      const value = amountOf(field, text);
      return value === null ? { word: `forms-no-${field.kind}`, args: {} } : outside(field, value, "forms-amount", (one) => told(field, one));
    }
    case "text": return outside(field, octets(text), "forms-length", (one) => one);
    case "list": return outside(field, itemsOf(text).length, "forms-items", (one) => one);
    case "choice": return field.choices?.some((choice) => choice.value === text) ? null : { word: "forms-no-choice", args: {} };
    case "boolean": return text === "on" || text === "off" ? null : { word: "forms-no-choice", args: {} };
    case "records": return wrongRecord(field, text);
  }
}

// The first thing that is wrong in a list of records, and which of them it is in.
function wrongRecord(field: FieldSchema, text: string): Wrong | null {
  const { fields = [] } = field;
  const all = entriesOf(text, fields);
  for (const [index, entry] of all.entries()) {
    if (fields.some((one) => wrongWith(one, entry[one.key] ?? "") !== null)) return { word: "forms-record-wrong", args: { number: index + 1 } };
  }
  return outside(field, all.length, "forms-items", (one) => one);
}

// Less safe than as it shipped: such a change is marked, and is not made by the way.
export function isWeaker(field: FieldSchema, text: string, shipped: string): boolean {
  if (!field.weaker) return false;
  if (field.kind === "list") {
    const [now, before] = [itemsOf(text), itemsOf(shipped)];
    const [more, less] = field.weaker === "lower" ? [before, now] : [now, before];
    return more.some((item) => !less.includes(item));
  }
  const rank = (given: string): number | null => {
    const value = inForce(field, given);
    if (field.kind === "boolean") return value === "on" ? 1 : 0;
    if (field.kind === "choice") return field.choices?.findIndex((choice) => choice.value === value) ?? null;
    const amount = amountOf(field, value);
    const lifted = field.zero_lifts && amount === 0;
    return lifted ? (field.weaker === "higher" ? Infinity : -Infinity) : amount;
  };
  const [now, before] = [rank(text), rank(shipped)];
  if (now === null || before === null) return false;
  return field.weaker === "lower" ? now < before : now > before;
}
