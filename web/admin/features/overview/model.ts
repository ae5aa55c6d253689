// What the overview says: a fact a line, with how good or bad it is, what it is called, and where its list is.
import { size } from "../../../shared/i18n/format.ts";
import { heard, said } from "../../../shared/i18n/said.ts";
import type { Verdict } from "../../../shared/ui/Evidence.tsx";
import type { Disk, Version } from "../about/model.ts";
import { failedOf, pathOfCheck, verdictOf, type Check, type Report } from "../audit/model.ts";

// `word`: its key in the words; `more`: names, which are shown as they are.
export interface Fact {
  key: string;
  verdict: Verdict;
  word: string;
  args?: Readonly<Record<string, string | number>>;
  at?: string | number | undefined;  // a time that the words name as { $at }
  more?: readonly string[];
  to: string;
  act?: Act;
}

// What somebody does about it, where it is more than a note.
export interface Act { word: string; to: string }

export interface Certificate { names: readonly string[]; source: string; not_after: string }
export interface Weak { address: string; reasons: readonly string[] }
export interface QueueLine {
  domain: string;
  waiting: number;
  next: string | null;
  being_tried: boolean;
  oldest: string | null;  // when what has waited longest came in, but for what is in quarantine
  held: number;  // of those that wait: in quarantine
}
export interface Connection { session: string; service: string }
export interface Held { id: string; since: string }
export interface SilentScanner { scanner: string; since: string; messages: number; why: string }
export interface Status {
  running: boolean; accepts_mail?: boolean; domains: number; accounts: number; silent_scanners?: readonly SilentScanner[]; disk?: Disk;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NAMED = 3;

export const needs = (fact: Fact): boolean => fact.verdict === "bad" || fact.verdict === "warn";
const RANK: readonly Verdict[] = ["bad", "warn", "info", "ok"];
// What is to be mended first: the worst, and of that what comes first.
export const worstOf = (facts: readonly Fact[]): Fact | undefined =>
  facts.filter(needs).sort((a, b) => RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict))[0];

export const worstVerdict = (verdicts: readonly Verdict[]): Verdict => RANK.find((one) => verdicts.includes(one)) ?? "ok";

export interface Answer { verdict: Verdict; count: number }
// Notes need nobody.
export function answerOf(facts: readonly Fact[]): Answer {
  const worst = worstVerdict(facts.map((fact) => fact.verdict));
  return { verdict: worst === "info" ? "ok" : worst, count: facts.filter(needs).length };
}

// None while one of them is still to come.
export function together(answers: readonly (Answer | null)[]): Answer | null {
  const known = answers.filter((one) => one !== null);
  if (known.length < answers.length) return null;
  return { verdict: worstVerdict(known.map((one) => one.verdict)), count: known.reduce((sum, one) => sum + one.count, 0) };
}

// ---- am I safe ----

// A check is called after what is right when it passes; of a setting the finding itself says more.
function finding(check: Check): Fact {
  const [title, why, found] = [said(check.said.title), said(check.said.why), check.said.found.map(said)];
  const [first = "", ...others] = found;
  const isSetting = check.group === "settings" && first !== "";
  const to = pathOfCheck(check.check);
  return {
    key: check.check, verdict: verdictOf(check), to, act: { word: "overview-act-finding", to },
    word: isSetting ? "overview-found" : "overview-not-so",
    args: { text: isSetting ? first : title }, more: isSetting ? [why, ...others].filter(Boolean) : found,
  };
}

export const findings = (report: Report): Fact[] => failedOf(report).map(finding);

export function blocked(count: number, isMore: boolean): Fact {
  const word = count === 0 ? "overview-blocked-none" : isMore ? "overview-blocked-more" : "overview-blocked";
  return { key: "blocked", verdict: count === 0 ? "ok" : "info", word, args: { count }, to: "/admin/ids/blocks" };
}

// ---- does mail flow ----

// Mail that has waited this long is late: most is tried again within the hour.
const LATE = 4 * HOUR;
const VERY_LATE = DAY;

export const oldestOf = (lines: readonly QueueLine[]): number | null =>
  lines.reduce<number | null>((oldest, line) => (line.oldest === null ? oldest : Math.min(oldest ?? Infinity, Date.parse(line.oldest))), null);

const lateness = (oldest: number | null, now: number): Verdict =>
  (oldest === null || now - oldest < LATE ? "ok" : now - oldest < VERY_LATE ? "warn" : "bad");

// What is in quarantine waits for a person, and not for another server.
const withoutHeld = (lines: readonly QueueLine[]): QueueLine[] => lines.map((line) => ({ ...line, waiting: Math.max(0, line.waiting - line.held) }));

export function queued(lines: readonly QueueLine[], now: number): Fact[] {
  const count = withoutHeld(lines).reduce((sum, line) => sum + line.waiting, 0);
  const to = "/admin/queue";
  if (count === 0) return [{ key: "queue", verdict: "ok", word: "overview-queue-empty", to }];
  const oldest = oldestOf(lines);
  const verdict = lateness(oldest, now);
  const act = { word: "overview-act-queue", to: `${to}?sort=queued` };
  // How many wait is no fault, and that the oldest of them is late is told, and counted, once.
  const waits: Fact = { key: "queue", verdict: verdict === "ok" ? "ok" : "info", word: "overview-queue", args: { count }, to };
  return oldest === null ? [waits] : [waits, { key: "oldest", verdict, word: "overview-oldest", at: oldest, to: act.to, act }];
}

// Somebody wanted it so, and may have forgotten.
export const stopped = (paused: boolean): Fact[] => (paused ? [{
  key: "paused", verdict: "warn", word: "overview-paused", to: "/admin/queue", act: { word: "overview-act-queue", to: "/admin/queue" },
}] : []);

// For which most waits, first.
export const slowest = (lines: readonly QueueLine[]): QueueLine[] =>
  withoutHeld(lines).filter((line) => line.waiting > 0).sort((a, b) => b.waiting - a.waiting).slice(0, 5);
export const pathOfDomain = (domain: string): string => `/admin/queue?find=${encodeURIComponent(domain)}`;

export function connected(connections: readonly Connection[]): Fact {
  const services = new Map<string, number>();
  for (const { service } of connections) services.set(service, (services.get(service) ?? 0) + 1);
  const more = [...services].sort(([, a], [, b]) => b - a).map(([service, count]) => `${service} ${count}`);
  return { key: "connections", verdict: "ok", word: "overview-connections", args: { count: connections.length }, more, to: "/admin/connections" };
}

// What comes after the first domain may be left on purpose; without one there is nothing yet that mail is taken for.
export const isBegun = (status: Status | null | undefined): boolean => status?.domains === 0;

const DISK = pathOfCheck("system.disk");
const MEND_DISK = { to: DISK, act: { word: "overview-act-finding", to: DISK } };
export function taken({ accepts_mail: isTaken, domains, accounts, disk }: Status): Fact {
  if (isTaken !== false) return { key: "accepts", verdict: "ok", word: "overview-accepts", args: { domains, accounts }, to: "/admin/domains" };
  if (!disk?.low_since) return { key: "accepts", verdict: "bad", word: "overview-refuses", ...MEND_DISK };
  const args = { free: size(disk.free_bytes), least: size(disk.least_bytes) };
  return { key: "accepts", verdict: "bad", word: "overview-disk-low", args, at: Date.parse(disk.low_since), ...MEND_DISK };
}

// ---- what needs me ----

// Before it is so little that mail is refused, which is told where mail is.
export const scarce = ({ disk }: Pick<Status, "disk">): Fact[] => (!disk?.scarce || disk.low_since ? [] : [{
  key: "disk", verdict: "warn", word: "overview-disk-scarce", args: { free: size(disk.free_bytes), whole: size(disk.whole_bytes) }, ...MEND_DISK,
}]);

// Its mail waits, or comes in unseen. Of those that answer nothing is said: most servers have none.
const SCANNERS = pathOfCheck("system.scanners");
export const silent = ({ silent_scanners: all = [] }: Pick<Status, "silent_scanners">): Fact[] => all.map(({ scanner, since, messages, why }) => ({
  key: `scanner ${scanner}`, verdict: "bad", word: "overview-scanner-silent", args: { scanner, count: messages }, at: Date.parse(since),
  more: [heard(why)], to: SCANNERS, act: { word: "overview-act-finding", to: SCANNERS },
}));

const SOON = 21 * DAY;

const endOf = (one: Certificate): number => Date.parse(one.not_after);

export function certified(certificates: readonly Certificate[], now: number): Fact {
  const to = "/admin/certificates";
  const act = { word: "overview-act-certificates", to };
  const ending = certificates.filter((one) => endOf(one) - now < SOON).sort((a, b) => endOf(a) - endOf(b));
  const [first] = ending;
  const more = ending.slice(0, NAMED).map((one) => one.names[0] ?? one.source);
  const key = "certificates";
  if (first) {
    const isOver = endOf(first) < now;
    return {
      key, verdict: isOver ? "bad" : "warn", word: isOver ? "overview-certificates-over" : "overview-certificates-soon",
      args: { count: ending.length }, at: endOf(first), more, to, act,
    };
  }
  if (certificates.length === 0) return { key, verdict: "bad", word: "overview-certificates-none", to, act };
  return { key, verdict: "ok", word: "overview-certificates", at: certificates.map(endOf).reduce((a, b) => Math.min(a, b)), to };
}

export const quarantined = (held: readonly Held[]): Fact => ({
  key: "quarantine", to: "/admin/quarantine", act: { word: "overview-act-quarantine", to: "/admin/quarantine" }, args: { count: held.length },
  ...(held.length === 0 ? { verdict: "ok", word: "overview-quarantine-empty" } : { verdict: "warn", word: "overview-quarantine" }),
});

const expired = (one: Weak): boolean => one.reasons.some((reason) => reason.startsWith("expired"));
const breaks = (one: Weak): boolean => one.reasons.some((reason) => reason.startsWith("breaks"));

// One alone is mended where he is.
function ofAccounts(some: readonly Weak[]): Pick<Fact, "to" | "act"> {
  const [one] = some;
  const to = some.length === 1 && one ? `/admin/accounts/${encodeURIComponent(one.address)}` : "/admin/accounts";
  return { to, act: { word: "overview-act-passwords", to } };
}

export function passwords(weak: readonly Weak[]): Fact[] {
  const of = (word: string, some: readonly Weak[]): Fact[] => (some.length === 0 ? [] : [{
    key: word, verdict: "warn", word, args: { count: some.length }, more: some.slice(0, NAMED).map((one) => one.address), ...ofAccounts(some),
  }]);
  const facts = [...of("overview-weak", weak.filter(breaks)), ...of("overview-expired", weak.filter(expired))];
  return facts.length > 0 ? facts : [{ key: "passwords", verdict: "ok", word: "overview-passwords", to: "/admin/accounts" }];
}

export function released({ standing, newer, version }: Version): Fact {
  const to = "/admin/about";
  const fact = { key: "release", args: { running: version, version: newer[0]?.version ?? version }, to, act: { word: "overview-act-release", to } };
  switch (standing) {
    case "security update": return { ...fact, verdict: "bad", word: "overview-release-hole" };
    case "update": return { ...fact, verdict: "warn", word: "overview-release-newer" };
    case "newest": return { ...fact, verdict: "ok", word: "overview-release-newest" };
    default: return { ...fact, verdict: "info", word: "overview-release-unknown" };
  }
}
