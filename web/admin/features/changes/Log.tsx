// The administration log: each act with who did it, to what, and how it ended; and what else administrators are to know.
import { useMemo } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { has, t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { SelectField } from "../../../shared/ui/Field.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { actName } from "../../parts/acts.ts";
import { arrow, changedWords, inWords, valueName } from "../../parts/changed.ts";
import { domainSchema } from "../../people/domainSchema.ts";
import { canRead, type Session } from "../../session.ts";
import { administrationLog } from "./api.ts";
import {
  hasFailed, isOfKind, keyOfLine, kindOf, leftOut, membersOf, peopleOf, subjectOf, valuesIn, whyOf, type LogLine,
} from "./model.ts";
import { People } from "./People.tsx";
import { Values } from "./Values.tsx";
import { When } from "./When.tsx";
import "./changes.css";

// An event that this page does not know yet is told by its own name.
const eventName = (event: string): string => {
  const key = `changes-event-${event.replaceAll(".", "-")}`;
  return has(key) ? t(key) : event;
};
const actOf = (line: LogLine): string => (kindOf(line) === "acts" ? actName(line.name ?? "") : eventName(line.e));
const endName = (end: string): string => (has(`changes-end-${end}`) ? t(`changes-end-${end}`) : end);
const outcomeOf = (line: LogLine): string =>
  (kindOf(line) === "acts" ? endName(line.reason ?? "") : kindOf(line) === "audit" ? String(line.value ?? "") : "");

// A word that means another thing for this event, as the reason of an act is how it ended.
const namedBy = (words: readonly string[], otherwise: string): string => {
  const word = words.find(has);
  return word ? t(word) : otherwise;
};
const memberName = (line: LogLine, member: string): string =>
  namedBy([`changes-member-${line.e.replaceAll(".", "-")}-${member}`, `changes-member-${member}`], member);
function memberText(line: LogLine, member: string, value: string): string {
  if (member === "reason" && kindOf(line) === "acts") return endName(value);
  if (member === "reason" || member === "cause") return heard(value);
  return namedBy([`changes-word-${line.e.replaceAll(".", "-")}-${value}`], value);
}

// On one line; what a line of another event is about stands beside it.
const toldOf = (line: LogLine): string =>
  (line.changes ? changedWords(valuesIn(line)) : valuesIn(line).map((row) => arrow(inWords(row))).join("; "));

const columns = (): readonly ListColumn<LogLine>[] => [
  {
    key: "at", label: t("changes-at"), track: "minmax(6.5rem, 12.5rem)", text: (row) => dateTime(row.t), order: (row) => Date.parse(row.t),
    cell: (row) => <When at={row.t} />,
  },
  { key: "who", label: t("changes-by"), track: "minmax(3.5rem, 1fr)", text: (row) => row.who ?? "" },
  { key: "act", label: t("changes-act"), track: "minmax(8rem, 2fr)", text: actOf },
  { key: "operation", label: t("changes-operation"), track: "0", text: (row) => (kindOf(row) === "acts" ? row.name ?? "" : row.e), unseen: true },
  {
    key: "subject", label: t("changes-subject"), track: "minmax(8rem, 3fr)", text: subjectOf, wide: true,
    cell: (row) => <What subject={subjectOf(row)} told={toldOf(row)} />,
  },
  { key: "changes", label: t("changes-values"), track: "0", text: toldOf, unseen: true },
  {
    key: "outcome", label: t("changes-outcome"), track: "minmax(6rem, 1fr)", text: outcomeOf, wide: true,
    cell: (row) => (hasFailed(row) ? <VerdictMark verdict="bad">{outcomeOf(row)}</VerdictMark> : outcomeOf(row)),
  },
  { key: "why", label: t("changes-why"), track: "minmax(5rem, 1.5fr)", text: (row) => heard(whyOf(row)), wide: true },
];

const What = ({ subject, told }: { subject: string; told: string }) => (
  <span class="changes-what">
    <bdi class="clip">{subject}</bdi>
    {told && <bdi class="clip dim small" title={told}>{told}</bdi>}
  </span>
);

const filter = (): Filter<LogLine> => ({
  label: t("changes-kinds"), has: (line, kind) => (kind === "failed" ? hasFailed(line) : isOfKind(line, kind)),
  chips: ["", "acts", "failed", "settings", "audit", "others"].map((value) => ({ value, label: t(`changes-kind-${value || "all"}`) })),
});

export const SPANS = ["1d", "7d", "30d", ""] as const;

export interface LogProps {
  session: Session; toasts: Toasts; person: string; onPerson: (person: string) => void; since: string; onSince: (since: string) => void;
}

export function Log({ session, toasts, person, onPerson, since, onSince }: LogProps) {
  const seesDomains = canRead(session, "domains");  // else their settings are called by their keys
  const rows = useMemo(() => new Rows(async () => {
    const [items] = await Promise.all([administrationLog(since === "all" ? "" : since), seesDomains && domainSchema()]);
    return { items };
  }), [since, seesDomains]);
  const only = useMemo(() => (person === "" ? undefined : (row: LogLine) => row.who === person), [person]);
  useLive(["setting"], () => rows.renew());
  const choice = (
    <>
      <People people={peopleOf(rows.rows.value.map((row) => row.who))} person={person} onPerson={onPerson} />
      <SelectField bare label={t("changes-since")} value={since} onValue={onSince}
        choices={SPANS.map((value) => ({ value: value || "all", label: t(`changes-since-${value || "all"}`) }))} />
    </>
  );
  return (
    <ListView<LogLine> name="administration-log" label={t("changes-log")} rows={rows} columns={columns()} keyOf={keyOfLine} filter={filter()}
      toasts={toasts} isTall order="-at" titleOf={actOf} choice={choice} {...(only && { only })} aside={(row) => <Line line={row} />}
      empty={<Empty icon="scroll-text" title={t("changes-log-empty")} action={choice} />} />
  );
}

function Line({ line }: { line: LogLine }) {
  const rows = valuesIn(line).map((row) => inWords(row));
  const more = leftOut(line);
  return (
    <>
      <p class="dim">{dateTime(line.t)} · {eventName(line.e)}</p>
      <Members line={line} />
      {rows.length > 0 && <Values label={t("changes-values")} rows={rows} nameOf={kindOf(line) === "others" ? undefined : valueName} />}
      {more > 0 && <p class="dim">{t("changes-more", { count: more, number: number(more) })}</p>}
      {line.own?.filter(saysMore).map((one) => (
        <section key={keyOfLine(one)} class="stack" aria-label={eventName(one.e)}>
          <h3>{eventName(one.e)}</h3>
          <Members line={one} />
        </section>
      ))}
      {[line, ...line.own ?? []].map(({ chain }) => chain && <p key={chain} class="dim small">{t("changes-chain")} <code>{chain}</code></p>)}
    </>
  );
}

// All that it knows is from what to what, which stands above, or it has more to tell.
const saysMore = (line: LogLine): boolean => line.before === undefined;

const Members = ({ line }: { line: LogLine }) => (
  <Facts facts={membersOf(line).map(([member, value]) => ({ label: memberName(line, member), value: memberText(line, member, value) }))} />
);
