// Who changed what, from what to what: the changes of settings, and the lines of the administration log.
import { HIDDEN } from "../../../shared/forms/schema.ts";
import { changedIn, type Changed } from "../../parts/changed.model.ts";
// What taking back one change alone would do; `changed_since`: settings that are not as it left them.
export interface UndoPlan { changes: readonly Changed[]; changed_since: readonly string[] }

// `until`: on trial, and taken back by then unless it was kept.
export interface SettingsChange { number: number; at: string; by: string; until?: string; changes: readonly Changed[] }

// Which gave a setting the value that it has; none where it was never changed here. `all`: newest first.
export const lastOf = (setting: string, all: readonly SettingsChange[]): SettingsChange | undefined =>
  all.find(({ changes }) => changes.some(({ key }) => key === setting));

// A line of the log as it is kept; its members go by its event.
export interface LogLine {
  t: string; e: string; chain?: string;
  who?: string; name?: string; text?: string; reason?: string; value?: string | number;
  before?: string; after?: string; changes?: string;
  account?: string; domain?: string; path?: string; ip?: string; s?: string; cause?: string;
  own?: readonly LogLine[];  // of an act: what it wrote itself
  [more: string]: unknown;
}

export interface Proof { lines: number; intact: boolean; problem: string; head: string }

// What putting everything back to before this change would do: it takes back the later ones too. A secret that was replaced may be another.
export function putBack(all: readonly SettingsChange[], number: number): Changed[] {
  const rows = new Map<string, Changed>();
  const inTime = all.filter((one) => one.number >= number).sort((a, b) => a.number - b.number);
  for (const row of inTime.flatMap((one) => one.changes)) {
    const known = rows.get(row.key);
    rows.set(row.key, known ? { ...known, before: row.after } : { key: row.key, before: row.after, after: row.before });
  }
  return [...rows.values()].filter((row) => row.before !== row.after || row.before === HIDDEN);
}

// What goes back to a secret, which others may share; and whether routes do, which name passwords that are kept elsewhere.
export const secretsIn = (rows: readonly Changed[]): string[] =>
  rows.filter(({ after }) => after === HIDDEN).map(({ key }) => key);
export const hasRoutes = (rows: readonly Changed[]): boolean => rows.some(({ key }) => key === "delivery.routes");

export const laterThan = (all: readonly SettingsChange[], number: number): number => all.filter((one) => one.number > number).length;

// The change that was made just now, by which it is taken back; nothing where nothing differed.
export const newSince = (all: readonly SettingsChange[], before: readonly SettingsChange[]): SettingsChange | undefined => {
  const newest = before.reduce((most, one) => Math.max(most, one.number), 0);
  return all.find((one) => one.number > newest);
};

// ---- the log ----

export type Kind = "" | "acts" | "settings" | "audit" | "others";

export function kindOf(line: Pick<LogLine, "e">): Kind {
  if (line.e === "administration.acted") return "acts";
  if (line.e.startsWith("server.setting-")) return "settings";
  return line.e.startsWith("audit.") ? "audit" : "others";
}

// An act by which settings were changed is of both kinds.
export const isOfKind = (line: LogLine, kind: string): boolean => kindOf(line) === kind || (line.own ?? []).some((one) => kindOf(one) === kind);

// What an act was done to, or what else the line is about.
export const subjectOf = (line: LogLine): string =>
  [line.e === "administration.acted" ? "" : line.name, line.text, line.account, line.domain, line.path].filter(Boolean).join(" · ");

// Why it was done, or what was answered where it was refused.
export function whyOf(line: LogLine): string {
  if (line.e === "administration.acted") return line.cause ?? line.own?.map((one) => one.reason).find(Boolean) ?? "";
  return line.reason ?? "";
}

export const hasFailed = (line: LogLine): boolean => line.e === "administration.acted" && line.reason !== undefined && line.reason !== "done";

// A line of its own for each: two may be of the same moment.
export const keyOfLine = (line: LogLine): string => line.chain ?? `${line.t} ${line.e} ${line.name ?? ""}`;

// Newest first, as the server gives them the other way round; what a crash cut off is no line.
export const linesOf = (answer: readonly unknown[]): LogLine[] => answer.filter((one): one is LogLine =>
  typeof one === "object" && one !== null && typeof Reflect.get(one, "t") === "string" && typeof Reflect.get(one, "e") === "string").reverse();

export const peopleOf = (names: readonly (string | undefined)[]): string[] =>
  [...new Set(names.filter((name) => name !== undefined && name !== ""))].sort() as string[];

const SHOWN_ELSEWHERE = ["t", "log", "n", "e", "before", "after", "changes", "chain", "own"];
export const membersOf = (line: LogLine): [string, string][] => Object.entries(line)
  .filter(([key]) => !SHOWN_ELSEWHERE.includes(key)).map(([key, value]) => [key, String(value)]);

// All that a line says from and to: an act member by member, with what it wrote itself, any other of the one thing that it is about.
export function valuesIn(line: LogLine): Changed[] {
  if (line.before !== undefined && line.after !== undefined)
    return [{ key: line.name ?? "recovery_address", before: line.before, after: line.after }];
  const rows = changedIn(line);
  const more = (line.own ?? []).flatMap(valuesIn).filter((one) => !rows.some(({ key }) => key === one.key));
  return [...rows, ...more];
}

// Of how many members there was no room for.
export const leftOut = ({ changes = "" }: LogLine): number => Number(/; … (\d+) more$/.exec(changes)?.[1] ?? 0);

// ---- values, for people ----

const LONG = 80;
export const isLong = (row: Changed): boolean => Math.max(row.before.length, row.after.length) > LONG;

// Lists and rows are kept as JSON on one line; differences are seen line by line.
export function spread(value: string): string {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
