// How the states of mail and of destinations are said and drawn.
import { dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { VerdictMark, type Verdict } from "../../../shared/ui/Evidence.tsx";
import type { Group, Health, State } from "./model.ts";

const STATE_SIGNS: Readonly<Record<State, Verdict>> = { "put-off": "warn", fresh: "info", later: "info", held: "warn", quarantine: "bad" };
const HEALTH_SIGNS: Readonly<Record<Health, Verdict>> = { trying: "info", held: "warn", bad: "bad", warn: "warn", ok: "ok" };

export const stateWord = (state: State): string => t(`queue-state-${state}`);
export const healthWord = (health: Health, { late, messages }: Group): string => t(`queue-health-${health}`, { late, messages });

export const StateMark = ({ state }: { state: State }) => <VerdictMark verdict={STATE_SIGNS[state]}>{stateWord(state)}</VerdictMark>;
export const HealthMark = ({ health, group }: { health: Health; group: Group }) =>
  <VerdictMark verdict={HEALTH_SIGNS[health]}>{healthWord(health, group)}</VerdictMark>;

// `waits`: delivery is paused, and nobody knows until when.
export const dueWord = (due: string | null, waits: boolean): string => {
  if (due === null) return t("queue-not-due");
  if (waits) return t("queue-due-paused");
  return Date.parse(due) <= Date.now() ? t("queue-due-now") : relative(due, Date.now());
};
// What was put off from the beginning is said to come in when its time has come.
export const sinceWord = (queued: string): string => (Date.parse(queued) > Date.now() ? t("queue-unknown") : relative(queued, Date.now()));
export const dueText = (due: string | null, waits: boolean): string =>
  (due === null ? t("queue-not-due") : waits ? t("queue-due-paused") : dateTime(due));
export const placeOf = (domain: string): string => domain || t("queue-here");
