// Lines of the logs as they are looked for and shown. What is in them was written by strangers: it is text, and what does not show is named.
import { inName } from "../../../shared/ui/save.ts";

export const LOGS = [
  "smtp_in", "smtp_out", "delivery", "imap", "pop3", "web", "ids", "spam", "administration", "store", "server",
] as const;
export const SPANS = ["15m", "1h", "24h", "7d", "30d", "all", "range"] as const;

// As it stands in the address.
export const PLAIN = { text: "", log: "", since: "", from: "", until: "", ip: "", account: "", message: "", session: "", whole: "" };
export type Wanted = Record<keyof typeof PLAIN, string>;
export const TERMS = ["ip", "account", "message", "session"] as const;

export interface Line {
  key: string;
  at: string | null;  // none: the line is broken
  log: string;
  event: string;
  session: string;
  fields: readonly (readonly [string, string])[];
  raw: unknown;  // as the server has it
}

// Most that are asked for at once, and that are kept in sight while one follows.
export const MOST = 5000;

// Controls, marks that turn the direction of text, and what takes no room.
const UNSEEN = new RegExp("[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff" +
  "\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]", "gu");
const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

export const visible = (text: string): string =>
  text.replace(UNSEEN, (one) => SHORT[one] ?? `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

const HEAD = new Set(["t", "log", "e", "s", "n", "chain", "prev"]);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const word = (value: unknown): string => (typeof value === "string" ? visible(value) : "");

export function lineOf(raw: unknown, key: string): Line {
  if (!isObject(raw)) return { key, at: null, log: "", event: "", session: "", fields: [["", visible(String(raw))]], raw };
  const at = typeof raw["t"] === "string" && !Number.isNaN(Date.parse(raw["t"])) ? raw["t"] : null;
  const fields = Object.entries(raw).filter(([name]) => !HEAD.has(name)).map(([name, value]) => [visible(name), visible(String(value))] as const);
  return { key, at, log: word(raw["log"]), event: word(raw["e"]), session: word(raw["s"]), fields, raw };
}
// The line as the log has it, but for letters that nobody would see.
export const rawOf = ({ raw }: Pick<Line, "raw">): string => visible(typeof raw === "string" ? raw : JSON.stringify(raw));

const said = (value: string): string => (value === "" || /\s/.test(value) ? `"${value}"` : value);
export const detailsOf = (line: Line): string => line.fields.map(([name, value]) => (name ? `${name}=${said(value)}` : value)).join("  ");

// What a file of them is called: the session's, where it is one session.
export const fileNameOf = ({ session }: Pick<Wanted, "session">): string => (session === "" ? "logs" : `session-${inName(session)}`);

// A session or a message is looked for wherever it is; else what happened lately is meant.
export const spanOf = (wanted: Wanted): string => wanted.since || (wanted.session || wanted.message ? "all" : "24h");

// From when until when, as the reader's clock says it: 2026-11-26T08:00. What is empty, or no time, has no end.
const instant = (local: string): string | null =>
  (local === "" || Number.isNaN(Date.parse(local)) ? null : new Date(local).toISOString().replace(/\.\d+/, ""));
export function rangeOf(wanted: Wanted): { since?: string; until?: string } {
  const span = spanOf(wanted);
  if (span !== "range") return span === "all" ? {} : { since: span };
  const [since, until] = [instant(wanted.from), instant(wanted.until)];
  return { ...(since && { since }), ...(until && { until }) };
}

export interface Query {
  text?: string; logs?: string[]; since?: string; until?: string; ip?: string; account?: string; message?: string; session?: string;
  sessions?: boolean; limit: number; raw: boolean;
}

export function queryOf(wanted: Wanted): Query {
  const given = [...TERMS, "text" as const].map((name) => [name, wanted[name].trim()] as const);
  const terms = Object.fromEntries(given.filter(([, value]) => value !== ""));
  return {
    ...terms, ...(wanted.log && { logs: [wanted.log] }), ...rangeOf(wanted), ...(wanted.whole && { sessions: true }),
    limit: MOST, raw: true,
  };
}

// The same for an address: of a stream, or of a day's file.
export function addressed(path: string, query: Partial<Query>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of Array.isArray(value) ? value : [value]) given.append(name, String(one));
  return `${path}?${given.toString()}`;
}

export function fileOf(wanted: Wanted, log: string, day: string, only: boolean, raw: boolean): string {
  const { limit: _limit, logs: _logs, since: _since, until: _until, raw: _raw, ...terms } = queryOf(wanted);
  return addressed(`/api/v1/logs/${encodeURIComponent(log)}/days/${encodeURIComponent(day)}`, { ...(only && terms), ...(raw && { raw }) });
}

// The last so many, and how many had to go for them.
export function appended(lines: readonly Line[], fresh: readonly Line[], most = MOST): { lines: readonly Line[]; gone: number } {
  const all = [...lines, ...fresh];
  const gone = Math.max(0, all.length - most);
  return { lines: gone > 0 ? all.slice(gone) : all, gone };
}
