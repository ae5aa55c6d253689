// What is served where: the setting net.listeners as a table. Each change is on trial for a minute, which the server keeps.
import { useEffect, useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
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
import { added, changed, isOfKind, isOwn, keyOf, plain, without, type Listener, type Row } from "./model.ts";
import { ListenerStore } from "./store.ts";
import "./listeners.css";

const store = new ListenerStore(LISTENERS_API);

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
    key: "tls", label: t("listeners-tls"), track: "9rem", wide: true, text: (row) => t(`listeners-tls-short-${row.tls}`),
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
  key: "remove", label: t("listeners-remove"), icon: "trash-2", shortcut: "d", danger: true, fits: (row) => !isOwn(row),
  done: (count) => t("listeners-removed", { count }),
  async run(row) { await store.change((all) => without(all, plain(row))); return undefined; },
}];

// Says how long it is until the server takes the change back.
function Trial({ may, onKeep, onBack }: { may: boolean; onKeep: () => void; onBack: () => void }) {
  const trial = store.trial.value;
  const left = store.left.value;
  if (!trial) return null;
  return (
    <div class="trial">
      <Callout verdict="warn" {...(may && left > 0 && { action: <div class="row">
        <Button icon="undo-2" onClick={onBack}>{t("listeners-put-back")}</Button>
        <Button kind="primary" icon="check" onClick={onKeep}>{t("listeners-keep")}</Button>
      </div> })}>
        <span class="strong">{left > 0 ? t("listeners-trial", { name: trial.by, seconds: left }) : t("listeners-trial-over")}</span>
        <span>{t("listeners-trial-why")}</span>
        {store.notes.value.map((note) => <span key={note}>{heard(note)}</span>)}
      </Callout>
    </div>
  );
}

function One({ row, may, onChange }: { row: Row; may: boolean; onChange: () => void }) {
  return (
    <>
      {isOwn(row) && <Callout verdict="info">{t("listeners-own")}</Callout>}
      {may && <div class="row"><Button icon="pencil" onClick={onChange}>{t("listeners-change")}</Button></div>}
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
    store.onEnd = (isBack) => toasts.add(t(isBack ? "listeners-are-back" : "listeners-kept"));
    store.onDue = () => void rows.renew();
    return () => { store.onEnd = store.onDue = () => undefined; };
  }, [rows, toasts]);
  useLive(["setting"], () => rows.renew());
  const submit = async (after: Listener): Promise<void> => {
    const before = opened?.before;
    await store.change((all) => (before ? changed(all, plain(before), after) : added(all, after)));
    await rows.read();
  };
  const end = async (how: Promise<void>, said: string): Promise<void> => {
    await how.then(() => toasts.add(said), (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" }));
    await rows.read();
  };
  return (
    <>
      <PageHead title={t("listeners-title")} about={t("listeners-about")} actions={<>
        <a class="button" href="/admin/certificates">{t("listeners-certificates")}</a>
        {may && <Button kind="primary" icon="plus" onClick={() => open({ before: null })}>{t("listeners-add")}</Button>}
      </>} />
      <Trial may={may} onKeep={() => void end(store.keep(), t("listeners-kept"))}
        onBack={() => void end(store.putBack(), t("listeners-are-back"))} />
      <ListView<Row> name="listeners" label={t("listeners-title")} rows={rows} columns={columns()} keyOf={keyOf}
        titleOf={(row) => `${shortOf(row)} ${row.port}`} filter={filter()} acts={may ? acts() : []} toasts={toasts}
        order="port" aside={(row) => <One row={row} may={may} onChange={() => open({ before: row })} />}
        empty={<Empty icon="network" title={t("listeners-none")} />} />
      <ListenerDialog before={opened?.before ? plain(opened.before) : null} open={opened !== null} onClose={() => open(null)} onSubmit={submit} />
    </>
  );
}
