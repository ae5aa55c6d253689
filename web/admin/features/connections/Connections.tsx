// The open connections of all services; each can be closed.
import type { Rows } from "../../../shared/api/list.ts";
import { dateTime, relative, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { drop } from "./api.ts";
import { isNobodys, servicesOf, stateOf, type Connection } from "./model.ts";

function stateWord(row: Connection): string {
  const state = stateOf(row);
  return state === null ? row.state : t(`connections-state-${state}`);
}

const columns = (): readonly ListColumn<Connection>[] => [
  { key: "service", label: t("connections-service"), track: "6rem", text: (row) => row.service },
  {
    key: "address", label: t("connections-address"), track: "minmax(6rem, 2fr)", text: (row) => row.address,
    cell: (row) => <span class="mono" title={t("connections-from-port", { port: String(row.port) })}>{row.address}</span>,
  },
  {
    key: "account", label: t("connections-account"), track: "minmax(6rem, 2fr)", text: (row) => row.account ?? "",
    wide: true,
    cell: (row) => (isNobodys(row) ? <span class="dim">{t("connections-nobody")}</span> : <span class="mono">{row.account}</span>),
  },
  { key: "state", label: t("connections-state"), track: "minmax(7rem, 2fr)", text: stateWord },
  {
    key: "active", label: t("connections-active"), track: "7rem", text: (row) => dateTime(row.active),
    cell: (row) => relative(row.active, Date.now()),
    order: (row) => Date.parse(row.active), wide: true,
  },
  {
    key: "octets", label: t("connections-octets"), track: "9rem", text: (row) => `${size(row.octets_in)} / ${size(row.octets_out)}`,
    order: (row) => row.octets_in + row.octets_out, end: true, wide: true,
  },
  {
    key: "tls", label: t("connections-tls"), track: "5rem", text: (row) => [row.tls, row.cipher].filter(Boolean).join(" "), wide: true,
    cell: (row) => (row.tls === null ? <span class="dim">{t("connections-plain")}</span> : <span title={row.cipher ?? ""}>{row.tls}</span>),
  },
  {
    key: "since", label: t("connections-since"), track: "7rem", text: (row) => dateTime(row.since), cell: (row) => relative(row.since, Date.now()),
    order: (row) => Date.parse(row.since), wide: true,
  },
  {
    key: "session", label: t("connections-session"), track: "9rem", text: (row) => row.session, wide: true,
    cell: (row) => <span class="mono">{row.session}</span>,
  },
];

const NOBODY = "-";

const filter = (all: readonly Connection[]): Filter<Connection> => ({
  label: t("connections-services"),
  has: (row, value) => (value === NOBODY ? isNobodys(row) : row.service === value),
  chips: [
    { value: "", label: t("connections-all") }, ...servicesOf(all).map((service) => ({ value: service, label: service })),
    { value: NOBODY, label: t("connections-nobody") },
  ],
});

const acts = (): readonly Act<Connection>[] => [
  {
    key: "drop", label: t("connections-drop"), icon: "circle-x", shortcut: "d", danger: true, done: (count) => t("connections-dropped", { count }),
    async run(row) { await drop(row.session); return undefined; },
  },
];

export function Connections({ rows, may, toasts }: { rows: Rows<Connection>; may: boolean; toasts: Toasts }) {
  return (
    <ListView<Connection> name="connections" label={t("connections-open")} rows={rows} columns={columns()} keyOf={(row) => row.session}
      filter={filter(rows.rows.value)} acts={may ? acts() : []} toasts={toasts} order="-since"
      empty={<Empty icon="network" title={t("connections-none")}>{t("connections-none-about")}</Empty>} />
  );
}
