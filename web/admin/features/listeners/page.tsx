// What is served where: the setting net.listeners as a table. Each change is on trial for a minute.
import { useEffect, useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout, Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { LISTENERS_API } from "./api.ts";
import { ListenerDialog } from "./ListenerDialog.tsx";
import { added, changed, isOfKind, keyOf, plain, without, type Listener, type Row } from "./model.ts";
import { ListenerStore } from "./store.ts";
import "./listeners.css";

const store = new ListenerStore(LISTENERS_API, () => location.port);

const tlsOf = (row: Row): string => t(`listeners-tls-${row.tls}`);
const rolesOf = (row: Row): string =>
  (row.service !== "api" ? "" : row.roles.length === 0 ? t("listeners-roles-all") : row.roles.map((role) => t(`listeners-role-${role}`)).join(", "));
const shortOf = (row: Row): string => t(`listeners-short-${row.service}`);
const stateOf = (row: Row): string => (row.door ? t("listeners-open") : t("listeners-closed"));
const State = ({ row }: { row: Row }) => <VerdictMark verdict={row.door ? "ok" : "warn"}>{stateOf(row)}</VerdictMark>;

const columns = (): readonly ListColumn<Row>[] => [
  {
    key: "service", label: t("listeners-service"), track: "minmax(6rem, 3fr)",
    text: (row) => `${shortOf(row)} ${t(`listeners-service-${row.service}`)}`,
    cell: (row) => <><span class="strong">{shortOf(row)}</span> <span class="dim">{t(`listeners-service-${row.service}`)}</span></>,
  },
  {
    key: "address", label: t("listeners-address"), track: "minmax(7rem, 1.5fr)", wide: true, text: (row) => row.address,
    cell: (row) => <span class="mono">{row.address}</span>,
  },
  {
    key: "port", label: t("listeners-port"), track: "5rem", end: true, text: (row) => String(row.port), order: (row) => row.port,
    cell: (row) => <span class="mono">{row.port}</span>,
  },
  {
    key: "tls", label: t("listeners-tls"), track: "8rem", wide: true, text: (row) => t(`listeners-tls-short-${row.tls}`),
    cell: (row) => <VerdictMark verdict={row.tls === "none" ? "warn" : "ok"}>{t(`listeners-tls-short-${row.tls}`)}</VerdictMark>,
  },
  { key: "roles", label: t("listeners-roles"), track: "minmax(6rem, 1.5fr)", wide: true, text: rolesOf },
  {
    key: "sessions", label: t("listeners-sessions"), track: "6rem", wide: true, end: true, text: (row) => number(row.door?.sessions ?? 0),
    order: (row) => row.door?.sessions ?? 0,
  },
  { key: "state", label: t("listeners-state"), track: "7rem", text: stateOf, cell: (row) => <State row={row} /> },
];

const filter = (): Filter<Row> => ({
  label: t("listeners-kinds"), has: isOfKind,
  chips: ["", "mail", "web", "plain", "closed"].map((value) => ({ value, label: t(`listeners-kind-${value || "all"}`) })),
});

const acts = (): readonly Act<Row>[] => [{
  key: "remove", label: t("listeners-remove"), icon: "trash-2", shortcut: "x", danger: true, fits: (row) => !row.isOwn,
  done: (count) => t("listeners-removed", { count }),
  async run(row) { await store.change((all) => without(all, plain(row))); return undefined; },
}];

// Says how long it is until the change is taken back, and that it takes this window for it.
function Trial({ onKeep, onBack }: { onKeep: () => void; onBack: () => void }) {
  const left = store.left.value;
  const isOn = left !== null;
  useEffect(() => {
    if (!isOn) return;
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [isOn]);
  if (left === null) return null;
  return (
    <div class="trial">
      <Callout verdict="warn" action={<div class="row">
        <Button icon="undo-2" onClick={onBack}>{t("listeners-put-back")}</Button>
        <Button kind="primary" icon="check" onClick={onKeep}>{t("listeners-keep")}</Button>
      </div>}>
        <span class="strong">{t("listeners-trial", { seconds: left })}</span>
        <span>{t("listeners-trial-why")}</span>
        {store.notes.value.map((note) => <span key={note}>{note}</span>)}
      </Callout>
    </div>
  );
}

function One({ row, may, onChange }: { row: Row; may: boolean; onChange: () => void }) {
  return (
    <>
      {row.isOwn && <Callout verdict="info">{t("listeners-own")}</Callout>}
      {may && !row.isOwn && <div class="row"><Button icon="pencil" onClick={onChange}>{t("listeners-change")}</Button></div>}
      <Facts facts={[
        { label: t("listeners-service"), value: t(`listeners-service-${row.service}`) },
        { label: t("listeners-address"), value: <span class="mono">{row.address}</span> },
        { label: t("listeners-port"), value: <span class="mono">{row.port}</span> },
        { label: t("listeners-tls"), value: tlsOf(row) },
        row.service === "api" ? { label: t("listeners-roles"), value: rolesOf(row) } : null,
        { label: t("listeners-certificate"), value: row.certificate || t("listeners-certificate-by-name") },
        { label: t("listeners-host-names"), value: row.host_names.join(", ") || t("listeners-any-name") },
        { label: t("listeners-proxies"), value: row.proxies.join(", ") || t("listeners-no-proxies") },
        { label: t("listeners-most"), value: number(row.max_connections) },
        { label: t("listeners-sessions"), value: number(row.door?.sessions ?? 0) },
        { label: t("listeners-state"), value: <State row={row} /> },
      ]} />
      <p><a href="/admin/certificates">{t("listeners-certificates")}</a></p>
    </>
  );
}

export default function ListenersPage({ session, toasts }: PageProps) {
  const [opened, open] = useState<{ before: Row | null } | null>(null);
  const rows = useMemo(() => new Rows<Row>(async () => ({ items: await store.rows() })), []);
  const may = canChange(session, "system");
  useEffect(() => {
    store.onOutcome = (outcome) => {
      if (outcome.kind === "back") toasts.add(t("listeners-are-back"));
      else toasts.add(t("listeners-not-back", { why: outcome.problem.message }), { kind: "bad" });
      void rows.read();
    };
  }, [rows, toasts]);
  const submit = async (after: Listener): Promise<void> => {
    const before = opened?.before;
    await store.change((all) => (before ? changed(all, plain(before), after) : added(all, after)));
    await rows.read();
  };
  return (
    <>
      <PageHead title={t("listeners-title")} about={t("listeners-about")} actions={<>
        <a class="button" href="/admin/certificates">{t("listeners-certificates")}</a>
        {may && <Button kind="primary" icon="plus" onClick={() => open({ before: null })}>{t("listeners-add")}</Button>}
      </>} />
      <Trial onKeep={() => { store.keep(); toasts.add(t("listeners-kept")); }} onBack={() => void store.putBack()} />
      <ListView<Row> name="listeners" label={t("listeners-title")} rows={rows} columns={columns()} keyOf={keyOf}
        titleOf={(row) => `${shortOf(row)} ${row.port}`} filter={filter()} acts={may ? acts() : []} toasts={toasts}
        order="port" aside={(row) => <One row={row} may={may} onChange={() => open({ before: row })} />}
        empty={<Empty icon="network" title={t("listeners-none")} />} />
      <ListenerDialog before={opened?.before ? plain(opened.before) : null} open={opened !== null} onClose={() => open(null)} onSubmit={submit} />
    </>
  );
}
