// Where one is signed in right now, by browser and by mail program, and the way to end what one does not know.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { KnownDevices, type KnownDevicesProps } from "../../../shared/sessions/KnownDevices.tsx";
import { end, endOthers, sessions } from "../../../shared/sessions/api.ts";
import { isEnded, isOfKind, type SignedIn } from "../../../shared/sessions/model.ts";
import { nameOf, placeOf } from "../../../shared/sessions/words.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";

const columns = (): readonly ListColumn<SignedIn>[] => [
  {
    key: "name", label: t("sessions-what"), track: "minmax(9rem, 2fr)", text: nameOf,
    cell: (row) => (row.current ? <VerdictMark verdict="ok">{t("sessions-this-one", { name: nameOf(row) })}</VerdictMark> : nameOf(row)),
  },
  { key: "from", label: t("sessions-from"), track: "minmax(8rem, 1.5fr)", text: placeOf, cell: (row) => <span class="mono">{placeOf(row)}</span> },
  {
    key: "began", label: t("sessions-began"), track: "13rem", text: (row) => dateTime(row.began), order: (row) => Date.parse(row.began),
    wide: true,
  },
  {
    key: "seen", label: t("sessions-seen"), track: "8.5rem", text: (row) => relative(row.seen, Date.now()),
    order: (row) => Date.parse(row.seen), wide: true,
  },
];

const filter = (): Filter<SignedIn> => ({
  label: t("sessions-kinds"), has: isOfKind,
  chips: ["", "web", "programs"].map((value) => ({ value, label: t(`sessions-kind-${value || "all"}`) })),
});

const acts = (): readonly Act<SignedIn>[] => [{
  key: "end", label: t("sessions-end"), icon: "log-out", danger: true, fits: isEnded, done: (count) => t("sessions-ended", { count }),
  run: async (row) => { await end(row.id); return undefined; },
}];

// Who looks at these pages in somebody's name is not shown them.
export default function SessionsPage({ person, toasts }: PageProps) {
  if (person.in_the_name_by === null) return <><OwnSessions toasts={toasts} /><Known address={person.account} toasts={toasts} /></>;
  return (
    <>
      <PageHead title={t("sessions-title")} />
      <Empty icon="monitor" title={t("sessions-his-own")} />
    </>
  );
}

function Known({ address, toasts }: Pick<KnownDevicesProps, "address" | "toasts">) {
  return (
    <section class="panel stack" aria-labelledby="known">
      <h2 id="known">{t("known-title")}</h2>
      <p class="dim">{t("known-about")}</p>
      <KnownDevices address={address} may toasts={toasts} />
    </section>
  );
}

function OwnSessions({ toasts }: Pick<PageProps, "toasts">) {
  const [busy, setBusy] = useState(false);
  const rows = useMemo(() => new Rows(sessions), []);
  const others = (): void => {
    setBusy(true);
    endOthers().then(() => { toasts.add(t("sessions-others-ended")); return rows.read(); },
      (error: unknown) => { toasts.add(asProblem(error).message, { kind: "bad" }); }).finally(() => setBusy(false));
  };
  return (
    <>
      <PageHead title={t("sessions-title")} about={t("sessions-about")}
        actions={<Button kind="danger" icon="log-out" busy={busy} onClick={others}>{t("sessions-end-others")}</Button>} />
      <ListView<SignedIn> name="sessions" kind="own-sessions" label={t("sessions-title")} rows={rows}
        columns={columns()} keyOf={(row) => row.id} titleOf={nameOf}
        filter={filter()} acts={acts()} toasts={toasts} order="-seen" empty={<Empty icon="monitor" title={t("sessions-none")} />} />
    </>
  );
}
