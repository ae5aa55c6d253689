// The waiting messages, by what became of them so far.
import { dateTime, number, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import type { Rows } from "../../../shared/api/list.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import type { Session } from "../../session.ts";
import { actsOn } from "./acts.ts";
import { Message } from "./Message.tsx";
import { STATES, type Meant, type Waiting } from "./model.ts";
import { dueText, dueWord, sinceWord, StateMark, stateWord } from "./words.tsx";

const moreOf = ([first = "", ...more]: readonly string[]): string =>
  (more.length === 0 ? first : t("queue-and-more", { first, count: more.length, number: number(more.length) }));

// One that is longer than its line goes on below, from its domain on.
const Address = ({ text }: { text: string }) => {
  const [name = "", ...rest] = text.split("@");
  return <span>{name}{rest.map((part) => <><wbr />@{part}</>)}</span>;
};

const answerOf = (row: Waiting): string => heard(row.answer);
const Answer = ({ text }: { text: string }) => <span class="small" title={text}>{text}</span>;

// What has a home here is delivered also while nothing is sent to other servers.
const waits = (row: Waiting, isPaused: boolean): boolean => isPaused && row.domains.some(Boolean);

const columns = (isPaused: boolean): readonly ListColumn<Waiting>[] => [
  {
    key: "to", label: t("queue-to"), track: "minmax(17rem, 6fr)", narrow: "minmax(8rem, 1fr)", text: (row) => row.to.join(" "),
    cell: (row) => (
      <span class="queue-way">
        <span class="mono clip queue-to" title={row.to.join(" ")}><Address text={moreOf(row.to)} /></span>
        <span class="dim small queue-more">
          <span class="queue-brief"><StateMark state={row.state} /></span>
          <span class="clip" title={row.from}>{t("queue-from-whom", { from: row.from })}</span>
        </span>
      </span>
    ),
  },
  { key: "from", label: t("queue-from"), track: "0", text: (row) => row.from, unseen: true },
  {
    key: "state", label: t("queue-state"), track: "9.5rem", text: (row) => stateWord(row.state), cell: (row) => <StateMark state={row.state} />,
    wide: true,
  },
  {
    key: "answer", label: t("queue-answer"), track: "minmax(8rem, 5fr)", text: answerOf, wide: true, cell: (row) => <Answer text={answerOf(row)} />,
  },
  {
    key: "due", label: t("queue-due"), track: "8.25rem", text: (row) => dueText(row.due, waits(row, isPaused)),
    cell: (row) => dueWord(row.due, waits(row, isPaused)), order: (row) => row.due ?? "~", wide: true,
  },
  {
    key: "since", label: t("queue-since"), track: "8.25rem", text: (row) => dateTime(row.queued), cell: (row) => sinceWord(row.queued),
    order: (row) => Date.parse(row.queued), wide: true,
  },
  {
    key: "size", label: t("queue-size"), track: "5.5rem", text: (row) => size(row.size), order: (row) => row.size, end: true, wide: true,
    yields: true,
  },
  {
    key: "attempts", label: t("queue-attempts"), track: "5rem", text: (row) => number(row.attempts), order: (row) => row.attempts, end: true,
    wide: true,
  },
];

const filter = (): Filter<Waiting> => ({
  label: t("queue-states"), has: (row, value) => row.state === value,
  chips: [{ value: "", label: t("queue-state-all") }, ...STATES.map((state) => ({ value: state, label: stateWord(state) }))],
});

export interface MessagesProps { session: Session; rows: Rows<Waiting>; may: boolean; isPaused: boolean; toasts: Toasts;
  onRedirect: (meant: readonly Meant[], count: number, word: string) => void }

export function Messages({ session, rows, may, isPaused, toasts, onRedirect }: MessagesProps) {
  const meant = ({ id }: Waiting): readonly Meant[] => [{ id }];
  const acts = actsOn<Waiting>({
    meant, fits: (row) => row.state !== "quarantine", isHeld: (row) => row.state === "held", wordOf: (row) => row.to[0] ?? row.id,
    countOf: (some) => some.length, isPaused, redirect: (some, word) => onRedirect(some.flatMap(meant), some.length, word),
  });
  return (
    <ListView<Waiting> name="queue" label={t("queue-messages")} rows={rows} columns={columns(isPaused)} keyOf={(row) => row.id} filter={filter()}
      acts={may ? acts : []} toasts={toasts} order="due" isTall
      aside={(row) => <Message of={row} session={session} isPaused={isPaused} />}
      titleOf={(row) => moreOf(row.to)}
      empty={<Empty icon="circle-check" title={t("queue-none")}>{t("queue-none-about")}</Empty>} />
  );
}
