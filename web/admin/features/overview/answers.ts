// The three answers, each from the parts that may be asked for. A part that could not be read is no good news.
import type { Problem } from "../../../shared/api/problem.ts";
import { attacks } from "./attacks.ts";
import {
  answerOf, blocked, certified, connected, findings, needs, passwords, quarantined, queued, released, scarce, silent, stopped, taken, together,
  worstOf, type Answer, type Fact,
} from "./model.ts";
import type { Sources } from "./sources.ts";

interface Asked<T> { data: T | null; problem: Problem | null; read: () => Promise<void> }

// `what`: the key of what is said when it could not be read. Facts are null while they come.
export interface Part { what: string; problem: Problem | null; read: () => Promise<void>; facts: readonly Fact[] | null }

function part<T>(what: string, of: Asked<T> | null, facts: (data: T) => readonly Fact[]): Part[] {
  if (of === null) return [];
  const { data, problem, read } = of;
  return [{ what, problem, read, facts: data === null ? null : facts(data) }];
}

// What the audit finds and another part of the page tells more exactly, where that part may be read.
const TOLD_BY_SYSTEM = ["certificates.in-date", "certificates.soon", "system.version", "system.newest", "system.scanners", "system.disk"];
const TOLD_BY_QUEUE = ["settings.delivery.paused"];

export function safeParts({ audited, blocks, queue, status }: Sources): Part[] {
  const told = [...status === null ? [] : TOLD_BY_SYSTEM, ...queue === null ? [] : TOLD_BY_QUEUE];
  return [
    ...part("overview-unread-audit", audited, ({ report }) => findings(report).filter((fact) => !told.includes(fact.key))),
    ...part("overview-unread-blocks", blocks, (all) => [blocked(all.blocks.length, all.isMore)]),
  ];
}

// Who is kept out is told by itself; what is told here is whether it is more than ever.
const attackParts = ({ counted, blocks }: Sources, now: number): Part[] =>
  part("overview-unread-attacks", counted, (counts) => attacks(counts, blocks?.data?.blocks ?? [], now));

// Who may ask neither for the queue nor for the server is not answered by the connections alone.
export function mailParts({ queue, connections, status }: Sources, now: number): Part[] {
  if (queue === null && status === null) return [];
  return [
    ...part("overview-unread-status", status, (one) => [taken(one)]),
    ...part("overview-unread-queue", queue, ({ lines, paused }) => [...stopped(paused), ...queued(lines, now)]),
    ...part("overview-unread-connections", connections, (all) => [connected(all)]),
  ];
}

export function needParts(sources: Sources, now: number): Part[] {
  const { certificates, quarantine, status, weak, version } = sources;
  return [
    ...attackParts(sources, now),
    // That it could not be read is told where mail is.
    ...part("overview-unread-status", status?.problem ? null : status, (one) => [...scarce(one), ...silent(one)]),
    ...part("overview-unread-certificates", certificates, (all) => [certified(all, now)]),
    ...part("overview-unread-quarantine", quarantine, (held) => [quarantined(held)]),
    ...part("overview-unread-passwords", weak, passwords),
    ...part("overview-unread-version", version, (one) => [released(one)]),
  ];
}

// All of it: what needs somebody is counted once, wherever on the page it is told.
export const wholeAnswer = (sources: Sources, now: number): Answer | null =>
  together([safeParts(sources), mailParts(sources, now), needParts(sources, now)].map(answerTo));

// What the other two questions come to, where it needs somebody: so that the third lists all that the headline counts.
export function elsewhere(sources: Sources, now: number): Fact[] {
  const of = (key: string, parts: readonly Part[], to: string): Fact[] => {
    const answer = answerTo(parts);
    return !answer || answer.count === 0 ? [] : [{ key, verdict: answer.verdict, word: `overview-need-${key}`, args: { count: answer.count }, to }];
  };
  return [...of("safe", safeParts(sources), "/admin/audit"), ...of("mail", mailParts(sources, now), "/admin/queue")];
}

// Null while anything is still to come: an answer is not given before it is known.
export function answerTo(parts: readonly Part[]): Answer | null {
  const unread = parts.filter((one) => one.problem !== null).length;
  if (parts.some((one) => one.facts === null && one.problem === null)) return null;
  const { verdict, count } = answerOf(parts.flatMap((one) => (one.problem === null ? one.facts ?? [] : [])));
  return { verdict: unread > 0 && verdict === "ok" ? "warn" : verdict, count: count + unread };
}

// Whoever is attacked is not as safe as his settings are. The attack is told, and counted, among what needs somebody.
export function safeAnswer(sources: Sources, now: number): { answer: Answer | null; isAttacked: boolean } {
  const parts = attackParts(sources, now);
  const attack = answerTo(parts);
  const answer = attack && together([answerTo(safeParts(sources)), { verdict: attack.verdict, count: 0 }]);
  return { answer, isAttacked: parts.some(({ facts }) => facts?.some(needs)) };
}

// Of all that needs somebody the worst; an attack, which will not wait, before what is as bad.
export function mendNext(sources: Sources, now: number): Fact | undefined {
  const parts = [attackParts(sources, now), safeParts(sources), mailParts(sources, now), needParts(sources, now)].flat();
  return worstOf(parts.flatMap(({ facts, problem }) => (problem === null ? facts ?? [] : [])));
}
