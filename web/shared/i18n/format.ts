// Numbers, sizes and times as the reader writes them, in his zone.
import { computed } from "@preact/signals";
import { language } from "./i18n.ts";

const reader = computed(() => language.value.replace(/-X[AB]$/, ""));
const cache = new Map<string, Map<string, unknown>>();  // of each language

function cached<T>(key: string, make: (code: string) => T): T {
  const code = reader.value;
  let own = cache.get(code);
  if (!own) cache.set(code, own = new Map());
  if (!own.has(key)) own.set(key, make(code));
  return own.get(key) as T;
}

export const number = (value: number, digits = 0): string =>
  cached(`number ${digits}`, (code) => new Intl.NumberFormat(code, { maximumFractionDigits: digits })).format(value);

export const percent = (share: number): string =>
  cached("percent", (code) => new Intl.NumberFormat(code, { style: "percent", maximumFractionDigits: 0 })).format(share);

const SIZES = ["B", "KiB", "MiB", "GiB", "TiB"];

export function size(octets: number): string {
  const step = octets < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log2(octets) / 10));
  const value = octets / 1024 ** step;
  return `${number(value, value < 10 && step > 0 ? 1 : 0)} ${SIZES[step]}`;
}

type When = Date | number | string;

export const date = (at: When): string =>
  cached("date", (code) => new Intl.DateTimeFormat(code, { dateStyle: "medium" })).format(new Date(at));

// The day as the world counts it: of what is counted or reported by whole days of UTC, wherever one reads it.
export const dayOfWorld = (at: When): string =>
  cached("world", (code) => new Intl.DateTimeFormat(code, { dateStyle: "medium", timeZone: "UTC" })).format(new Date(at));

// A day of a year that everybody knows.
export const dayOfYear = (at: When, zone?: "UTC"): string =>
  cached(`year${zone ?? ""}`, (code) =>
    new Intl.DateTimeFormat(code, { day: "numeric", month: "short", ...(zone && { timeZone: zone }) })).format(new Date(at));

export const time = (at: When): string =>
  cached("time", (code) => new Intl.DateTimeFormat(code, { timeStyle: "medium" })).format(new Date(at));

export const dateTime = (at: When): string =>
  cached("both", (code) => new Intl.DateTimeFormat(code, { dateStyle: "medium", timeStyle: "short" })).format(new Date(at));

const SPANS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000],
];

// "5 minutes ago", "in 3 hours"
export function relative(at: When, now: number): string {
  const distance = new Date(at).getTime() - now;
  const [unit, length] = SPANS.find(([, span]) => Math.abs(distance) >= span) ?? ["second", 1000];
  return cached("relative", (code) => new Intl.RelativeTimeFormat(code, { numeric: "auto" })).format(Math.round(distance / length), unit);
}

const LENGTHS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000]] as const;

// "30 minutes", "1 day": in the largest unit that says it in whole numbers.
export function span(milliseconds: number): string {
  const [unit, length] = LENGTHS.find(([, one]) => milliseconds >= one && milliseconds % one === 0) ?? (["second", 1000] as const);
  return cached(`span ${unit}`, (code) => new Intl.NumberFormat(code, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }))
    .format(milliseconds / length);
}

// "Germany", of DE.
export const country = (code: string): string =>
  cached("country", (spoken) => new Intl.DisplayNames([spoken], { type: "region" })).of(code) ?? code;

// "22.8 hr": about how long, in the largest unit that it has one of.
export function about(milliseconds: number): string {
  const [unit, length] = LENGTHS.find(([, one]) => milliseconds >= one) ?? (["minute", 60_000] as const);
  return cached(`about ${unit}`, (code) => new Intl.NumberFormat(code, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }))
    .format(milliseconds / length);
}

// "smtp, imap or pop3"
export const list = (items: readonly string[]): string =>
  cached("list", (code) => new Intl.ListFormat(code, { type: "disjunction" })).format(items);

// Names in the reader's order: "a" before "B", "node2" before "node10".
export const compare = (a: string, b: string): number =>
  cached("compare", (code) => new Intl.Collator(code, { numeric: true })).compare(a, b);
