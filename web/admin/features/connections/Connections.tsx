// The open connections of all services; each can be closed, and its address blocked.
import { computed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { dateTime, number, relative, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { drop } from "./api.ts";
import { addressesIn, countsOf, isNobodys, servicesOf, stateOf, type Connection } from "./model.ts";
import "./connections.css";

function stateWord(row: Connection): string {
  const state = stateOf(row);
  return state === null ? row.state : t(`connections-state-${state}`);
}

const Two = ({ first, second, mono = false }: { first: ComponentChildren; second: string; mono?: boolean }) => (
  <span class="connection-two">
    <span class="clip">{first}</span>
    <span class={`dim small clip${mono ? " mono" : ""}`} title={second}>{second}</span>
  </span>
);

const tlsOf = (row: Connection): string => [row.tls, row.cipher].filter(Boolean).join(" ");
const activeWord = (row: Connection): string => relative(row.active, Date.now());

// How many connections an address holds, of those that are here.
type HeldBy = (address: string) => number;

const columns = (heldBy: HeldBy): readonly ListColumn<Connection>[] => [
  {
    key: "service", label: t("connections-service"), track: "7rem", text: (row) => row.service,
    cell: (row) => <span title={row.cipher ?? ""}><Two first={row.service} second={row.tls ?? t("connections-plain")} /></span>,
  },
  { key: "tls", label: t("connections-tls"), track: "0", text: tlsOf, unseen: true },
  {
    key: "address", label: t("connections-address"), track: "minmax(8rem, 2fr)", text: (row) => row.address,
    cell: (row) => <Two first={<span class="mono">{row.address}</span>} second={t("connections-from-port", { port: String(row.port) })} />,
  },
  { key: "port", label: t("connections-port"), track: "0", text: (row) => String(row.port), unseen: true },
  {
    key: "held", label: t("connections-held"), track: "5rem", text: (row) => number(heldBy(row.address)), order: (row) => heldBy(row.address),
    end: true, wide: true,
  },
  {
    key: "account", label: t("connections-account"), track: "minmax(8rem, 2fr)", text: (row) => row.account ?? "",
    wide: true,
    cell: (row) => (isNobodys(row) ? <span class="dim">{t("connections-nobody")}</span> : <span class="mono">{row.account}</span>),
  },
  {
    key: "state", label: t("connections-state"), track: "minmax(9rem, 2fr)", text: stateWord,
    cell: (row) => <Two first={stateWord(row)} second={activeWord(row)} />,
  },
  { key: "active", label: t("connections-active"), track: "0", text: (row) => dateTime(row.active), unseen: true },
  {
    key: "octets", label: t("connections-octets"), track: "10rem", text: (row) => `${size(row.octets_in)} / ${size(row.octets_out)}`,
    order: (row) => row.octets_in + row.octets_out, end: true, wide: true,
  },
  {
    key: "since", label: t("connections-since"), track: "minmax(9rem, 1fr)", text: (row) => dateTime(row.since),
    cell: (row) => <Two first={relative(row.since, Date.now())} second={row.session} mono />,
    order: (row) => Date.parse(row.since), wide: true,
  },
  { key: "session", label: t("connections-session"), track: "0", text: (row) => row.session, unseen: true },
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

const acts = (onBlock: (rows: readonly Connection[]) => void): readonly Act<Connection>[] => [
  {
    key: "drop", label: t("connections-drop"), icon: "circle-x", shortcut: "d", danger: true, done: (count) => t("connections-dropped", { count }),
    async run(row) { await drop(row.session); return undefined; },
  },
  { key: "block", label: t("connections-block"), icon: "ban", shortcut: "b", danger: true, ask: onBlock },
];

export interface ConnectionsProps { rows: Rows<Connection>; may: boolean; toasts: Toasts; go: (path: string) => void }

export function Connections({ rows, may, toasts, go }: ConnectionsProps) {
  useLive(["connection"], () => rows.renew());
  const counts = useMemo(() => computed(() => countsOf(rows.rows.value)), [rows]);
  // For how long and for which services is asked by the form of the page of blocks, which takes one address at a time.
  const block = (some: readonly Connection[]): void => {
    const [address = "", ...others] = addressesIn(some);
    if (others.length > 0) toasts.add(t("connections-block-one"), { kind: "bad" });
    else go(`/admin/ids/blocks?form=add&with=${encodeURIComponent(address)}`);
  };
  return (
    <ListView<Connection> name="connections" label={t("connections-open")} rows={rows} columns={columns((address) => counts.value.get(address) ?? 0)}
      keyOf={(row) => row.session} filter={filter(rows.rows.value)} acts={may ? acts(block) : []} toasts={toasts} order="-since" isTall
      empty={<Empty icon="network" title={t("connections-none")}>{t("connections-none-about")}</Empty>} />
  );
}
