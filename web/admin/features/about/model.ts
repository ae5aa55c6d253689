// Which release runs here, which are newer, what is known of that; and how much room there is on the disk.
import type { Verdict } from "../../../shared/ui/Evidence.tsx";

export interface Release { version: string; date: string; security: boolean; notes: string }
export interface Feed { source: string; asked: string; trouble: string; serial: number; issued: string; expires: string }
export type Standing = "security update" | "update" | "newest" | "not known";
export interface Version { version: string; standing: Standing; newer: readonly Release[]; feed: Feed }

// Octets. With less than `least_bytes` free no mail is taken: since then, or empty; `scarce` is told long before.
export interface Disk { free_bytes: number; whole_bytes: number; least_bytes: number; scarce: boolean; low_since: string }

export const roomOf = ({ low_since: since, scarce }: Pick<Disk, "low_since" | "scarce">): { verdict: Verdict; word: string } =>
  (since !== "" ? { verdict: "bad", word: "low" } : scarce ? { verdict: "warn", word: "scarce" } : { verdict: "ok", word: "enough" });

export interface Diagnostics { left_out: readonly string[]; [part: string]: unknown }

const VERDICTS: Readonly<Record<Standing, Verdict>> = { "security update": "bad", update: "warn", newest: "ok", "not known": "info" };
export const verdictOf = ({ standing }: Pick<Version, "standing">): Verdict => VERDICTS[standing] ?? "info";
export const wordOf = ({ standing }: Pick<Version, "standing">): string => standing.replaceAll(" ", "-");

// Notes of a release are an address or a sentence; only an address of the web becomes a link.
export const linkIn = (notes: string): string | undefined => (/^https:\/\/[^\s]+$/.test(notes) ? notes : undefined);

export const fileName = (now: Date): string => `diagnostics-${now.toISOString().slice(0, 10)}.json`;
export const documentText = (document: Diagnostics): string => `${JSON.stringify(document, null, 2)}\n`;

// What failed, and behind it what the machine or the other host said to that, which no language of ours has.
export function troubleIn(text: string): { what: string; more: string } {
  const at = text.indexOf(": ");
  return at < 0 ? { what: text, more: "" } : { what: text.slice(0, at), more: text.slice(at + 2) };
}
