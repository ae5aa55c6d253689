// Which figures are shown together, and how what was counted becomes lines over time.
import type { Figures, Series } from "../../shared/ui/chart.model.ts";

// What the server answers: from `begin` on, one number a step.
export interface Counts { begin: string; step_seconds: number; series: Readonly<Record<string, readonly number[]>> }

export type Span = "day" | "week" | "month" | "all";  // all: as long as the server keeps them
export const SPANS: readonly Span[] = ["day", "week", "month", "all"];
export const spanOf = (word: string): Span => SPANS.find((span) => span === word) ?? "week";

// So many months have more hours than anybody tells apart.
export function askedFor(span: Span): { since: string; step: string } {
  switch (span) {
    case "day": return { since: "24h", step: "hour" };
    case "week": return { since: "7d", step: "hour" };
    case "month": return { since: "30d", step: "hour" };
    case "all": return { since: "400d", step: "day" };
  }
}

interface Line { key: string; tone: Series["tone"]; of: readonly string[]; per?: number }  // the sum of these series, in so many
export interface Plot { key: string; lines: readonly Line[]; level?: boolean }  // level: what is measured, not what adds up

export const PLOTS: readonly Plot[] = [
  { key: "mail", lines: [
    { key: "received", tone: "accent", of: ["mail.received"] }, { key: "sent", tone: "ok", of: ["mail.sent"] },
    { key: "deferred", tone: "warn", of: ["mail.deferred"] }, { key: "bounced", tone: "bad", of: ["mail.bounced"] },
  ] },
  { key: "verdicts", lines: [
    { key: "clean", tone: "ok", of: ["verdict.clean"] }, { key: "spam", tone: "accent", of: ["verdict.spam"] },
    { key: "aside", tone: "warn", of: ["verdict.junk", "verdict.quarantined"] },
    { key: "refused", tone: "bad", of: ["mail.refused"] },  // for spam, for where it comes from, and for what it carries
  ] },
  { key: "logins", lines: [
    { key: "ok", tone: "ok", of: ["logins.ok"] }, { key: "failed", tone: "bad", of: ["logins.failed"] },
  ] },
  { key: "blocks", lines: [
    { key: "made", tone: "bad", of: ["blocks.made"] }, { key: "turned-away", tone: "warn", of: ["connections.refused"] },
  ] },
  { key: "queue", level: true, lines: [{ key: "length", tone: "accent", of: ["queue.length"] }] },
  { key: "age", level: true, lines: [{ key: "oldest", tone: "warn", of: ["queue.oldest"], per: 60 }] },
];

// What is counted for a domain, by days.
export const DOMAIN_PLOTS: readonly Plot[] = [
  { key: "domain-mail", lines: [
    { key: "in", tone: "accent", of: ["mail.delivered"] }, { key: "out", tone: "ok", of: ["mail.submitted"] },
    { key: "bounced", tone: "bad", of: ["mail.bounced"] },
  ] },
  { key: "domain-spam", lines: [
    { key: "junk", tone: "accent", of: ["verdict.junk"] }, { key: "held", tone: "warn", of: ["verdict.quarantined"] },
    { key: "refused", tone: "bad", of: ["verdict.rejected"] },
  ] },
  { key: "logins", lines: [
    { key: "ok", tone: "ok", of: ["logins.ok"] }, { key: "failed", tone: "bad", of: ["logins.failed"] },
  ] },
];

export const COUNTRIES = ["logins.ok.country.", "logins.failed.country."] as const;
export const SERIES: readonly string[] = [
  ...PLOTS.flatMap((plot) => plot.lines.flatMap((line) => line.of)), ...COUNTRIES.map((begin) => `${begin}*`),
];

const DAY = 86_400;

export const timesOf = ({ begin, step_seconds }: Counts, count: number): number[] =>
  Array.from({ length: count }, (_, step) => Date.parse(begin) + step * step_seconds * 1000);

export function figuresOf(counts: Counts, plot: Plot, labelOf: (line: string) => string): Figures {
  const length = Math.max(0, ...Object.values(counts.series).map((values) => values.length));
  const times = timesOf(counts, length);
  const valueAt = ({ of, per = 1 }: Line, step: number): number =>
    Math.round(of.reduce((sum, name) => sum + (counts.series[name]?.[step] ?? 0), 0) / per);
  const series = plot.lines.map((line) => (
    { key: line.key, label: labelOf(line.key), tone: line.tone, level: plot.level ?? false, values: times.map((_, step) => valueAt(line, step)) }));
  return { times, series, byDay: counts.step_seconds === DAY };
}

export interface Country { code: string; ok: number; failed: number }

const total = (values: readonly number[] = []): number => values.reduce((sum, value) => sum + value, 0);

// Those with most logins first; of what no country is known the code is ZZ.
export function countriesOf({ series }: Counts): Country[] {
  const codesIn = (name: string): string[] => COUNTRIES.filter((begin) => name.startsWith(begin)).map((begin) => name.slice(begin.length));
  const codes = new Set(Object.keys(series).flatMap(codesIn));
  const all = [...codes].map((code) => ({ code, ok: total(series[COUNTRIES[0] + code]), failed: total(series[COUNTRIES[1] + code]) }));
  return all.sort((a, b) => b.ok + b.failed - (a.ok + a.failed) || a.code.localeCompare(b.code));
}

// How long a bar of so many is, beside those of the country with most.
export function shareOf(count: number, all: readonly Country[]): string {
  const most = Math.max(1, ...all.map((one) => one.ok + one.failed));
  return `${Math.round((count / most) * 1000) / 10}%`;
}
