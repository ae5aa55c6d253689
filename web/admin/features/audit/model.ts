// What the audit says of the server: how bad a finding is, where it is mended, and by which command where only a shell mends it.
import type { Figures } from "../../../shared/ui/chart.model.ts";
import type { Said } from "../../../shared/i18n/said.ts";
import type { Verdict } from "../../../shared/ui/Evidence.tsx";

export type Severity = "low" | "medium" | "high" | "critical";
export interface Check {
  check: string;  // "settings.auth.allow_cleartext_login"
  state: "passed" | "failed" | "not checked";
  severity: Severity;
  group: string;
  title: string;  // what is right when it passes
  found: readonly string[];
  seen: readonly string[];  // what was looked at, and how it is
  why: string;
  what_to_do: string;
  fix: boolean;  // the server can mend it by itself
  said: { title: Said; found: readonly Said[]; seen: readonly Said[]; why: Said; what_to_do: Said };  // the same, for other languages
}
export interface Mended { what: "setting" | "domain" | "mode"; of: string; setting: string; before: string; after: string }
export interface Counted { passed: number; failed: number; not_checked: number }
export interface Report extends Counted {
  score: number;
  groups: readonly (Counted & { group: string })[];
  checks: readonly Check[];
  mended?: readonly Mended[];
  mending?: number;  // by which it is taken back
}
export interface Attempt { attempt: string; stopped: boolean; by: string }  // to leave the sandbox
export interface Mending { number: number; at: string; by: string; changes: readonly Mended[] }
export interface TakenBack { changes: readonly Mended[]; changed_since: readonly Mended[]; mending: number | null }
export interface Run extends Counted { at: string; score: number }

// What a line of the list has to say: what is wrong, or by what one may believe that it is right.
export const proofOf = ({ said: { found, seen } }: Pick<Check, "said">): readonly Said[] => (found.length > 0 ? found : seen);

export const STANDINGS = ["bad", "warn", "passed", "not-checked"] as const;
export type Standing = (typeof STANDINGS)[number];
const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

export function standingOf({ state, severity }: Pick<Check, "state" | "severity">): Standing {
  if (state === "failed") return SEVERITIES.indexOf(severity) >= 2 ? "bad" : "warn";
  return state === "passed" ? "passed" : "not-checked";
}

const VERDICTS: Readonly<Record<Standing, Verdict>> = { bad: "bad", warn: "warn", passed: "ok", "not-checked": "info" };
export const verdictOf = (check: Pick<Check, "state" | "severity">): Verdict => VERDICTS[standingOf(check)];

export const isOfStanding = (check: Check, wanted: string): boolean => standingOf(check) === wanted;

// The first is what to look at first: what failed by how bad it is, then what could not be looked at, then what is right.
export function placeOf(check: Check): number {
  const bad = SEVERITIES.length - 1 - SEVERITIES.indexOf(check.severity);
  return check.state === "failed" ? bad : check.state === "not checked" ? 10 + bad : 20 + bad;
}
export const worstFirst = (checks: readonly Check[]): Check[] => [...checks].sort((a, b) => placeOf(a) - placeOf(b));
export const failedOf = (report: Report): Check[] => worstFirst(report.checks.filter((check) => check.state === "failed"));
export const safeToMend = (checks: readonly Check[]): Check[] => checks.filter((check) => check.state === "failed" && check.fix);

export interface Group { name: string; all: number; failed: number; passed: number; unknown: number; verdict: Verdict }
// As bad as the worst that was found; a group of which not all could be looked at is not said to be right.
export function groupsOf({ groups, checks }: Pick<Report, "groups" | "checks">): Group[] {
  return groups.map(({ group: name, passed, failed, not_checked }) => {
    const [worst] = worstFirst(checks.filter((check) => check.group === name && check.state === "failed"));
    const verdict = worst ? verdictOf(worst) : not_checked > 0 ? "info" : "ok";
    return { name, all: passed + failed + not_checked, failed, passed, unknown: not_checked, verdict };
  });
}

// Settings that a check looks at though it is not named after them.
const SETTINGS: Readonly<Record<string, string>> = {
  "accounts.quota": "store.default_quota",
  "certificates.host-name": "server.host_name",
  "listeners.login-in-clear": "auth.allow_cleartext_login",
  "system.feed": "releases.url",
};
const OTHERS: Readonly<Record<string, string>> = {
  "accounts.administrators": "/admin/administrators",
  "accounts.catch-all": "/admin/domains",
  "accounts.smtp-auth": "/admin/domains",
  "accounts.senders-without-login": "/admin/access/allow",
  "ids.room-for-blocks": "/admin/ids/blocks",
  "relay.own-domain": "/admin/domains",
};
const GROUPS: Readonly<Record<string, string>> = {
  accounts: "/admin/accounts", certificates: "/admin/certificates", dns: "/admin/domains", ids: "/admin/ids/rules",
  listeners: "/admin/settings/net?find=net.listeners", relay: "/admin/settings/smtp", system: "/admin/about",
};
// The disk, the clock and the like are of no page; nor is what the owner of an address publishes.
const OF_NO_PAGE = ["dns.reverse", "system.clock", "system.disk", "system.inodes", "system.open-files"];

export const settingOf = ({ check }: Pick<Check, "check">): string | null =>
  (check.startsWith("settings.") ? check.slice("settings.".length) : SETTINGS[check] ?? null);

export const pathOfSetting = (key: string): string => `/admin/settings/${key.split(".")[0] ?? ""}?find=${encodeURIComponent(key)}`;

// The page where it is mended by hand; nothing where none can.
export function pageOf(check: Pick<Check, "check" | "group">): string | undefined {
  const key = settingOf(check);
  if (key !== null) return pathOfSetting(key);
  return OF_NO_PAGE.includes(check.check) ? undefined : OTHERS[check.check] ?? GROUPS[check.group];
}

// Of a check about the DNS: our domains that lack something, at each of which the records stand to be copied.
const MOST_DOMAINS = 5;
export function domainsOf({ group, state, said: { found } }: Pick<Check, "group" | "state" | "said">): string[] {
  if (group !== "dns" || state !== "failed") return [];
  const named = found.flatMap((line) => (typeof line === "string" || !line.form.startsWith("{}") ? [] : line.values.slice(0, 1)));
  return [...new Set(named.filter((one) => typeof one === "string"))].slice(0, MOST_DOMAINS);
}
export const pathOfRecords = (domain: string): string => `/admin/domains/${encodeURIComponent(domain)}`;

export const pathOfCheck = (check: string): string => `/admin/audit?at=${encodeURIComponent(check)}`;

// ---- commands, to be copied into a shell ----

const COMMAND = /(?:^|: |then )(postern [^,;:]*)(?=[,;:]|$)/;
const IN_FINDING = /: ((?:chmod|postern) .+)$/;
const STAND_IN = /\b(NAME|ADDRESS|NETWORK)\b/;
const MOST_COMMANDS = 5;

// A name is somebody else's word: a shell takes nothing in it for an order.
const word = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", "'\\''")}'`);
const subjectIn = (found: string): string | null => /^(\S+)$/.exec(found)?.[1] ?? /^(\S+): /.exec(found)?.[1] ?? null;

export function commandsOf({ what_to_do, found, state }: Pick<Check, "what_to_do" | "found" | "state">): string[] {
  const told = found.flatMap((line) => IN_FINDING.exec(line)?.[1] ?? []);
  const command = COMMAND.exec(what_to_do)?.[1]?.trim();
  const subjects = state === "failed" ? found.map(subjectIn) : [];
  const filled = command === undefined ? []
    : !STAND_IN.test(command) || subjects.length === 0 || subjects.includes(null) ? [command]
    : subjects.flatMap((subject) => (subject === null ? [] : command.replace(STAND_IN, () => word(subject))));
  return [...new Set([...told, ...filled])].slice(0, MOST_COMMANDS);
}

// ---- over time ----

export function scoresOf(runs: readonly Run[], label: string): Figures {
  const inTime = [...runs].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    times: inTime.map((run) => Date.parse(run.at)),
    series: [{ key: "score", label, tone: "accent", level: true, values: inTime.map((run) => run.score) }],
  };
}
export const newestOf = (runs: readonly Run[]): Run | undefined =>
  runs.reduce<Run | undefined>((newest, run) => (newest && Date.parse(newest.at) >= Date.parse(run.at) ? newest : run), undefined);
