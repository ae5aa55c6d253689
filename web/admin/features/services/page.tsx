// What web forms and devices send with: within which bounds, when last, and until when.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { date, dateTime, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { SecretDialog, type SecretShown } from "../../../shared/ui/Copy.tsx";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { changeService, removeService, services, type Made } from "./api.ts";
import { isOfState, isOver, type Service } from "./model.ts";
import { ServiceDialog } from "./ServiceDialog.tsx";

const stateOf = (row: Service): string => (row.status === "disabled" ? "disabled" : isOver(row, Date.now()) ? "over" : "active");
const usedText = (row: Service): string => (row.last_used ? dateTime(row.last_used) : t("services-never-used"));

const columns = (): readonly ListColumn<Service>[] => [
  {
    key: "address", label: t("services-login"), track: "minmax(9rem, 2fr)", text: (row) => row.address,
    cell: (row) => <bdi class={row.status === "disabled" ? "dim" : "strong"}>{row.address}</bdi>,
  },
  { key: "description", label: t("services-description"), track: "minmax(7rem, 2fr)", text: (row) => row.description,
    cell: (row) => <bdi>{row.description}</bdi>, wide: true },
  { key: "networks", label: t("services-networks"), track: "minmax(7rem, 1.5fr)", text: (row) => row.networks.join(", "), wide: true },
  { key: "hourly", label: t("services-hourly"), track: "6.5rem", text: (row) => number(row.hourly), order: (row) => row.hourly, end: true,
    wide: true },
  { key: "used", label: t("services-used"), track: "minmax(8rem, 1fr)", text: usedText, order: (row) => row.last_used, wide: true },
  {
    key: "state", label: t("people-status"), track: "7.5rem", text: (row) => t(`services-state-${stateOf(row)}`),
    cell: (row) => <VerdictMark verdict={stateOf(row) === "active" ? "ok" : stateOf(row) === "over" ? "warn"
      : "info"}>{t(`services-state-${stateOf(row)}`)}</VerdictMark>,
  },
];

const filter = (): Filter<Service> => ({
  label: t("services-states"), has: (row, state) => isOfState(row, state, Date.now()),
  chips: ["", "disabled", "over", "unused"].map((value) => ({ value, label: t(`services-state-${value || "all"}`) })),
});

const acts = (): readonly Act<Service>[] => [
  {
    key: "disable", label: t("people-disable"), icon: "ban", fits: (row) => row.status === "active", done: (count) => t("services-disabled", {
      count }),
    async run(row) { await changeService(row.address, { disable: true }); return () => changeService(row.address, { enable: true }); },
  },
  {
    key: "enable", label: t("people-enable"), icon: "play", fits: (row) => row.status === "disabled", done: (count) => t("services-enabled", {
      count }),
    async run(row) { await changeService(row.address, { enable: true }); return () => changeService(row.address, { disable: true }); },
  },
  {
    key: "remove", label: t("services-remove"), icon: "trash-2", danger: true, done: (count) => t("services-removed", { count }),
    async run(row) { await removeService(row.address); return undefined; },
    confirm: (rows) => ({
      title: t("services-remove-title", { count: rows.length }), text: t("services-remove-about"),
      word: rows.length === 1 ? rows[0]?.address ?? "" : String(rows.length),
    }),
  },
];

type About = Service | "new" | null;

export default function ServicesPage({ session, toasts }: PageProps) {
  const [about, edit] = useState<About>(null);
  const [made, show] = useState<(SecretShown & { title: string }) | null>(null);
  const rows = useMemo(() => new Rows(services(), services), []);
  useLive(["account"], () => rows.renew());
  const may = canChange(session, "domains");
  const add = may && <Button kind="primary" icon="plus" onClick={() => edit("new")}>{t("services-add")}</Button>;
  const tell = ({ address, password }: Pick<Made, "address" | "password">, title: string): void => {
    if (password) show({ title, name: t("people-password-of", { address }), secret: password });
    void rows.read();
  };
  return (
    <>
      <PageHead title={t("services-title")} about={t("services-about")} actions={add} />
      <ListView<Service> name="service-accounts" label={t("services-title")} rows={rows} columns={columns()} keyOf={(row) => row.address}
        filter={filter()} acts={may ? acts() : []} toasts={toasts} order="address"
        aside={(row) => <About service={row} may={may} edit={edit} onPassword={(one) => tell(one, t("services-password-new"))}
          onProblem={(why) => toasts.add(why, { kind: "bad" })} />}
        empty={<Empty icon="send" title={t("services-none")} action={add}>{t("services-none-about")}</Empty>} />
      <ServiceDialog about={about} onClose={() => edit(null)} onMade={(one) => tell(one, t("services-made", { address: one.address }))}
        onChanged={(address, undo) => {
          toasts.add(t("services-changed", { address }), { undo: async () => { await undo(); await rows.read(); } });
          void rows.read();
        }} />
      <SecretDialog title={made?.title ?? ""} shown={made} onClose={() => show(null)} />
    </>
  );
}

interface AboutProps {
  service: Service; may: boolean; edit: (about: About) => void; onPassword: (made: Made) => void; onProblem: (why: string) => void }

function About({ service, may, edit, onPassword, onProblem }: AboutProps) {
  const [isAsked, ask] = useState(false);
  const renew = (): void => {
    ask(false);
    changeService(service.address, { new_password: true }).then(onPassword, (error: unknown) => onProblem(asProblem(error).message));
  };
  return (
    <>
      <Facts facts={[
        { label: t("services-description"), value: service.description || t("kit-empty-value") },
        { label: t("services-senders"), value: service.senders.join(", ") },
        { label: t("services-networks"), value: service.networks.join(", ") },
        { label: t("services-hourly"), value: number(service.hourly) },
        { label: t("services-created"), value: date(service.created) },
        { label: t("services-ends"), value: service.expires ? dateTime(service.expires) : t("services-no-end") },
        { label: t("services-used"), value: service.last_used ? t("services-used-from", { at: dateTime(service.last_used),
          from: service.last_used_from }) : t("services-never-used") },
      ]} />
      {may && (
        <div class="row">
          <Button icon="pencil" onClick={() => edit(service)}>{t("services-change")}</Button>
          <Button icon="key-round" onClick={() => ask(true)}>{t("services-password-new")}</Button>
        </div>
      )}
      <TypedConfirmation title={t("services-password-new")} open={isAsked} onClose={() => ask(false)} word={service.address}
        verb={t("services-password-new")} onConfirm={renew}>{t("services-password-about")}</TypedConfirmation>
    </>
  );
}
