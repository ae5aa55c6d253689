// The changes of settings: from what to what, by whom, and the way back to before each of them.
import { useMemo } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Callout, Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { wayTo } from "../../links.ts";
import { canChange, type Session } from "../../session.ts";
import { useInsisting } from "../../shell/useInsisting.tsx";
import { pathOfSetting } from "../audit/model.ts";
import { rollBack, settingsChanges } from "./api.ts";
import { laterThan, peopleOf, putBack, type SettingRow, type SettingsChange } from "./model.ts";
import { People } from "./People.tsx";
import { Values } from "./Values.tsx";
import { When } from "./When.tsx";

const arrow = (row: SettingRow): string => `${row.before || t("kit-empty-value")} → ${row.after || t("kit-empty-value")}`;

const columns = (): readonly ListColumn<SettingsChange>[] => [
  {
    key: "at", label: t("changes-at"), track: "minmax(6.5rem, 12.5rem)", text: (row) => dateTime(row.at), order: (row) => row.number,
    cell: (row) => <When at={row.at} />,
  },
  { key: "by", label: t("changes-by"), track: "minmax(3.5rem, 1fr)", text: (row) => heard(row.by) },
  {
    key: "what", label: t("changes-what"), track: "minmax(7rem, 2fr)", text: (row) => row.changes.map((one) => one.key).join(", "),
    cell: (row) => <span class="mono">{row.changes.map((one) => one.key).join(", ")}</span>,
  },
  {
    key: "values", label: t("changes-values"), track: "minmax(8rem, 2fr)", text: (row) => row.changes.map(arrow).join(", "), wide: true,
    cell: (row) => <span class="mono">{row.changes.map(arrow).join(", ")}</span>,
  },
];

export interface SettingsProps { session: Session; toasts: Toasts; person: string; onPerson: (person: string) => void }

export function Settings({ session, toasts, person, onPerson }: SettingsProps) {
  const rows = useMemo(() => new Rows(async () => ({ items: await settingsChanges() })), []);
  const only = useMemo(() => (person === "" ? undefined : (row: SettingsChange) => row.by === person), [person]);
  const all = rows.rows.value;
  useLive(["setting"], () => rows.renew());
  const goBack = async (number: number, evenMe: boolean): Promise<void> => {
    const made = await rollBack(number, evenMe);
    if (made) toasts.add(t("changes-put-back", { count: made.changes.length }), { undo: () => undo(made.number) });
    else toasts.add(t("changes-nothing-differs"));
    await rows.read();
  };
  const undo = (number: number): Promise<void> => goBack(number, false).catch((error: unknown) => {
    toasts.add(asProblem(error).message, { kind: "bad" });
  });
  return (
    <ListView<SettingsChange> name="settings-changes" label={t("changes-of-settings")} rows={rows} columns={columns()}
      keyOf={(row) => String(row.number)} toasts={toasts} order="-at" titleOf={(row) => dateTime(row.at)} {...(only && { only })}
      choice={<People people={peopleOf(all.map((row) => row.by))} person={person} onPerson={onPerson} />}
      aside={(row) => (
        <Change key={row.number} change={row} all={all} href={(key) => wayTo(session, pathOfSetting(key))}
          {...(canChange(session, "system") && { onBack: (evenMe: boolean) => goBack(row.number, evenMe) })} />
      )}
      empty={<Empty icon="history" title={t("changes-none")}>{t("changes-none-about")}</Empty>} />
  );
}

interface ChangeProps {
  change: SettingsChange;
  all: readonly SettingsChange[];
  href: (key: string) => string | undefined;
  onBack?: (evenMe: boolean) => Promise<void>;
}

function Change({ change, all, href, onBack }: ChangeProps) {
  const { run, busy, refusal } = useInsisting();
  const later = laterThan(all, change.number);
  const becomes = putBack(all, change.number);
  return (
    <>
      <p class="dim">{t("changes-by-whom", { name: heard(change.by) })}</p>
      {change.until && <p class="dim">{t("changes-on-trial", { time: dateTime(change.until) })}</p>}
      {onBack && becomes.length > 0 && (
        <>
          {later > 0 && <Callout verdict="warn">{t("changes-later", { count: later })}</Callout>}
          {refusal}
          <div class="row"><Button icon="undo-2" busy={busy} onClick={() => run(onBack)}>{t("changes-roll-back")}</Button></div>
        </>
      )}
      {onBack && becomes.length === 0 && <p class="dim">{t("changes-nothing-differs")}</p>}
      <Values label={t("changes-values")} rows={change.changes} href={href} />
      {onBack && later > 0 && becomes.length > 0 && (
        <>
          <h3>{t("changes-becomes")}</h3>
          <Values label={t("changes-becomes")} rows={becomes} href={href} />
        </>
      )}
    </>
  );
}
