// Who went beyond a limit within the last day, and what became of the message.
import type { Rows } from "../../../shared/api/list.ts";
import { dateTime, number, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import type { Over } from "./model.ts";

const mono = (text: string) => <span class="mono">{text}</span>;
const outcome = ({ until }: Over): string => (until === null ? t("throttles-refused") : t("throttles-waits"));
const untilOf = ({ until }: Over): string => (until === null ? "" : dateTime(until));

const columns = (): readonly ListColumn<Over>[] => [
  { key: "of", label: t("throttles-of"), track: "minmax(8rem, 2fr)", text: (row) => row.of, cell: (row) => mono(row.of) },
  {
    key: "account", label: t("throttles-account"), track: "minmax(8rem, 2fr)", text: (row) => row.account, cell: (row) => mono(row.account),
    wide: true,
  },
  {
    key: "hourly", label: t("throttles-hourly"), track: "7rem", text: (row) => number(row.hourly), order: (row) => row.hourly, end: true,
    wide: true,
  },
  {
    key: "at", label: t("throttles-at"), track: "8rem", text: (row) => dateTime(row.at), cell: (row) => relative(row.at, Date.now()),
    order: (row) => Date.parse(row.at), wide: true,
  },
  {
    key: "outcome", label: t("throttles-outcome"), track: "minmax(8rem, 1fr)", text: outcome,
    cell: (row) => <VerdictMark verdict={row.until === null ? "bad" : "warn"}>{outcome(row)}</VerdictMark>,
  },
  {
    key: "until", label: t("throttles-until"), track: "minmax(11rem, 1fr)", text: untilOf, wide: true,
    order: (row) => (row.until === null ? 0 : Date.parse(row.until)),
  },
];

const filter = (): Filter<Over> => ({
  label: t("throttles-outcome"), has: (row, value) => (row.until === null ? "refused" : "waits") === value,
  chips: [
    { value: "", label: t("throttles-all") }, { value: "waits", label: t("throttles-waits") }, { value: "refused", label: t("throttles-refused") },
  ],
});

export function Lately({ rows, toasts }: { rows: Rows<Over>; toasts: Toasts }) {
  return (
    <ListView<Over> name="throttled" label={t("throttles-lately")} rows={rows} columns={columns()} keyOf={(row) => row.key} filter={filter()}
      toasts={toasts} order="-at" empty={<Empty icon="gauge" title={t("throttles-nobody")}>{t("throttles-nobody-about")}</Empty>} />
  );
}
