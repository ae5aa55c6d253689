// The tokens that programs call the API with: whose, for what, from where and until when. Each is shown once, when it is made.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { date, dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useOpening } from "../../../shared/router/opening.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { SecretDialog } from "../../../shared/ui/Copy.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { roleName } from "../../parts/RolesField.tsx";
import { canChange } from "../../session.ts";
import { remove, tokens } from "./api.ts";
import { isOfKind, stateOf, type Token } from "./model.ts";
import { NewDialog } from "./NewDialog.tsx";

const VERDICTS = { over: "bad", soon: "warn", holds: "ok" } as const;
const fromOf = (row: Token): string => (row.networks.length === 0 ? t("keys-from-anywhere") : row.networks.join(", "));

function Until({ row }: { row: Token }) {
  const now = Date.now();
  return <VerdictMark verdict={VERDICTS[stateOf(row, now)]}>{relative(row.expires, now)}</VerdictMark>;
}

const columns = (): readonly ListColumn<Token>[] => [
  {
    key: "label", label: t("keys-label"), track: "minmax(5rem, 2fr)", text: (row) => row.label,
    cell: (row) => <span class="strong">{row.label}</span>,
  },
  { key: "administrator", label: t("keys-administrator"), track: "minmax(6rem, 1fr)", text: (row) => row.administrator, wide: true },
  { key: "roles", label: t("keys-roles"), track: "minmax(5rem, 1.5fr)", wide: true, text: (row) => row.roles.map(roleName).join(", ") },
  { key: "networks", label: t("keys-networks"), track: "minmax(7rem, 1.5fr)", wide: true, text: fromOf },
  { key: "created", label: t("keys-created"), track: "7rem", wide: true, text: (row) => date(row.created), order: (row) => Date.parse(row.created) },
  {
    key: "expires", label: t("keys-expires"), track: "9rem", text: (row) => dateTime(row.expires), order: (row) => Date.parse(row.expires),
    cell: (row) => <Until row={row} />,
  },
];

const filter = (): Filter<Token> => ({
  label: t("keys-kinds"), has: (row, kind) => isOfKind(row, kind, Date.now()),
  chips: ["", "holds", "soon", "over"].map((value) => ({ value, label: t(`keys-kind-${value || "all"}`) })),
});

const acts = (): readonly Act<Token>[] => [{
  key: "remove", label: t("keys-remove"), icon: "trash-2", danger: true, done: (count) => t("keys-removed", { count }),
  confirm: (rows) => ({ title: t("keys-remove"), text: t("keys-remove-why"), word: rows.length === 1 ? rows[0]?.label ?? "" : String(rows.length) }),
  async run(row) { await remove(row.number); return undefined; },
}];

export default function ApiKeysPage({ session, toasts }: PageProps) {
  const [made, tell] = useState<{ label: string; token: string } | null>(null);
  const rows = useMemo(() => new Rows(tokens), []);
  useLive(["administrator"], () => rows.renew());
  const may = canChange(session, "system");
  const [isAdding, add] = useOpening("add", may);
  const button = <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("keys-add")}</Button>;
  return (
    <>
      <PageHead title={t("keys-title")} about={t("keys-about")} actions={may && button} />
      <ListView<Token> name="api-keys" label={t("keys-title")} rows={rows} columns={columns()} keyOf={(row) => String(row.number)}
        titleOf={(row) => row.label} filter={filter()} acts={may ? acts() : []} toasts={toasts} order="expires"
        aside={(row) => (
          <Facts facts={[
            { label: t("keys-administrator"), value: row.administrator },
            { label: t("keys-roles"), value: row.roles.map(roleName).join(", ") },
            { label: t("keys-networks"), value: <span class="mono">{fromOf(row)}</span> },
            { label: t("keys-created"), value: dateTime(row.created) },
            { label: t("keys-expires"), value: <>{dateTime(row.expires)} <Until row={row} /></> },
          ]} />
        )}
        empty={<Empty icon="key-round" title={t("keys-none")} action={may && button}>{t("keys-none-about")}</Empty>} />
      <NewDialog own={session.name} open={isAdding} onClose={() => add(false)}
        onDone={(label, token) => { tell({ label, token }); void rows.read(); }} />
      <SecretDialog title={made?.label ?? ""} onClose={() => tell(null)}
        shown={made && { name: t("keys-token"), secret: made.token, more: <p>{t("keys-token-about")}</p> }} />
    </>
  );
}
