// The changes of settings: from what to what, by whom, and the two ways back: of that change alone, or of all since.
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
import type { Changed } from "../../parts/changed.model.ts";
import { arrow, inWords } from "../../parts/changed.ts";
import { canChange, type Session } from "../../session.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { useInsisting } from "../../shell/useInsisting.tsx";
import { pathOfSetting } from "../audit/model.ts";
import { planUndo, rollBack, settingsChanges, undoAlone } from "./api.ts";
import { hasRoutes, laterThan, peopleOf, putBack, secretsIn, type SettingsChange } from "./model.ts";
import { People } from "./People.tsx";
import { Values } from "./Values.tsx";
import { When } from "./When.tsx";

const toldOf = (row: SettingsChange): string => row.changes.map((one) => arrow(inWords(one))).join(", ");

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
    key: "values", label: t("changes-values"), track: "minmax(8rem, 2fr)", text: toldOf, wide: true,
    cell: (row) => <span class="mono">{toldOf(row)}</span>,
  },
];

export interface SettingsProps { session: Session; toasts: Toasts; person: string; onPerson: (person: string) => void }

export function Settings({ session, toasts, person, onPerson }: SettingsProps) {
  const rows = useMemo(() => new Rows(async () => ({ items: await settingsChanges() })), []);
  const only = useMemo(() => (person === "" ? undefined : (row: SettingsChange) => row.by === person), [person]);
  const all = rows.rows.value;
  useLive(["setting"], () => rows.renew());
  const tell = async (made: SettingsChange | undefined): Promise<void> => {
    if (made) toasts.add(t("changes-put-back", { count: made.changes.length }), { undo: () => undo(made.number) });
    else toasts.add(t("changes-nothing-differs"));
    await rows.read();
  };
  // What was made just now is what is taken back: nothing came since.
  const undo = (number: number): Promise<void> => undoAlone(number, false, false).then(tell).catch((error: unknown) => {
    toasts.add(asProblem(error).message, { kind: "bad" });
  });
  const ways = (number: number): Ways => ({
    alone: async (evenChanged, evenMe) => tell(await undoAlone(number, evenChanged, evenMe)),
    all: async (evenMe) => tell(await rollBack(number, evenMe)),
  });
  return (
    <ListView<SettingsChange> name="settings-changes" label={t("changes-of-settings")} rows={rows} columns={columns()}
      keyOf={(row) => String(row.number)} toasts={toasts} order="-at" titleOf={(row) => dateTime(row.at)} {...(only && { only })}
      choice={<People people={peopleOf(all.map((row) => row.by))} person={person} onPerson={onPerson} />}
      aside={(row) => (
        <Change key={row.number} change={row} all={all} href={(key) => wayTo(session, pathOfSetting(key))}
          {...(canChange(session, "system") && { back: ways(row.number) })} />
      )}
      empty={<Empty icon="history" title={t("changes-none")}>{t("changes-none-about")}</Empty>} />
  );
}

interface Ways { alone: (evenChanged: boolean, evenMe: boolean) => Promise<void>; all: (evenMe: boolean) => Promise<void> }

interface ChangeProps { change: SettingsChange; all: readonly SettingsChange[]; href: (key: string) => string | undefined; back?: Ways }

function Change({ change, all, href, back }: ChangeProps) {
  return (
    <>
      <p class="dim">{t("changes-by-whom", { name: heard(change.by) })}</p>
      {change.until && <p class="dim">{t("changes-on-trial", { time: dateTime(change.until) })}</p>}
      <Values label={t("changes-values")} rows={change.changes.map((one) => inWords(one))} href={href} />
      {back && <Alone change={change} all={all} href={href} run={back.alone} />}
      {back && laterThan(all, change.number) > 0 && <Everything change={change} all={all} href={href} run={back.all} />}
    </>
  );
}

// What goes back: secrets too, though they are not shown; passwords that routes name are no settings, and stay.
function Back({ label, rows, href }: { label: string; rows: readonly Changed[]; href: ChangeProps["href"] }) {
  const secrets = secretsIn(rows);
  return (
    <>
      {secrets.length > 0 && <Callout verdict="warn">{t("changes-secrets-too", { count: secrets.length, keys: secrets.join(", ") })}</Callout>}
      {hasRoutes(rows) && <Callout verdict="info">{t("changes-passwords-stay")}</Callout>}
      <Values label={label} rows={rows.map((row) => inWords(row, "changes-secret-before"))} href={href} />
    </>
  );
}

// That change alone: what is now, and what it becomes. What somebody has changed since goes back only to who was told so.
function Alone({ change: { number }, all, href, run: undo }: Omit<ChangeProps, "back"> & { run: Ways["alone"] }) {
  const { run, busy, refusal } = useInsisting();
  const plan = useLoaded(() => planUndo(number), [number, all]);
  return (
    <section class="stack">
      <h3>{t("changes-alone")}</h3>
      <Shown of={plan} what={t("changes-no-plan")} rows={2}>
        {({ changes, changed_since: since }) => (changes.length === 0 ? <p class="dim">{t("changes-is-back")}</p> : (
          <>
            {since.length > 0 && <Callout verdict="warn">{t("changes-changed-since", { count: since.length, keys: since.join(", ") })}</Callout>}
            <Back label={t("changes-alone")} rows={changes} href={href} />
            {refusal}
            <div class="row">
              <Button icon="undo-2" busy={busy} kind={since.length > 0 ? "danger" : "primary"}
                onClick={() => run((evenMe) => undo(since.length > 0, evenMe))}>
                {t(since.length > 0 ? "changes-undo-all-the-same" : "changes-undo")}
              </Button>
            </div>
          </>
        ))}
      </Shown>
    </section>
  );
}

// All settings as they were before it.
function Everything({ change: { number }, all, href, run: back }: Omit<ChangeProps, "back"> & { run: Ways["all"] }) {
  const { run, busy, refusal } = useInsisting();
  const becomes = putBack(all, number);
  return (
    <section class="stack">
      <h3>{t("changes-everything")}</h3>
      {becomes.length === 0 ? <p class="dim">{t("changes-nothing-differs")}</p> : (
        <>
          <Callout verdict="warn">{t("changes-later", { count: laterThan(all, number) })}</Callout>
          <Back label={t("changes-everything")} rows={becomes} href={href} />
          {refusal}
          <div class="row"><Button icon="undo-2" busy={busy} onClick={() => run(back)}>{t("changes-roll-back")}</Button></div>
        </>
      )}
    </section>
  );
}
