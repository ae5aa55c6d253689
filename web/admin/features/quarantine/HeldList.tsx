// Held mail as a list: why it is held, what is in it as text, and whether it goes on.
import { useMemo } from "preact/hooks";
import { Rows, type Fetch } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { dateTime, relative, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useQuery } from "../../../shared/router/query.ts";
import { SelectField } from "../../../shared/ui/Field.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { held, release, remove } from "./api.ts";
import { Look } from "./Look.tsx";
import { isHeldAsSpam, isOfKind, isOfSide, kindsIn, mayGoUnasked, SIDES, wordFor, type Held } from "./model.ts";

const columns = (): readonly ListColumn<Held>[] => [
  {
    key: "from", label: t("quarantine-from"), track: "minmax(7rem, 2fr)", text: (row) => row.from,
    cell: (row) => <span class="mono">{row.from}</span>,
  },
  {
    key: "to", label: t("quarantine-to"), track: "minmax(7rem, 2fr)", text: (row) => row.to.join(" "),
    cell: (row) => <span class="mono">{row.to.join(", ")}</span>, wide: true,
  },
  { key: "reason", label: t("quarantine-reason"), track: "minmax(8rem, 3fr)", text: (row) => heard(row.reason) },
  {
    key: "since", label: t("quarantine-since"), track: "8rem", text: (row) => dateTime(row.since), cell: (row) => relative(row.since, Date.now()),
    order: (row) => Date.parse(row.since), wide: true,
  },
  { key: "size", label: t("quarantine-size"), track: "5.5rem", text: (row) => size(row.size), order: (row) => row.size, end: true, wide: true },
];

const filter = (all: readonly Held[]): Filter<Held> => ({
  label: t("quarantine-kinds"), has: isOfKind,
  chips: ["", ...kindsIn(all)].map((value) => ({ value, label: t(`quarantine-kind-${value || "all"}`) })),
});

const Sides = ({ side, onSide }: { side: string; onSide: (side: string) => void }) => (
  <SelectField bare label={t("quarantine-sides")} value={side} onValue={onSide}
    choices={SIDES.map((value) => ({ value, label: t(`quarantine-side-${value || "all"}`) }))} />
);

const acts = (): readonly Act<Held>[] => [
  {
    key: "release", label: t("quarantine-release"), icon: "send", shortcut: "r", done: (count) => t("quarantine-released", { count }),
    async run(row) { await release(row.id); return undefined; },
    confirm: (rows) => (mayGoUnasked(rows) ? null : {
      title: t("quarantine-release-title", { count: rows.length }), word: wordFor(rows),
      text: t(rows.every((row) => isHeldAsSpam(row)) ? "quarantine-release-why" : "quarantine-release-carries"),
    }),
  },
  {
    key: "delete", label: t("quarantine-delete"), icon: "trash-2", shortcut: "d", danger: true, done: (count) => t("quarantine-deleted", { count }),
    async run(row) { await remove(row.id); return undefined; },
    confirm: (rows) => ({ title: t("quarantine-delete-title", { count: rows.length }), text: t("quarantine-delete-why"), word: wordFor(rows) }),
  },
];

const spamAlone: Fetch<Held> = async (cursor, signal) => {
  const all = await held(cursor, signal);
  return { ...all, items: all.items.filter(isHeldAsSpam) };
};

const PLAIN = { side: "", find: "", only: "" };  // with what the list looks for

const NoSpam = () => <Empty icon="shield-check" title={t("quarantine-no-spam")}>{t("quarantine-no-spam-about")}</Empty>;
const Nothing = () => <Empty icon="shield-check" title={t("quarantine-none")}>{t("quarantine-none-about")}</Empty>;

// `isSpamAlone`: what is held for anything else is left to the page of all.
export function HeldList({ session, toasts, isSpamAlone = false }: Pick<PageProps, "session" | "toasts"> & { isSpamAlone?: boolean }) {
  const rows = useMemo(() => new Rows(isSpamAlone ? spamAlone : held), [isSpamAlone]);
  const [{ side }, setQuery] = useQuery(PLAIN);
  const only = useMemo(() => (side === "" ? undefined : (row: Held) => isOfSide(row, side)), [side]);
  useLive(["quarantine"], () => rows.renew());
  return (
    <ListView<Held> name="quarantine" label={t("quarantine-title")} rows={rows} columns={columns()} keyOf={(row) => row.id}
      {...(!isSpamAlone && { filter: filter(rows.rows.value), choice: <Sides side={side} onSide={(to) => setQuery({ side: to })} /> })}
      {...(only && !isSpamAlone && { only })} acts={canChange(session, "domains") ? acts() : []} toasts={toasts} order="since"
      aside={(row) => <Look of={row} session={session} />} titleOf={(row) => row.from} onShowAll={() => setQuery(PLAIN)}
      empty={isSpamAlone ? <NoSpam /> : <Nothing />} />
  );
}
