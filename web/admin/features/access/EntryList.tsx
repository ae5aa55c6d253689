// The allow list and the deny list: each network, what it is spared, since when it hits, and whom to ask about it.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { date, dateTime, number, relative } from "../../../shared/i18n/format.ts";
import { has, t } from "../../../shared/i18n/i18n.ts";
import type { Act, Back } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useWayBack } from "../../../shared/list/useWayBack.tsx";
import { useOpening } from "../../../shared/router/opening.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout, Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { allowed, denied, putBack, removeEntry } from "./api.ts";
import { EntryDialog } from "./EntryDialog.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import { dangerOf, isEverywhere, isOfSort, rankOf, sendsFreely, SPARED, type Entry, type Side } from "./model.ts";

const sparedOf = (what: string): string => (has(`access-spared-${what}`) ? t(`access-spared-${what}`) : what);
const untilOf = (entry: Entry): string => (entry.until === null ? t("access-for-good") : relative(entry.until, Date.now()));
const servicesOf = (entry: Entry): string => (isEverywhere(entry.services) ? t("access-everywhere") : entry.services.join(", "));

// The most dangerous first; `brief`: in a line of a list, where the others are only counted.
function Spared({ entry, brief = false }: { entry: Entry; brief?: boolean }) {
  const spared = SPARED.filter((one) => entry.spared?.includes(one));
  if (spared.length === 0) return <span class="dim">{t("access-exception")}</span>;
  const shown = brief ? spared.slice(0, 1) : spared;
  return (
    <span class={brief ? "spared brief" : "spared"}>
      {shown.map((one) => <VerdictMark key={one} verdict={dangerOf(one)}>{sparedOf(one)}</VerdictMark>)}
      {spared.length > shown.length && <span class="dim">{t("access-spared-more", { count: spared.length - shown.length })}</span>}
    </span>
  );
}

const ofAllow = (): ListColumn<Entry> => ({
  key: "spared", label: t("access-spared"), track: "minmax(9rem, 3fr)", order: (row) => -rankOf(row), cell: (row) => <Spared entry={row} brief />,
  text: (row) => (row.spared?.length ? row.spared.map(sparedOf).join(", ") : t("access-exception")),
});
const ofDeny = (): ListColumn<Entry> => ({
  key: "list", label: t("access-list"), track: "minmax(6rem, 1fr)", text: (row) => row.list || t("access-by-hand"),
});

const columns = (side: Side): readonly ListColumn<Entry>[] => [
  {
    key: "network", label: t("blocks-network"), track: "minmax(8.5rem, 2fr)", text: (row) => row.network,
    cell: (row) => <span class="mono">{row.network}</span>,
  },
  side === "allow" ? ofAllow() : ofDeny(),
  { key: "services", label: t("access-services"), track: "minmax(6rem, 1.5fr)", text: servicesOf, wide: true },
  {
    key: "since", label: t("access-since"), track: "7rem", text: (row) => dateTime(row.since), cell: (row) => date(row.since),
    order: (row) => row.since, wide: true,
  },
  {
    key: "until", label: t("access-until"), track: "7.5rem", cell: untilOf, wide: side === "allow",
    text: (row) => (row.until === null ? t("access-for-good") : dateTime(row.until)),
    order: (row) => (row.until === null ? Infinity : Date.parse(row.until)),
  },
  { key: "hits", label: t("access-hits"), track: "5rem", text: (row) => number(row.hits), order: (row) => row.hits, end: true, wide: true },
  { key: "owner", label: t("access-owner"), track: "minmax(5rem, 1fr)", text: (row) => row.owner, wide: true },
  { key: "description", label: t("access-description"), track: "minmax(7rem, 2fr)", text: (row) => row.description, wide: true },
];

const SORTS: Readonly<Record<Side, readonly string[]>> = {
  allow: ["", ...SPARED, "exception"], deny: ["", "by-hand", "imported"],
};
const filter = (side: Side): Filter<Entry> => ({
  label: t("access-which"), has: isOfSort, chips: SORTS[side].map((value) => ({ value, label: t(`access-which-${value || "all"}`) })),
});

const acts = (side: Side): readonly Act<Entry>[] => [{
  key: "remove", label: t("access-remove"), icon: "trash-2", shortcut: "d", danger: true, done: (count) => t(`access-${side}-removed`, { count }),
  async run(entry) {
    await removeEntry(side, entry.network);
    return () => putBack(side, entry);
  },
}];

function About({ entry, onChange }: { entry: Entry; onChange: (() => void) | null }) {
  return (
    <>
      {sendsFreely(entry) && <Callout verdict="bad">{t("access-sends-freely")}</Callout>}
      {onChange && !entry.list && <div class="row"><Button icon="pencil" onClick={onChange}>{t("access-change")}</Button></div>}
      <Facts facts={[
        entry.spared ? { label: t("access-spared"), value: <Spared entry={entry} /> } : null,
        entry.senders ? { label: t("access-senders"), value: entry.senders.join(", ") } : null,
        entry.hourly ? { label: t("access-hourly"), value: number(entry.hourly) } : null,
        entry.list ? { label: t("access-list"), value: entry.list } : null,
        { label: t("access-services"), value: servicesOf(entry) },
        { label: t("access-since"), value: dateTime(entry.since) },
        { label: t("access-until"), value: entry.until === null ? t("access-for-good") : dateTime(entry.until) },
        { label: t("access-hits"), value: number(entry.hits) },
        entry.last_hit ? { label: t("access-last-hit"), value: dateTime(entry.last_hit) } : null,
        entry.description ? { label: t("access-description"), value: entry.description } : null,
        entry.owner ? { label: t("access-owner"), value: entry.owner } : null,
      ]} />
    </>
  );
}

// Whom it shuts out was asked before it was done, and is told with it: the dialog is gone by then.
const doneText = (side: Side, network: string, shutsNobodyOut: boolean): string =>
  [t(`access-${side}-done`, { network }), ...(shutsNobodyOut ? [t("blocks-shuts-nobody-out")] : [])].join(" ");

type EntryListProps = Pick<PageProps, "session" | "toasts"> & { side: Side };

export function EntryList({ side, session, toasts }: EntryListProps) {
  const [of, change] = useState<Entry | null>(null);
  const rows = useMemo(() => new Rows(side === "allow" ? allowed() : denied(), side === "allow" ? allowed : denied), [side]);
  useLive(["network"], () => rows.renew());
  const may = canChange(session, "security");
  const [isAdding, add] = useOpening("add", may);
  const [isImporting, importList] = useOpening("import", may && side === "deny");
  const buttons = may && (
    <div class="row">
      {side === "deny" && <Button icon="upload" onClick={() => importList(true)}>{t("access-import")}</Button>}
      <Button kind="primary" icon="plus" onClick={() => add(true)}>{t(`access-${side}-add`)}</Button>
    </div>
  );
  const close = (): void => { change(null); add(false); };
  const { tell, busy } = useWayBack(toasts, () => rows.read());
  const told = (text: string, back?: Back): void => {
    tell(text, back);
    void rows.read();
  };
  return (
    <div class="access">
      <div class="spread"><p class="dim">{t(`access-${side}-about`)}</p>{buttons}</div>
      {busy}
      <ListView<Entry> name={side} label={t(`access-${side}`)} rows={rows} columns={columns(side)} keyOf={(row) => row.network} filter={filter(side)}
        acts={may ? acts(side) : []} toasts={toasts} order={side === "allow" ? "spared" : ""}
        aside={(row) => <About entry={row} onChange={may ? () => change(row) : null} />}
        empty={<Empty icon={side === "allow" ? "shield-check" : "ban"} title={t(`access-${side}-none`)}>{t(`access-${side}-none-about`)}</Empty>} />
      <EntryDialog side={side} open={isAdding || of !== null} of={of} onClose={close}
        onDone={(network, shutsNobodyOut) =>
          told(doneText(side, network, shutsNobodyOut), () => (of ? putBack(side, of) : removeEntry(side, network)))} />
      {side === "deny" && <ImportDialog open={isImporting} onClose={() => importList(false)} onDone={told} />}
    </div>
  );
}
