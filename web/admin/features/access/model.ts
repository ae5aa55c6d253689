// Who is let in past the rules, who is refused at the door, and who is refused by name.
import { isEverywhere } from "../../parts/block.ts";
import type { Verdict } from "../../../shared/ui/Evidence.tsx";
import { spanOf } from "../blocks/model.ts";

export type Side = "allow" | "deny";

export interface Entry {
  network: string;
  spared?: readonly string[];  // of the allow list
  services: readonly string[];
  since: string;  // when it was made, or changed last
  until: string | null;  // none: until it is removed
  hits: number;
  last_hit: string | null;
  list?: string;  // of the deny list: the imported one that it stands on; empty: made by hand
  senders?: readonly string[];  // who sends without a login, sends as these
  hourly?: number;
  owner: string;
  description: string;
}

export interface SmtpBlock {
  kind: string;
  name: string;
  way: string;
  soft: boolean;
  since: string;
  until: string | null;
  hits: number;
  last_hit: string | null;
  description: string;
}

export { isEverywhere };

// Those that stand for rules, each of its kind.
export const RULES = ["brute-force", "denial-of-service", "harvesting", "password-retrieval"] as const;
// In the order of how much harm each can do.
export const SPARED = ["smtp-authentication", ...RULES, "spam-checks", "greylisting"] as const;
export const isPastRules = (spared: readonly string[]): boolean => RULES.some((rule) => spared.includes(rule));

export function dangerOf(spared: string): Verdict {
  if (spared === "smtp-authentication") return "bad";
  return spared === "greylisting" ? "info" : "warn";
}
const DANGERS: readonly Verdict[] = ["ok", "info", "warn", "bad"];
export const rankOf = ({ spared = [] }: Entry): number => Math.max(0, ...spared.map((one) => DANGERS.indexOf(dangerOf(one))));

export const sendsFreely = ({ spared = [] }: Pick<Entry, "spared">): boolean => spared.includes("smtp-authentication");

export function isOfSort(entry: Entry, chip: string): boolean {
  switch (chip) {
    case "": return true;
    case "exception": return entry.spared?.length === 0;
    case "by-hand": return !entry.list;
    case "imported": return Boolean(entry.list);
    default: return entry.spared?.includes(chip) ?? false;
  }
}

export const isSmtpOfSort = (block: SmtpBlock, chip: string): boolean => chip === "" || block.kind === chip;
export const keyOfSmtp = (block: SmtpBlock): string => `${block.kind} ${block.name}`;

// What is left of it, as the server takes spans of time.
export const spanLeft = (until: string | null, now: number): string =>
  (until === null ? "" : spanOf(Math.ceil((Date.parse(until) - now) / 60_000)));

// ---- how large a network is ----

const BITS4 = 32;
const BITS6 = 128;
const SITE = 48;  // of IPv6: what one customer has, as a /24 of IPv4

function number4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function number6(text: string): bigint | null {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0 || !text.includes(":")) return null;
  const words = (some: string): string[] => (some === "" ? [] : some.split(":"));
  const [before, after] = [words(head), words(tail ?? "")];
  const all = tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0"), ...after];
  if (all.length !== 8 || !all.every((word) => /^[\da-f]{1,4}$/i.test(word))) return null;
  return all.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
}

function addressesIn(text: string, number: (text: string) => bigint | null, bits: number): bigint | null {
  const [first = "", last] = text.split("-").map((part) => part.trim());
  if (last !== undefined) {
    const [from, to] = [number(first), number(last)];
    return from === null || to === null || to < from ? null : to - from + 1n;
  }
  const [base = "", length] = first.split("/");
  if (number(base) === null) return null;
  if (length === undefined) return 1n;
  return /^\d{1,3}$/.test(length) && Number(length) <= bits ? 2n ** BigInt(bits - Number(length)) : null;
}

export interface Large { count: string; unit: "addresses" | "sites" }

// How many addresses (of IPv6: how many networks of a site) it has, when these are more than those of one network of the usual size. What is
// no network is for the server to refuse.
export function largeNetwork(text: string): Large | null {
  const four = addressesIn(text, number4, BITS4);
  if (four !== null) return four > 256n ? { count: String(four), unit: "addresses" } : null;
  const site = 2n ** BigInt(BITS6 - SITE);
  const six = addressesIn(text, number6, BITS6);
  return six !== null && six > site ? { count: String((six + site - 1n) / site), unit: "sites" } : null;
}

// "65,536", "65.536" and "65536" are the same number.
export const isTyped = (typed: string, { count }: Large): boolean => typed.replace(/[\s.,'’\u00a0\u202f]/g, "") === count;

// The networks of a list, among the rows that were found when at most so many were asked for; none where there may be more: half a list would be
// imported as the whole of it.
export const wholeList = (rows: readonly Entry[], list: string, most: number): string[] | null =>
  (rows.length < most ? rows.filter((entry) => entry.list === list).map((entry) => entry.network) : null);
