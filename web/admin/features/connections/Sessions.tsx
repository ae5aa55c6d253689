// Who has signed in to the pages and the API: one session ends, or all of whose it is.
import type { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { browserOf } from "../../../shared/sessions/words.ts";
import { signIn } from "../../session.ts";
import { endSession, endSessions } from "./api.ts";
import { kindOf, whoseOf, type Session } from "./model.ts";

const kindWord = (row: Session): string => t(`connections-kind-${kindOf(row)}`);

const nameOf = (row: Session): string => (row.current ? t("sessions-this-one", { name: whoseOf(row) }) : whoseOf(row));
const browserIn = ({ agent }: Session): string => (agent ? browserOf(agent) : "");

const columns = (): readonly ListColumn<Session>[] => [
  {
    key: "who", label: t("connections-who"), track: "minmax(8rem, 2fr)", text: nameOf, cell: (row) => <span class="mono">{nameOf(row)}</span>,
  },
  { key: "kind", label: t("connections-kind"), track: "minmax(7rem, 1fr)", text: kindWord },
  {
    key: "by", label: t("connections-by"), track: "minmax(6rem, 2fr)", wide: true,
    text: (row) => (kindOf(row) === "in-name" ? `${row.administrator}: ${row.reason}` : ""),
  },
  { key: "from", label: t("connections-address"), track: "minmax(7rem, 1fr)", text: (row) => row.from, wide: true },
  { key: "browser", label: t("connections-browser"), track: "minmax(6rem, 1fr)", text: browserIn, wide: true },
  {
    key: "seen", label: t("sessions-seen"), track: "minmax(5rem, 8rem)", text: (row) => dateTime(row.seen),
    cell: (row) => relative(row.seen, Date.now()), order: (row) => Date.parse(row.seen), wide: true,
  },
  {
    key: "began", label: t("connections-began"), track: "minmax(5rem, 8rem)", text: (row) => dateTime(row.began),
    cell: (row) => relative(row.began, Date.now()), order: (row) => Date.parse(row.began), wide: true,
  },
];

const filter = (): Filter<Session> => ({
  label: t("connections-kinds"), has: (row, value) => kindOf(row) === value,
  chips: [
    { value: "", label: t("connections-all") },
    ...(["administrators", "users", "in-name"] as const).map((value) => ({ value, label: t(`connections-kind-${value}`) })),
  ],
});

// Whoever ends all of his own is asked for it: he has to sign in again. Of one it is seen whether it is this one, and if it is, the page asks
// who he is and loses nothing.
const acts = (own: string): readonly Act<Session>[] => [
  {
    key: "end-one", label: t("connections-end-one"), icon: "log-out", shortcut: "e", danger: true,
    done: (count) => t("connections-ended-one", { count }),
    async run(row) { await endSession(row.id); return undefined; },
  },
  {
    key: "end", label: t("connections-end"), icon: "users", danger: true, done: (count) => t("connections-ended", { count }),
    async run(row) {
      await endSessions(whoseOf(row));
      if (whoseOf(row) === own) signIn();
      return undefined;
    },
    confirm: (rows) => (rows.some((row) => whoseOf(row) === own)
      ? { title: t("connections-end-own"), text: t("connections-end-own-why"), word: own } : null),
  },
];

export interface SessionsProps { rows: Rows<Session>; may: boolean; own: string; toasts: Toasts }

export function Sessions({ rows, may, own, toasts }: SessionsProps) {
  useLive(["session"], () => rows.renew());
  return (
    <ListView<Session> name="sessions" label={t("connections-sessions")} rows={rows} columns={columns()} keyOf={(row) => row.id} filter={filter()}
      acts={may ? acts(own) : []} toasts={toasts} order="-began" empty={<Empty icon="users" title={t("connections-no-sessions")} />} />
  );
}
