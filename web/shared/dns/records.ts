// The records that a domain needs, as `postern domain dns` tells them, with what the world sees of each.
import type { Verdict } from "../ui/Evidence.tsx";

export interface DnsRecord {
  purpose: string; name: string; type: string; value: string; row: string;
  required: boolean;  // without it no mail comes in, or none of ours is believed
  dns: "there" | "own" | "other" | "missing" | "unknown";  // own: other words of its owner, which do the same
  published: readonly string[];  // what the world sees of this kind
}

export const VERDICTS: Readonly<Record<DnsRecord["dns"], Verdict>> = { there: "ok", own: "ok", other: "bad", missing: "warn", unknown: "info" };

export const isRight = (record: DnsRecord): boolean => record.dns === "there" || record.dns === "own";

// What is not as it should be, and what is not known to be so.
export interface Left { wrong: number; unknown: number }
export function leftOf(records: readonly DnsRecord[]): Left {
  const unknown = records.filter((one) => one.dns === "unknown").length;
  return { wrong: records.filter((one) => !isRight(one)).length - unknown, unknown };
}

// What stands beside the owner's own would undo both.
export const toPublish = (records: readonly DnsRecord[]): DnsRecord[] => records.filter((record) => record.dns !== "own");

// What is shown beside the record as it should be: also of one that could not be judged.
export const seenOf = (record: DnsRecord): readonly string[] => (record.dns === "there" ? [] : record.published);
