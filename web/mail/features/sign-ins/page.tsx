// Sign-ins of the last month, with the place they came from: what one does not know is seen here, and what to do about it stands beside it.
import { useMemo } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { country, dateTime } from "../../../shared/i18n/format.ts";
import { has, t } from "../../../shared/i18n/i18n.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout, Empty } from "../../../shared/ui/States.tsx";
import { HOME, type PageProps } from "../../pages.ts";
import { signInsOf } from "./api.ts";
import { gotIn, isOfKind, type Numbered } from "./model.ts";

const serviceOf = (row: Numbered): string => (has(`signins-service-${row.service}`) ? t(`signins-service-${row.service}`) : row.service);
const outcomeOf = (row: Numbered): string => {
  if (gotIn(row)) return t("signins-in");
  return has(`signins-cause-${row.cause}`) ? t(`signins-cause-${row.cause}`) : t("signins-refused");
};

const countryOf = (row: Numbered): string => (row.country ? country(row.country) : "");

// In a window that has no room for the columns the place is here.
const About = ({ row }: { row: Numbered }) => (
  <Facts facts={[
    { label: t("signins-at"), value: dateTime(row.at) },
    { label: t("signins-outcome"), value: outcomeOf(row) },
    { label: t("signins-by"), value: serviceOf(row) },
    { label: t("signins-from"), value: <span class="mono">{row.ip}</span> },
    row.country ? { label: t("signins-country"), value: countryOf(row) } : null,
  ]} />
);

const columns = (): readonly ListColumn<Numbered>[] => [
  { key: "at", label: t("signins-at"), track: "minmax(8rem, 13rem)", text: (row) => dateTime(row.at), order: (row) => Date.parse(row.at) },
  {
    key: "outcome", label: t("signins-outcome"), track: "minmax(8rem, 1.5fr)", text: outcomeOf,
    cell: (row) => <VerdictMark verdict={gotIn(row) ? "ok" : "warn"}>{outcomeOf(row)}</VerdictMark>,
  },
  { key: "service", label: t("signins-by"), track: "minmax(7rem, 1fr)", text: serviceOf, wide: true },
  {
    key: "ip", label: t("signins-from"), track: "minmax(8rem, 1.5fr)", text: (row) => row.ip, cell: (row) => <span class="mono">{row.ip}</span>,
    wide: true,
  },
  { key: "country", label: t("signins-country"), track: "minmax(5rem, 1fr)", text: countryOf, wide: true },
];

const filter = (): Filter<Numbered> => ({
  label: t("signins-kinds"), has: isOfKind, chips: ["", "in", "refused"].map((value) => ({ value, label: t(`signins-kind-${value || "all"}`) })),
});

export default function SignInsPage({ person, toasts }: PageProps) {
  const rows = useMemo(() => new Rows(signInsOf(person.account)), [person.account]);
  return (
    <>
      <PageHead title={t("signins-title")} about={t("signins-about")} />
      <Callout verdict="info" action={<a class="button" href={HOME}>{t("signins-change")}</a>}>{t("signins-strange")}</Callout>
      <ListView<Numbered> name="sign-ins" label={t("signins-title")} rows={rows} columns={columns()} keyOf={(row) => row.id} filter={filter()}
        toasts={toasts} order="-at" aside={(row) => <About row={row} />} empty={<Empty icon="history" title={t("signins-none")} />} />
    </>
  );
}
