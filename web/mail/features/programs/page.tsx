// One password for each program or device: what it opens, from where, until when, and when it was used last.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { date, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { AddDialog } from "./AddDialog.tsx";
import { passwordsOf, remove } from "./api.ts";
import { MadeDialog } from "./MadeDialog.tsx";
import { isOfKind, isOver, wordFor, type AppPassword, type Made } from "./model.ts";
import { OwnTokens } from "./OwnTokens.tsx";

const opens = (row: AppPassword): string =>
  [...row.protocols.map((one) => t(`protocol-${one}`)), ...(row.read_only ? [t("programs-reads-only")] : [])].join(", ");
const used = (row: AppPassword): string => (row.last_used ? relative(row.last_used, Date.now()) : t("programs-never"));

const columns = (): readonly ListColumn<AppPassword>[] => [
  { key: "label", label: t("programs-label"), track: "minmax(8rem, 2fr)", text: (row) => row.label },
  { key: "opens", label: t("programs-opens"), track: "minmax(7rem, 2fr)", text: opens, wide: true },
  {
    key: "from", label: t("programs-from"), track: "minmax(7rem, 1.5fr)", wide: true,
    text: (row) => row.networks.join(", ") || t("programs-everywhere"),
  },
  { key: "used", label: t("programs-used"), track: "7.5rem", text: used, order: (row) => (row.last_used ? Date.parse(row.last_used) : 0) },
  {
    key: "expires", label: t("programs-expires"), track: "8rem", wide: true,
    text: (row) => (row.expires ? date(row.expires) : t("programs-no-end")), order: (row) => (row.expires ? Date.parse(row.expires) : Infinity),
    cell: (row) => (isOver(row, Date.now()) ? <VerdictMark verdict="warn">{t("programs-over")}</VerdictMark>
      : row.expires ? date(row.expires) : t("programs-no-end")),
  },
];

const filter = (): Filter<AppPassword> => ({
  label: t("programs-kinds"), has: (row, kind) => isOfKind(row, kind, Date.now()),
  chips: ["", "used", "never-used", "over"].map((value) => ({ value, label: t(`programs-kind-${value || "all"}`) })),
});

const acts = (address: string): readonly Act<AppPassword>[] => [{
  key: "remove", label: t("programs-remove"), icon: "trash-2", danger: true, done: (count) => t("programs-removed", { count }),
  run: async (row) => { await remove(address, row.number); return undefined; },
  // The secret is known to the program alone: it cannot be put back.
  confirm: (rows) => ({
    title: t("programs-remove-title", { count: rows.length }), text: t("programs-remove-about", { count: rows.length }), word: wordFor(rows),
  }),
}];

export default function ProgramsPage({ person, toasts }: PageProps) {
  const address = person.account;
  const [isAdding, adding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const rows = useMemo(() => new Rows(passwordsOf(address)), [address]);
  const add = <Button kind="primary" icon="plus" onClick={() => adding(true)}>{t("programs-add")}</Button>;
  return (
    <>
      <PageHead title={t("programs-title")} about={t("programs-about")} actions={add} />
      <ListView<AppPassword> name="application-passwords" label={t("programs-title")} rows={rows} columns={columns()}
        keyOf={(row) => String(row.number)} titleOf={(row) => row.label} filter={filter()} acts={acts(address)} toasts={toasts} order="label"
        empty={<Empty icon="key-round" title={t("programs-none")}>{t("programs-none-about")}</Empty>} />
      <OwnTokens address={address} toasts={toasts} />
      <AddDialog open={isAdding} address={address} onClose={() => adding(false)} onMade={(one) => { setMade(one); void rows.read(); }} />
      <MadeDialog made={made} address={address} onClose={() => setMade(null)} />
    </>
  );
}
