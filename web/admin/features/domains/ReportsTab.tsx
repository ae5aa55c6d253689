// What there is to report of a domain: its mail by days, and what others say: who sends in its name, how TLS to it went, of what they complain.
import type { ComponentType } from "preact";
import { useMemo } from "preact/hooks";
import { Rows, type Fetch } from "../../../shared/api/list.ts";
import { date, dateTime, dayOfWorld, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useQuery } from "../../../shared/router/query.ts";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import { Figure } from "../../figures/FiguresPanel.tsx";
import { DOMAIN_PLOTS, type Span } from "../../figures/model.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { complaints, countsOf, dmarcSources, tlsReports } from "./api.ts";
import type { TabProps } from "./DomainPage.tsx";
import type { Complaint, DmarcSource, TlsReport } from "./model.ts";

const KINDS = ["mail", "dmarc", "tls", "complaints"] as const;
type Kind = (typeof KINDS)[number];

// The whole of a list in one answer, each row with a key of its own: reports have none that holds.
type Keyed<Row> = Row & { key: string };
const whole = <Row,>(read: () => Promise<readonly Row[]>): Fetch<Keyed<Row>> => async () =>
  ({ items: (await read()).map((row, index) => ({ ...row, key: String(index + 1) })) });

export function ReportsTab(props: TabProps) {
  const [query, setQuery] = useQuery({ kind: "mail", find: "", show: "", sort: "", at: "" });
  const chosen = KINDS.find((one) => one === query.kind) ?? "mail";
  const Chosen = PARTS[chosen];
  const choose = (kind: Kind): void => setQuery({ kind, find: "", show: "", sort: "", at: "" });
  return (
    <div class="stack">
      <Segmented<Kind> label={t("domains-report-kinds")} bare value={chosen} onChange={choose}
        segments={KINDS.map((value) => ({ value, label: t(`domains-report-${value}`) }))} />
      <p class="dim">{t(`domains-report-${chosen}-about`)}</p>
      <Chosen {...props} />
    </div>
  );
}

const MONTHS: readonly Span[] = ["month", "all"];

function MailByDays({ domain: { name } }: TabProps) {
  const [query, setQuery] = useQuery({ span: "month" });
  const span = MONTHS.find((one) => one === query.span) ?? "month";
  const counts = useLoaded(() => countsOf(name, span), [name, span]);
  return (
    <>
      <Segmented bare label={t("figures-span")} value={span} onChange={(chosen) => setQuery({ span: chosen })}
        segments={MONTHS.map((value) => ({ value, label: t(`figures-span-${value}`) }))} />
      <Shown of={counts} what={t("figures-not-read")} rows={8}>{(known) => (
        <div class="figures">{DOMAIN_PLOTS.map((plot) => <Figure key={plot.key} plot={plot} counts={known} />)}</div>
      )}</Shown>
    </>
  );
}

const dmarcColumns = (): readonly ListColumn<Keyed<DmarcSource>>[] => [
  { key: "source", label: t("domains-source"), track: "minmax(8rem, 1.5fr)", text: (row) => row.source, cell: (row) => <span
    class="mono">{row.source}</span> },
  { key: "messages", label: t("domains-messages"), track: "6.5rem", text: (row) => number(row.messages), order: (row) => row.messages, end: true },
  {
    key: "passed", label: t("domains-proof"), track: "8rem", text: (row) => t(row.passed ? "domains-proven" : "domains-unproven"),
    cell: (row) => <VerdictMark verdict={row.passed ? "ok" : "bad"}>{t(row.passed ? "domains-proven" : "domains-unproven")}</VerdictMark>,
  },
  { key: "dkim", label: "DKIM", track: "5rem", text: (row) => row.dkim, wide: true },
  { key: "spf", label: "SPF", track: "5rem", text: (row) => row.spf, wide: true },
  { key: "from", label: t("domains-from"), track: "minmax(6rem, 1fr)", text: (row) => row.from, wide: true },
  { key: "last", label: t("domains-last"), track: "7rem", text: (row) => dayOfWorld(row.last), order: (row) => row.last, wide: true },
];

function Dmarc({ domain: { name }, toasts }: TabProps) {
  const rows = useMemo(() => new Rows(whole(() => dmarcSources(name))), [name]);
  return (
    <ListView<Keyed<DmarcSource>> name={`dmarc-${name}`} kind="dmarc" label={t("domains-report-dmarc")} rows={rows} columns={dmarcColumns()}
      keyOf={(row) => row.key}
      toasts={toasts} order="-messages" titleOf={(row) => row.source}
      filter={{
        label: t("domains-proof"), has: (row, value) => row.passed === (value === "proven"),
        chips: ["", "proven", "unproven"].map((value) => ({ value, label: t(`domains-${value || "all"}`) })),
      }}
      aside={(row) => <Facts facts={[
        { label: t("domains-disposition"), value: row.disposition }, { label: t("domains-signed-by"), value: row.signed_by.join(", ") },
        { label: t("domains-reported-by"), value: row.reported_by.join(", ") }, { label: t("domains-first"), value: dateTime(row.first) },
        { label: t("domains-last"), value: dateTime(row.last) },
      ]} />}
      empty={<Empty icon="file-text" title={t("domains-no-reports")}>{t("domains-no-dmarc")}</Empty>} />
  );
}

const tlsColumns = (): readonly ListColumn<Keyed<TlsReport>>[] => [
  { key: "from", label: t("domains-reported-by"), track: "minmax(7rem, 1.5fr)", text: (row) => row.from, cell: (row) => <bdi>{row.from}</bdi> },
  { key: "begin", label: t("domains-day"), track: "7rem", text: (row) => dayOfWorld(row.begin), order: (row) => row.begin },
  { key: "policy", label: t("domains-policy"), track: "6rem", text: (row) => row.policy, wide: true },
  { key: "successes", label: t("domains-successes"), track: "6rem", text: (row) => number(row.successes), order: (row) => row.successes, end: true,
    wide: true },
  {
    key: "failures", label: t("domains-failures"), track: "6.5rem", text: (row) => number(row.failures), order: (row) => row.failures, end: true,
    cell: (row) => <span class={row.failures > 0 ? "bad strong" : ""}>{number(row.failures)}</span>,
  },
];

function Tls({ domain: { name }, toasts }: TabProps) {
  const rows = useMemo(() => new Rows(whole(() => tlsReports(name))), [name]);
  return (
    <ListView<Keyed<TlsReport>> name={`tls-${name}`} kind="tls" label={t("domains-report-tls")} rows={rows}
      columns={tlsColumns()} keyOf={(row) => row.key} toasts={toasts} order="-begin" titleOf={(row) => row.from}
      aside={(row) => <Facts facts={[
        { label: t("domains-details"), value: row.details || t("domains-no-details") }, { label: t("domains-contact"), value: row.contact },
        { label: t("domains-report-id"), value: row.report }, { label: t("domains-first"), value: dateTime(row.begin) },
        { label: t("domains-last"), value: dateTime(row.end) },
      ]} />}
      empty={<Empty icon="file-text" title={t("domains-no-reports")}>{t("domains-no-tls")}</Empty>} />
  );
}

const complaintColumns = (): readonly ListColumn<Keyed<Complaint>>[] => [
  { key: "at", label: t("domains-day"), track: "7rem", text: (row) => date(row.at), order: (row) => row.at },
  { key: "kind", label: t("domains-complaint-kind"), track: "7rem", text: (row) => row.kind },
  { key: "from", label: t("domains-from"), track: "minmax(8rem, 1.5fr)", text: (row) => row.from, cell: (row) => <bdi>{row.from}</bdi> },
  { key: "subject", label: t("domains-subject"), track: "minmax(8rem, 2fr)", text: (row) => row.subject, cell: (row) => <bdi>{row.subject}</bdi>,
    wide: true },
  { key: "by", label: t("domains-reported-by"), track: "minmax(6rem, 1fr)", text: (row) => row.reported_by, wide: true },
];

function Complaints({ domain: { name }, toasts }: TabProps) {
  const rows = useMemo(() => new Rows(whole(() => complaints(name))), [name]);
  return (
    <ListView<Keyed<Complaint>> name={`complaints-${name}`} kind="complaints" label={t("domains-report-complaints")} rows={rows}
      columns={complaintColumns()} keyOf={(row) => row.key} toasts={toasts} order="-at" titleOf={(row) => row.subject || row.kind}
      aside={(row) => <Facts facts={[
        { label: t("domains-source"), value: row.source }, { label: t("domains-mail-from"), value: row.mail_from },
        { label: t("domains-message-id"), value: row.message }, { label: t("domains-failure"), value: row.failure || t("domains-no-details") },
        { label: t("domains-incidents"), value: number(row.incidents) },
      ]} />}
      empty={<Empty icon="file-text" title={t("domains-no-complaints")}>{t("domains-no-complaints-about")}</Empty>} />
  );
}

const PARTS: Readonly<Record<Kind, ComponentType<TabProps>>> = { mail: MailByDays, dmarc: Dmarc, tls: Tls, complaints: Complaints };
