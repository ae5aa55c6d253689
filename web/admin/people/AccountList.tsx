// The accounts of one domain or of all that one sees: found, sorted, opened, and acted on many at once.
import { useMemo, useState } from "preact/hooks";
import { useLive } from "../../shared/api/useLive.ts";
import { date, percent, size } from "../../shared/i18n/format.ts";
import { t } from "../../shared/i18n/i18n.ts";
import type { Act } from "../../shared/list/acts.ts";
import type { Filter } from "../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../shared/list/ListView.tsx";
import { Address } from "../../shared/ui/Address.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { SecretDialog, type SecretShown } from "../../shared/ui/Copy.tsx";
import { VerdictMark } from "../../shared/ui/Evidence.tsx";
import { Empty } from "../../shared/ui/States.tsx";
import type { PageProps } from "../pages.ts";
import { LastLogin, lastLoginText } from "../parts/LastLogin.tsx";
import { canChange } from "../session.ts";
import { accountRows, deleteAccount, expirePassword, setSending, setStatus } from "./api.ts";
import { faultOf, fullnessOf, isOfShade, maySend, NEARLY_FULL, type AccountRow } from "./model.ts";
import { NewAccount } from "./NewAccount.tsx";
import { QuotaDialog } from "./QuotaDialog.tsx";

export const pathOfAccount = (address: string): string => `/admin/accounts/${encodeURIComponent(address)}`;

export const faultWords = (faults: readonly string[]): string =>
  faults.map((reason) => { const { word, rule } = faultOf(reason); return t(word, { rule: rule && t(`people-rule-${rule}`) }); }).join(", ");

const VERDICTS = { active: "ok", disabled: "info", contained: "warn", receiving: "info" } as const;
const statusText = (row: AccountRow): string => t(`people-status-${row.status}`);
const factorText = (row: AccountRow): string => t(row.second_factor ? "people-factor-on" : "people-factor-off");

const StatusMark = ({ row }: { row: AccountRow }) => <VerdictMark verdict={VERDICTS[row.status]}>{statusText(row)}</VerdictMark>;

// "12 MiB", and of how much where there is a limit.
function storageText(row: AccountRow): string {
  const share = fullnessOf(row);
  if (share === null) return size(row.used_bytes);
  return t("people-storage-of", { used: size(row.used_bytes), quota: size(row.quota), share: percent(share) });
}

const isNearlyFull = (row: AccountRow): boolean => (fullnessOf(row) ?? 0) >= NEARLY_FULL;

// How much, and under it how full that makes the mailbox.
function Held({ row }: { row: AccountRow }) {
  const share = fullnessOf(row);
  return (
    <span class="people-held" title={storageText(row)}>
      {isNearlyFull(row) ? <VerdictMark verdict="warn">{size(row.used_bytes)}</VerdictMark> : <span>{size(row.used_bytes)}</span>}
      {share !== null && <span class="dim small">{t("people-storage-share", { quota: size(row.quota), share: percent(share) })}</span>}
    </span>
  );
}

const columns = (): readonly ListColumn<AccountRow>[] => [
  {
    key: "address", label: t("people-address"), track: "minmax(9rem, 3.5fr)", text: (row) => row.address,
    cell: (row) => (
      <span class="people-who">
        <bdi class={row.status === "disabled" ? "clip dim" : "clip strong"} title={row.address}><Address of={row.address} /></bdi>
        {row.status !== "active" && <span class="people-brief small"><StatusMark row={row} /></span>}
      </span>
    ),
  },
  { key: "name", label: t("people-name"), track: "minmax(5rem, 2fr)", text: (row) => row.display_name, cell: (row) => <bdi>{row.display_name}</bdi>,
    wide: true },
  {
    key: "status", label: t("people-status"), track: "7.25rem", text: statusText, wide: true,
    cell: (row) => <StatusMark row={row} />,
  },
  {
    key: "password", label: t("people-password"), track: "minmax(7rem, 1.5fr)", text: (row) => faultWords(row.faults), wide: true,
    cell: (row) => (row.faults.length > 0 ? <VerdictMark verdict="warn">{faultWords(row.faults)}</VerdictMark>
      : <span class="dim">{row.password_changed ? date(row.password_changed) : ""}</span>),
    order: (row) => (row.faults.length > 0 ? "" : row.password_changed),
  },
  { key: "factor", label: t("people-factor"), track: "7rem", text: factorText, wide: true },
  {
    key: "storage", label: t("people-storage"), track: "minmax(7rem, 1fr)", text: storageText, order: (row) => row.used_bytes, wide: true,
    cell: (row) => <Held row={row} />,
  },
  {
    key: "login", label: t("logins-last"), track: "8.5rem", text: (row) => lastLoginText(row.last_login), wide: true,
    cell: (row) => <LastLogin at={row.last_login} />, order: (row) => row.last_login,
  },
  { key: "created", label: t("people-created"), track: "7rem", text: (row) => date(row.created), order: (row) => row.created, wide: true },
];

const SHADES = ["", "disabled", "receiving", "silent", "contained", "no-factor", "password", "full", "idle"];

const filter = (): Filter<AccountRow> => ({
  label: t("people-shades"), has: (row, shade) => isOfShade(row, shade),
  chips: SHADES.map((value) => ({ value, label: t(`people-shade-${value || "all"}`) })),
});

// Of one its name, of several how many they are.
const wordFor = (rows: readonly AccountRow[]): string => (rows.length === 1 ? rows[0]?.address ?? "" : String(rows.length));

const acts = (askQuota: (rows: readonly AccountRow[]) => void): readonly Act<AccountRow>[] => [
  {
    key: "disable", label: t("people-disable"), icon: "ban", fits: (row) => row.status === "active", done: (count) => t("people-disabled", { count }),
    async run(row) { await setStatus(row.address, "disabled"); return () => setStatus(row.address, "active"); },
  },
  {
    key: "receive", label: t("people-receive"), icon: "inbox", fits: (row) => row.status === "active",
    done: (count) => t("people-receiving", { count }),
    async run(row) { await setStatus(row.address, "receiving"); return () => setStatus(row.address, "active"); },
  },
  {
    key: "silence", label: t("people-silence"), icon: "ban", fits: (row) => row.status === "active" && maySend(row),
    done: (count) => t("people-silenced", { count }),
    async run(row) {
      const isDone = await setSending(row.address, false);
      return isDone ? () => setSending(row.address, true) : undefined;
    },
  },
  {
    key: "unsilence", label: t("people-unsilence"), icon: "send", fits: (row) => row.status === "active" && !maySend(row),
    done: (count) => t("people-unsilenced", { count }),
    async run(row) {
      const isDone = await setSending(row.address, true);
      return isDone ? () => setSending(row.address, false) : undefined;
    },
  },
  {
    key: "enable", label: t("people-enable"), icon: "play", fits: (row) => row.status === "disabled" || row.status === "receiving",
    done: (count) => t("people-enabled", { count }),
    async run(row) {
      const before = row.status === "receiving" ? "receiving" : "disabled";
      await setStatus(row.address, "active");
      return () => setStatus(row.address, before);
    },
  },
  { key: "quota", label: t("people-quota-verb"), icon: "gauge", ask: askQuota },
  {
    key: "expire", label: t("people-expire"), icon: "clock", danger: true, done: (count) => t("people-expired", { count }),
    async run(row) { await expirePassword(row.address); return undefined; },
    confirm: (rows) => ({ title: t("people-expire-title", { count: rows.length }), text: t("people-expire-about"), word: wordFor(rows) }),
  },
  {
    key: "delete", label: t("people-delete"), icon: "trash-2", danger: true, done: (count) => t("people-deleted", { count }),
    async run(row) { await deleteAccount(row.address); return undefined; },
    confirm: (rows) => ({
      title: t("people-delete-title", { count: rows.length }), text: t("people-delete-about", { count: rows.length }), word: wordFor(rows),
    }),
  },
];

export interface AccountListProps extends Pick<PageProps, "session" | "toasts" | "go"> {
  domain: string; isAdding: boolean; add: (isAdding: boolean) => void }

export function AccountList({ session, toasts, go, domain, isAdding, add }: AccountListProps) {
  const rows = useMemo(() => accountRows(domain), [domain]);
  useLive(["account"], () => rows.renew());
  const [made, setMade] = useState<(SecretShown & { address: string }) | null>(null);
  const [sized, askQuota] = useState<readonly AccountRow[]>([]);
  const may = canChange(session, "domains");
  return (
    <>
      <ListView<AccountRow> name={domain ? `accounts-${domain}` : "accounts"} kind="accounts" label={t("accounts-title")} rows={rows}
        columns={columns()} keyOf={(row) => row.address} filter={filter()} acts={may ? acts(askQuota) : []} toasts={toasts} order="address"
        onOpen={(row) => go(pathOfAccount(row.address))}
        empty={<Empty icon="users" title={t("people-none")}
          action={may && <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("people-add")}</Button>}>{t("people-none-about")}</Empty>} />
      <NewAccount domain={domain} open={isAdding} onClose={() => add(false)} onDone={({ address, password }) => {
        void rows.read();
        if (password) setMade({ name: t("people-password-of", { address }), secret: password, address });
        else toasts.add(t("people-made", { address }));
      }} />
      <QuotaDialog rows={sized} onClose={() => askQuota([])} toasts={toasts} read={() => rows.read()} />
      <SecretDialog title={made ? t("people-made", { address: made.address }) : ""} shown={made} onClose={() => setMade(null)} />
    </>
  );
}
