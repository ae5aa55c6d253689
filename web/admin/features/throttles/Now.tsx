// How much of what each may send in an hour is used up now.
import type { Rows } from "../../../shared/api/list.ts";
import { useOften } from "../../../shared/api/useLive.ts";
import { dateTime, number, percent, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import type { Reached } from "./api.ts";
import { shareOf, verdictOf } from "./model.ts";

const beyond = (row: Reached): string => t(row.action === "reject" ? "throttles-beyond-refused" : "throttles-beyond-waits");

const columns = (): readonly ListColumn<Reached>[] => [
  {
    key: "of", label: t("throttles-of"), track: "minmax(8rem, 2fr)", text: (row) => row.of,
    cell: (row) => <bdi class="mono" title={row.of}>{row.of}</bdi>,
  },
  {
    key: "share", label: t("throttles-share"), track: "7.5rem", text: (row) => percent(shareOf(row)), order: shareOf,
    cell: (row) => <VerdictMark verdict={verdictOf(row)}>{percent(shareOf(row))}</VerdictMark>,
  },
  {
    key: "recipients", label: t("throttles-recipients"), track: "7rem", text: (row) => number(row.recipients), order: (row) => row.recipients,
    end: true, wide: true,
  },
  {
    key: "hourly", label: t("throttles-hourly"), track: "7rem", text: (row) => number(row.hourly), order: (row) => row.hourly, end: true, wide: true,
  },
  { key: "beyond", label: t("throttles-beyond"), track: "minmax(8rem, 1fr)", text: beyond, wide: true },
  {
    key: "until", label: t("throttles-free"), track: "minmax(8rem, 1fr)", text: (row) => dateTime(row.until), order: (row) => Date.parse(row.until),
    cell: (row) => <time dateTime={row.until} title={dateTime(row.until)}>{relative(row.until, Date.now())}</time>, wide: true,
  },
];

const filter = (): Filter<Reached> => ({
  label: t("throttles-share"), has: (row) => verdictOf(row) !== "ok",
  chips: [{ value: "", label: t("throttles-all") }, { value: "near", label: t("throttles-near") }],
});

const OFTEN = 10_000;  // it changes with every message that is sent, and by the time alone

export function Now({ rows, toasts }: { rows: Rows<Reached>; toasts: Toasts }) {
  useOften(OFTEN, () => rows.renew());
  return (
    <ListView<Reached> name="throttles-now" label={t("throttles-now")} rows={rows} columns={columns()} keyOf={(row) => row.of} filter={filter()}
      toasts={toasts} order="-share" empty={<Empty icon="gauge" title={t("throttles-idle")}>{t("throttles-idle-about")}</Empty>} />
  );
}
