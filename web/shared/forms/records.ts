// A setting that is a list of records: JSON as the server takes and gives it, its members as they are entered.
import type { FieldSchema } from "./schema.ts";
import { itemsOf, textOf } from "./value.ts";

export type Entry = Readonly<Record<string, string>>;  // member -> as it is entered

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function entered(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (Array.isArray(value)) return textOf(value.map(String));
  return value === undefined || value === null ? "" : String(value);
}

export function entriesOf(text: string, fields: readonly FieldSchema[]): Entry[] {
  try {
    const all: unknown = JSON.parse(text);
    if (!Array.isArray(all)) return [];
    return all.filter(isObject).map((one) =>
      Object.fromEntries(fields.map((field) => [field.key, entered(field.key in one ? one[field.key] : field.shipped)])));
  } catch {
    return [];
  }
}

export const freshEntry = (fields: readonly FieldSchema[]): Entry => Object.fromEntries(fields.map((field) => [field.key, entered(field.shipped)]));

// A number that is none yet stays text, so that nothing that was typed is lost; the server is not asked to take it.
function sent(field: FieldSchema, value: string): unknown {
  switch (field.kind) {
    case "boolean": return value === "on";
    case "integer": return /^-?\d+$/.test(value.trim()) && Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case "list": return itemsOf(value);
    default: return value;
  }
}

export const recordsText = (entries: readonly Entry[], fields: readonly FieldSchema[]): string =>
  JSON.stringify(entries.map((entry) => Object.fromEntries(fields.map((field) => [field.key, sent(field, entry[field.key] ?? "")]))));
