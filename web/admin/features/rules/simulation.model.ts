// What a rule would have done to the traffic that was recorded, beside what the rule as it is would have.
import type { Figures } from "../../../shared/ui/chart.model.ts";

// As /api/v1/ids/rules/{rule}/simulation tells it.
export interface Found { subject: string; at: string; count: number; rightful: readonly string[] }
export interface Simulated { verdicts: number; of_rightful_users: number; found: readonly Found[] }

// `edited`: the whole rule as it is entered, where one may read it; else only these two are tried. `isPresent`: nothing differs.
export interface Trial { threshold: number; minutes: number; edited: string | null; isPresent: boolean }
export const isSameTrial = (a: Trial | null, b: Trial): boolean =>
  a?.threshold === b.threshold && a.minutes === b.minutes && a.edited === b.edited;

// What is exempt of the rule that was tried: its kind, where it counts. No services: wherever its kind can.
export interface Exempt { kind: string; services: readonly string[] }
export function exemptOf(row: Exempt, { edited }: Pick<Trial, "edited">): Exempt {
  if (edited === null) return { kind: row.kind, services: row.services };
  const { kind = row.kind, services = [] } = JSON.parse(edited) as Partial<Exempt>;
  return { kind, services };
}

// "fresh": by the trial alone. "gone": by the rule as it is alone.
export type Difference = "same" | "fresh" | "gone";
export interface Outcome extends Found { key: string; times: number; difference: Difference }

// Each once, with who logged in rightly at any time that he would have been out.
function bySubject(found: readonly Found[]): Map<string, Found & { times: number }> {
  const all = new Map<string, Found & { times: number }>();
  for (const one of found) {
    const before = all.get(one.subject);
    all.set(one.subject, before ? {
      ...before, times: before.times + 1, count: Math.max(before.count, one.count), rightful: [...new Set([...before.rightful, ...one.rightful])],
    } : { ...one, times: 1 });
  }
  return all;
}

// Those that one looks at first come first: who logged in rightly, then what differs.
export function outcomes(trial: Simulated, present: Simulated): Outcome[] {
  const [tried, is] = [bySubject(trial.found), bySubject(present.found)];
  const rows = [
    ...[...tried].map(([key, one]): Outcome => ({ ...one, key, difference: is.has(key) ? "same" : "fresh" })),
    ...[...is].filter(([key]) => !tried.has(key)).map(([key, one]): Outcome => ({ ...one, key, difference: "gone" })),
  ];
  const rank = ({ difference, rightful }: Outcome): number =>
    (difference === "gone" ? 4 : 0) + (rightful.length > 0 ? 0 : 2) + (difference === "fresh" ? 0 : 1);
  return rows.sort((a, b) => rank(a) - rank(b) || Date.parse(b.at) - Date.parse(a.at));
}

export interface Tally { blocked: number; attackers: number; people: readonly string[] }

export function tallyOf({ found }: Simulated): Tally {
  const all = [...bySubject(found).values()];
  const people = [...new Set(all.flatMap((one) => one.rightful))].sort();
  return { blocked: all.length, attackers: all.filter((one) => one.rightful.length === 0).length, people };
}

// "+31", "−2", "" where nothing differs.
export const signed = (difference: number, say: (value: number) => string): string =>
  (difference === 0 ? "±0" : `${difference > 0 ? "+" : "−"}${say(Math.abs(difference))}`);

export const SPANS = ["24h", "7d", "30d"] as const;
export type Span = (typeof SPANS)[number];
const HOUR = 3_600_000;
const STEPS: Readonly<Record<Span, { hours: number; bars: number }>> = {
  "24h": { hours: 1, bars: 25 }, "7d": { hours: 6, bars: 29 }, "30d": { hours: 24, bars: 31 },
};

// How many were blocked when; within them, how many of those logged in rightly.
export function figuresOf({ found }: Simulated, span: Span, now: number, labels: { all: string; rightful: string }): Figures {
  const { hours, bars } = STEPS[span];
  const last = new Date(now);
  last.setMinutes(0, 0, 0);
  last.setHours(Math.floor(last.getHours() / hours) * hours);
  const times = Array.from({ length: bars }, (_, i) => last.getTime() - (bars - 1 - i) * hours * HOUR);
  const count = (some: readonly Found[]): number[] => {
    const sums = times.map(() => 0);
    for (const one of some) {
      const at = Math.floor((Date.parse(one.at) - (times[0] ?? 0)) / (hours * HOUR));
      const place = Math.min(Math.max(at, 0), bars - 1);
      sums[place] = (sums[place] ?? 0) + 1;
    }
    return sums;
  };
  return {
    times,
    series: [
      { key: "all", label: labels.all, values: count(found), tone: "accent" },
      { key: "rightful", label: labels.rightful, values: count(found.filter((one) => one.rightful.length > 0)), tone: "bad" },
    ],
  };
}

export function hasOutcome(row: Outcome, chip: string): boolean {
  switch (chip) {
    case "rightful": return row.rightful.length > 0 && row.difference !== "gone";
    case "attackers": return row.rightful.length === 0 && row.difference !== "gone";
    case "fresh": case "gone": return row.difference === chip;
    default: return true;
  }
}
