// Whether an attack goes on: more than the server itself has had before, or one account whose password somebody guesses.
import type { Counts } from "../../figures/model.ts";
import { isNetwork, SERVICES, type Block } from "../../parts/block.ts";
import type { Fact } from "./model.ts";

const MUCH = 50;  // in an hour: less is what every server on the Internet has
const TIMES = 3;  // the usual
const NAMED = 3;

const FAILED = "logins.failed";
const MADE = "blocks.made";
const BY_HAND = "blocks.by-hand";
const failedAt = (service: string): string => `${FAILED}.${service}`;
export const COUNTED: readonly string[] = [FAILED, MADE, BY_HAND, ...SERVICES.map(failedAt)];

// The usual is told by so long, and by hours: those in which there was nothing count.
export const SINCE = "14d";

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] ?? 0 : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export interface Lately { count: number; usual: number }

// This hour is not over: what is missing of it is taken from the one before.
export function latelyOf({ begin, step_seconds: step, series }: Counts, now: number, valueAt: (index: number) => number): Lately {
  const last = Math.max(0, ...Object.values(series).map((values) => values.length)) - 1;
  if (last < 0) return { count: 0, usual: 0 };
  const passed = Math.min(1, Math.max(0, (now - Date.parse(begin) - last * step * 1000) / (step * 1000)));
  const count = Math.round(valueAt(last) + (last > 0 ? valueAt(last - 1) * (1 - passed) : 0));
  return { count, usual: median(Array.from({ length: Math.max(0, last - 1) }, (_, index) => valueAt(index))) };
}

export const isFar = ({ count, usual }: Lately): boolean => count >= MUCH && count > TIMES * usual;

const BLOCKS = "/admin/ids/blocks";
const only = (what: string): string => `${BLOCKS}?only=${what}`;

// The service that most of it was tried at; where nobody is kept out for it, the rule is what there is to look at.
function guessing(counts: Counts, blocks: readonly Block[], now: number): Fact[] {
  const of = (name: string) => latelyOf(counts, now, (index) => counts.series[name]?.[index] ?? 0);
  const all = of(FAILED);
  if (!isFar(all)) return [];
  const services = SERVICES.map((service) => ({ service, count: of(failedAt(service)).count })).filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const first = services.find(({ service }) => blocks.some((block) => block.services.includes(service)));
  const rule = "/admin/ids/rules/brute-force-by-address";
  return [{
    key: "attack-logins", verdict: "warn", word: "overview-attack-logins", args: { count: all.count, usual: Math.round(all.usual) },
    more: services.map(({ service, count }) => `${service} ${count}`), to: first ? only(first.service) : rule,
    act: { word: first ? "overview-act-blocks" : "overview-act-rule", to: first ? only(first.service) : rule },
  }];
}

function blocking(counts: Counts, now: number): Fact[] {
  const all = latelyOf(counts, now, (index) => (counts.series[MADE]?.[index] ?? 0) - (counts.series[BY_HAND]?.[index] ?? 0));
  if (!isFar(all)) return [];
  return [{
    key: "attack-blocks", verdict: "warn", word: "overview-attack-blocks", args: { count: all.count, usual: Math.round(all.usual) }, to: BLOCKS,
    act: { word: "overview-act-blocks", to: BLOCKS },
  }];
}

const SENDS: readonly string[] = ["hold-queue", "suspend-sending"];

// What is held against accounts is held by the rules about guessing, from however many addresses, and about what they send themselves.
function accountsOf(word: string, blocks: readonly Block[]): Fact[] {
  const [one, ...others] = blocks;
  if (!one) return [];
  const to = others.length === 0 ? `${BLOCKS}?find=${encodeURIComponent(one.subject)}` : only("accounts");
  const isPerson = others.length === 0 && one.subject.includes("@");
  return [{
    key: word, verdict: "warn", word, args: { count: blocks.length }, more: blocks.slice(0, NAMED).map(({ subject }) => subject), to,
    act: isPerson ? { word: "overview-act-account", to: `/admin/accounts/${encodeURIComponent(one.subject)}` } : { word: "overview-act-blocks", to },
  }];
}

export function attacks(counts: Counts, blocks: readonly Block[], now: number): Fact[] {
  const accounts = blocks.filter((block) => !isNetwork(block) && block.rule !== "by-hand");
  const sends = (block: Block): boolean => SENDS.includes(block.action);
  const facts = [
    ...accountsOf("overview-guessed", accounts.filter((block) => !sends(block))), ...accountsOf("overview-sends", accounts.filter(sends)),
    ...guessing(counts, blocks, now), ...blocking(counts, now),
  ];
  return facts.length > 0 ? facts : [{ key: "attacks", verdict: "ok", word: "overview-no-attack", to: BLOCKS }];
}
