// Waiting mail by what it has in common: where it goes, who has sent it, what was answered.
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import type { Rows } from "../../../shared/api/list.ts";
import type { CutWords } from "../../../shared/list/Beyond.tsx";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { actsOn } from "./acts.ts";
import { healthOf, meantBy, messagesIn, wordFor, type Group, type GroupKind, type Meant } from "./model.ts";
import { dueText, dueWord, HealthMark, healthWord, sinceWord } from "./words.tsx";

const oldestOf = (row: Group): string => (row.oldest === null ? t("queue-unknown") : sinceWord(row.oldest));

const OF_MESSAGES: CutWords<Group> = {
  all: (rows) => t("queue-cut", { number: number(messagesIn(rows)) }), here: (rows) => t("queue-cut-here", { number: number(messagesIn(rows)) }),
  found: (rows) => t("queue-cut-found", { number: number(messagesIn(rows)) }),
};

type Waits = (row: Group) => boolean;

const columns = (kind: GroupKind, nameOf: (row: Group) => string, waits: Waits): readonly ListColumn<Group>[] => [
  {
    key: "name", label: t(`queue-by-${kind}`), track: "minmax(8rem, 3fr)", text: nameOf, cell: (row) => <span class="mono">{nameOf(row)}</span>,
  },
  { key: "messages", label: t("queue-messages"), track: "8rem", text: (row) => number(row.messages), order: (row) => row.messages, end: true },
  {
    key: "oldest", label: t("queue-oldest"), track: "8rem", cell: oldestOf,
    text: (row) => (row.oldest === null ? t("queue-unknown") : dateTime(row.oldest)),
    order: (row) => (row.oldest === null ? Infinity : Date.parse(row.oldest)), wide: true,
  },
  {
    key: "next", label: t("queue-due"), track: "9.75rem", text: (row) => dueText(row.next, waits(row)),
    cell: (row) => dueWord(row.next, waits(row)),
    order: (row) => row.next ?? "~", wide: true,
  },
  {
    key: "health", label: t("queue-health"), track: "minmax(9rem, 2fr)", text: (row) => healthWord(healthOf(row), row),
    cell: (row) => <HealthMark health={healthOf(row)} group={row} />, wide: true,
  },
];

export interface GroupsProps {
  kind: GroupKind;
  rows: Rows<Group>;
  may: boolean;
  isPaused: boolean;
  toasts: Toasts;
  nameOf: (row: Group) => string;
  onRedirect: (meant: readonly Meant[], count: number, word: string) => void;
}

export function Groups({ kind, rows, may, isPaused, toasts, nameOf, onRedirect }: GroupsProps) {
  const meant = (row: Group): readonly Meant[] => meantBy(kind, row);
  const waits: Waits = (row) => isPaused && !(kind === "destinations" && row.key === "");
  const countOf = (some: readonly Group[]): number => some.reduce((sum, one) => sum + one.messages - one.quarantined, 0);
  const acts = actsOn<Group>({
    meant, fits: (row) => meant(row).length > 0, isHeld: (row) => healthOf(row) === "held", wordOf: (row) => wordFor(kind, row), countOf,
    isPaused, redirect: (some, word) => onRedirect(some.flatMap(meant), countOf(some), word),
  });
  return (
    <ListView<Group> name={`queue-${kind}`} label={t(`queue-tab-${kind}`)} rows={rows} columns={columns(kind, nameOf, waits)} keyOf={(row) => row.key}
      acts={may ? acts : []} toasts={toasts} order="-messages" isSummed cutWords={kind === "destinations" ? undefined : OF_MESSAGES}
      aside={(row) => <About row={row} name={nameOf(row)} waits={waits(row)} />}
      titleOf={nameOf} empty={<Empty icon="circle-check" title={t("queue-none")}>{t("queue-none-about")}</Empty>} />
  );
}

function About({ row, name, waits }: { row: Group; name: string; waits: boolean }) {
  return (
    <>
      <HealthMark health={healthOf(row)} group={row} />
      <Facts facts={[
        { label: t("queue-messages"), value: number(row.messages) },
        row.recipients > 0 ? { label: t("queue-recipients"), value: number(row.recipients) } : null,
        { label: t("queue-oldest"), value: oldestOf(row) },
        { label: t("queue-due"), value: dueWord(row.next, waits) },
        row.answer ? { label: t("queue-answer"), value: <span class="mono">{heard(row.answer)}</span> } : null,
      ]} />
      {row.key && <a href={`/admin/queue?find=${encodeURIComponent(name.replaceAll("…", " ").trim())}`}>{t("queue-show-messages")}</a>}
    </>
  );
}
