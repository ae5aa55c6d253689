// Who administers this server: what each may do, from where, and by what he shows that it is he.
import { useEffect, useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { date, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useOpening } from "../../../shared/router/opening.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { SecretDialog } from "../../../shared/ui/Copy.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { LastLogin, lastLoginText } from "../../parts/LastLogin.tsx";
import { roleName } from "../../parts/RolesField.tsx";
import { canChange } from "../../session.ts";
import { useLoaded } from "../../shell/Loaded.tsx";
import { administrators, disable, enable, endSessions, invitations, remove } from "./api.ts";
import { NewDialog } from "./Dialogs.tsx";
import { Invitations } from "./Invitations.tsx";
import { isLastOwner, isOfKind, type Administrator } from "./model.ts";
import { factorOf, One } from "./One.tsx";

const columns = (): readonly ListColumn<Administrator>[] => [
  {
    key: "name", label: t("admins-name"), track: "minmax(6rem, 2fr)", text: (row) => row.name,
    cell: (row) => <span class="strong">{row.name}</span>,
  },
  { key: "roles", label: t("admins-roles"), track: "minmax(6rem, 2fr)", text: (row) => row.roles.map(roleName).join(", ") },
  {
    key: "domains", label: t("admins-domains"), track: "minmax(7rem, 2fr)", wide: true,
    text: (row) => (row.domains === null ? t("admins-all-domains") : row.domains.join(", ")),
  },
  {
    key: "factor", label: t("admins-factor"), track: "minmax(7rem, 1.5fr)", text: factorOf,
    cell: (row) => <VerdictMark verdict={row.second_factor ? "ok" : "warn"}>{factorOf(row)}</VerdictMark>,
  },
  {
    key: "networks", label: t("admins-networks"), track: "5rem", wide: true, end: true, text: (row) => number(row.networks.length),
    order: (row) => row.networks.length,
  },
  {
    key: "sessions", label: t("admins-sessions"), track: "5.5rem", wide: true, end: true, text: (row) => number(row.sessions),
    order: (row) => row.sessions,
  },
  {
    key: "login", label: t("logins-last"), track: "8.5rem", wide: true, text: (row) => lastLoginText(row.last_login),
    cell: (row) => <LastLogin at={row.last_login} />, order: (row) => row.last_login,
  },
  { key: "status", label: t("admins-status"), track: "5rem", wide: true, text: (row) => t(`admins-status-${row.status}`) },
  {
    key: "created", label: t("admins-created"), track: "7rem", wide: true, text: (row) => date(row.created),
    order: (row) => Date.parse(row.created),
  },
];

const filter = (): Filter<Administrator> => ({
  label: t("admins-kinds"), has: isOfKind,
  chips: ["", "owners", "without", "disabled"].map((value) => ({ value, label: t(`admins-kind-${value || "all"}`) })),
});

const acts = (all: () => readonly Administrator[]): readonly Act<Administrator>[] => [
  {
    key: "end", label: t("admins-end-sessions"), icon: "log-out", fits: (row) => row.sessions > 0, done: (count) => t("admins-ended", { count }),
    async run(row) { await endSessions(row.name); return undefined; },
  },
  {
    key: "disable", label: t("admins-disable"), icon: "ban", fits: (row) => row.status === "active" && !isLastOwner(all(), row),
    done: (count) => t("admins-disabled", { count }),
    async run(row) { await disable(row.name); return () => enable(row.name); },
  },
  {
    key: "enable", label: t("admins-enable"), icon: "check", fits: (row) => row.status === "disabled",
    done: (count) => t("admins-enabled", { count }),
    async run(row) { await enable(row.name); return () => disable(row.name); },
  },
  {
    key: "remove", label: t("admins-remove"), icon: "trash-2", danger: true, fits: (row) => !isLastOwner(all(), row),
    done: (count) => t("admins-removed", { count }),
    confirm: (rows) => ({ title: t("admins-remove-title", { count: rows.length }), text: t("admins-remove-why"),
      word: rows.length === 1 ? rows[0]?.name ?? "" : String(rows.length) }),
    async run(row) { await remove(row.name); return undefined; },
  },
];

export default function AdministratorsPage({ session, toasts, params, go }: PageProps) {
  const [made, tell] = useState<{ name: string; password: string } | null>(null);
  const rows = useMemo(() => new Rows(administrators), []);
  const may = canChange(session, "system");
  const [isAdding, add] = useOpening("add", may);
  const { name } = params;
  // A link to one of them shows him beside the list.
  useEffect(() => { if (name) go(`/admin/administrators?at=${encodeURIComponent(name)}`); }, [name]);
  const all = (): readonly Administrator[] => rows.rows.value;
  const invited = useLoaded(invitations, []);
  const read = (): void => { void rows.read(); void invited.read(); };
  useLive(["session", "administrator"], () => rows.renew());
  return (
    <>
      <PageHead title={t("admins-title")} about={t("admins-about")}
        actions={may && <Button kind="primary" icon="plus" onClick={() => add(true)}>{t("admins-add")}</Button>} />
      <Invitations of={invited} may={may} toasts={toasts} onDone={read} />
      <ListView<Administrator> name="administrators" label={t("admins-title")} rows={rows} columns={columns()} keyOf={(row) => row.name} isTall
        filter={filter()} acts={may ? acts(all) : []} toasts={toasts} order="name" empty={<Empty icon="users" title={t("admins-none")} />}
        aside={(row) => <One key={row.name} one={row} isLastOwner={isLastOwner(all(), row)} may={may} toasts={toasts}
          onChanged={read} onPassword={(of, password) => tell({ name: of, password })} />} />
      <NewDialog open={isAdding} onClose={() => add(false)} onDone={(of, password) => { tell({ name: of, password }); read(); }} />
      <SecretDialog title={t("admins-password-of", { name: made?.name ?? "" })} onClose={() => tell(null)}
        shown={made && { name: t("admins-password"), secret: made.password, more: <p>{t("admins-password-tell")}</p> }} />
    </>
  );
}
