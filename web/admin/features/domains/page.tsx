// The domains: all that one sees, or the one that the address names.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { date, number, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useOpening } from "../../../shared/router/opening.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { changeDomain, createDomain, domains } from "./api.ts";
import { DomainPage, pathOfDomain } from "./DomainPage.tsx";
import { ceilingOf, inBoth, isOfState, spelled, type Domain, type DomainRow } from "./model.ts";

export default function DomainsPage(props: PageProps) {
  const name = props.params["name"] ?? "";
  return name ? <DomainPage key={name} {...props} name={name} tab={props.params["tab"] ?? ""} /> : <DomainList {...props} />;
}

const ofMost = (count: number, most: number): string => (most > 0 ? `${number(count)} / ${number(most)}` : number(count));
const statusText = (row: DomainRow): string => t(`people-status-${row.status}`);

function storageText(row: DomainRow): string {
  const most = ceilingOf(row);
  return most === null ? size(row.used_bytes) : `${size(row.used_bytes)} / ${size(most)}`;
}

// How much, and under it what it may be at most.
function Held({ row }: { row: DomainRow }) {
  const most = ceilingOf(row);
  return (
    <span class="people-held" title={storageText(row)}>
      <span>{size(row.used_bytes)}</span>
      {most !== null && <span class="dim small">{t("domains-of-ceiling", { most: size(most) })}</span>}
    </span>
  );
}

// As people write it, and under it what the DNS has.
function NameCell({ row }: { row: DomainRow }) {
  const said = spelled(row);
  const name = <bdi class={row.status === "disabled" ? "dim" : "strong"}>{said || row.name}</bdi>;
  return said ? <span class="people-held" title={inBoth(row)}>{name}<bdi class="dim small">{row.name}</bdi></span> : name;
}

const columns = (): readonly ListColumn<DomainRow>[] => [
  {
    key: "name", label: t("domains-name"), track: "minmax(8rem, 3fr)", text: inBoth, order: (row) => row.name,
    cell: (row) => <NameCell row={row} />,
  },
  {
    key: "others", label: t("domains-other-names"), track: "minmax(5.5rem, 1fr)", text: (row) => row.other_names.join(", "),
    cell: (row) => <bdi>{row.other_names.join(", ")}</bdi>, wide: true,
  },
  {
    key: "status", label: t("people-status"), track: "7rem", text: statusText,
    cell: (row) => <VerdictMark verdict={row.status === "active" ? "ok" : "info"}>{statusText(row)}</VerdictMark>,
  },
  {
    key: "accounts", label: t("domains-accounts"), track: "5rem", text: (row) => ofMost(row.accounts, row.most_accounts),
    order: (row) => row.accounts, end: true, wide: true,
  },
  {
    key: "aliases", label: t("domains-aliases"), track: "5rem", text: (row) => ofMost(row.aliases, row.most_aliases),
    order: (row) => row.aliases, end: true, wide: true,
  },
  {
    key: "storage", label: t("people-storage"), track: "minmax(5.5rem, 1fr)", text: storageText, order: (row) => row.used_bytes, wide: true,
    cell: (row) => <Held row={row} />,
  },
  { key: "factor", label: t("people-factor"), track: "8rem", text: (row) => t(`domains-second_factor-${row.second_factor}`), wide: true },
  {
    key: "drift", label: t("domains-drift"), track: "6.5rem", text: (row) => (row.drift ? t("domains-drifted", { count: row.drift }) : ""),
    cell: (row) => row.drift > 0 && <span class="mark drift">{t("domains-drifted", { count: row.drift })}</span>, order: (row) => row.drift,
      wide: true,
  },
  { key: "created", label: t("domains-created"), track: "7rem", text: (row) => date(row.created), order: (row) => row.created, wide: true },
];

const filter = (): Filter<DomainRow> => ({
  label: t("domains-states"), has: isOfState,
  chips: ["", "disabled", "drifted", "empty"].map((value) => ({ value, label: t(`domains-state-${value || "all"}`) })),
});

const turn = (row: DomainRow, active: boolean): Promise<void> => changeDomain(row.name, { active: active ? "on" : "off" });

const acts = (): readonly Act<DomainRow>[] => [
  {
    key: "disable", label: t("domains-disable"), icon: "ban", fits: (row) => row.status === "active", done: (count) => t("domains-disabled", {
      count }),
    async run(row) { await turn(row, false); return () => turn(row, true); },
  },
  {
    key: "enable", label: t("domains-enable"), icon: "play", fits: (row) => row.status === "disabled", done: (count) => t("domains-enabled", {
      count }),
    async run(row) { await turn(row, true); return () => turn(row, false); },
  },
];

function DomainList({ session, toasts, go }: PageProps) {
  const rows = useMemo(() => new Rows(domains(), domains), []);
  useLive(["domain", "account", "alias"], () => rows.renew());  // it counts them
  // New domains, and what is set in them, are for who administers the whole server.
  const may = canChange(session, "domains") && session.domains === null;
  const [isAdding, add] = useOpening("add", may);
  return (
    <>
      <PageHead title={t("domains-title")} about={t("domains-about")}
        actions={may && <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("domains-add")}</Button>} />
      <ListView<DomainRow> name="domains" label={t("domains-title")} rows={rows} columns={columns()} keyOf={(row) => row.name} filter={filter()}
        acts={may ? acts() : []} toasts={toasts} order="name" onOpen={(row) => go(pathOfDomain(row.name))}
        empty={<Empty icon="globe" title={t("domains-none")}
          action={may && <Button kind="primary" icon="plus"
            onClick={() => add(true)}>{t("domains-add")}</Button>}>{t("domains-none-about")}</Empty>} />
      <NewDomain open={isAdding} onClose={() => add(false)} onDone={(made) => {
        toasts.add(t("domains-made", { name: inBoth(made) }));
        go(pathOfDomain(made.name));
      }} />
    </>
  );
}

function NewDomain({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: (made: Domain) => void }) {
  const [name, setName] = useState("");
  const submit = async (): Promise<void> => { onDone(await createDomain(name.trim())); setName(""); };
  return (
    <FormDialog title={t("domains-add")} open={open} onClose={onClose} verb={t("domains-add-verb")} onSubmit={submit}>
      {(refused) => (
        <>
          <TextField label={t("domains-name")} help={t("domains-name-help")} value={name} onValue={setName} error={refused("name")} first required
            spellcheck={false} autocapitalize="off" autocomplete="off" />
          <p class="dim small">{t("domains-begins-with")}</p>
        </>
      )}
    </FormDialog>
  );
}
