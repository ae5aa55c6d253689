// Passwords that the server logs in with where a route hands mail over: which there are and who uses them. None is ever shown again.
import { useEffect, useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import type { Draft } from "../../../shared/forms/draft.ts";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { PasswordField, TextField } from "../../../shared/ui/Field.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { isMissing, MEMBER, passwordsOf, removeSecret, ROUTES, secrets, setSecret, type Password, type Secret } from "./passwords.ts";

export interface RoutePasswordsProps { draft: Draft; may: boolean; toasts: Toasts }

// What is being done, and to which.
type Doing = { act: "set"; name: string } | { act: "delete"; name: string } | null;

export function RoutePasswords({ draft, may, toasts }: RoutePasswordsProps) {
  const kept = useLoaded(secrets, []);
  const [doing, start] = useState<Doing>(null);
  const stop = (): void => start(null);
  useEffect(() => {
    const all = kept.data;
    if (all) draft.remarkOn(ROUTES, MEMBER, (name) => (isMissing(all, name.trim()) ? t("settings-password-missing") : null));
  }, [draft, kept.data]);
  const remove = (name: string): void => {
    stop();
    removeSecret(name).then(() => toasts.add(t("settings-password-deleted", { name })),
      (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" })).finally(() => void kept.read());
  };
  return (
    <section class="panel settings-form" aria-label={t("settings-passwords")}>
      <div class="settings-heading stack">
        <div class="spread">
          <h2>{t("settings-passwords")}</h2>
          {may && <Button icon="plus" onClick={() => start({ act: "set", name: "" })}>{t("settings-password-add")}</Button>}
        </div>
        <p class="dim">{t("settings-passwords-about")}</p>
      </div>
      <Shown of={kept} what={t("settings-passwords-not-read")} rows={2}>
        {(all) => <List draft={draft} all={all} may={may} start={start} />}
      </Shown>
      <SetDialog name={doing?.act === "set" ? doing.name : null} onClose={stop} onDone={(name) => {
        toasts.add(t("settings-password-kept", { name }));
        void kept.read();
      }} />
      <TypedConfirmation title={t("settings-password-delete")} open={doing?.act === "delete"} onClose={stop} word={doing?.name ?? ""}
        verb={t("settings-password-delete")} onConfirm={() => remove(doing?.name ?? "")}>{t("settings-password-delete-why")}</TypedConfirmation>
    </section>
  );
}

function List({ draft, all, may, start }: { draft: Draft; all: readonly Secret[]; may: boolean; start: (doing: Doing) => void }) {
  const routes = draft.entered(ROUTES);
  const rows = passwordsOf(all, routes?.before ?? "[]", routes?.field.fields ?? []);
  if (rows.length === 0) return <p class="dim settings-none">{t("settings-passwords-none")}</p>;
  return (
    <ul class="settings-passwords">
      {rows.map((row) => (
        <li key={row.name}>
          <One row={row} />
          {may && <Acts row={row} start={start} />}
        </li>
      ))}
    </ul>
  );
}

// One that is in use stays: mail would wait for it.
function Acts({ row: { name, set, isUsed }, start }: { row: Password; start: (doing: Doing) => void }) {
  const verb = t(set === null ? "settings-password-set" : "settings-password-renew");
  const gone = t("settings-password-delete");
  return (
    <div class="row">
      <Button aria-label={`${verb}: ${name}`} onClick={() => start({ act: "set", name })}>{verb}</Button>
      {!isUsed && <Button icon="trash-2" aria-label={`${gone}: ${name}`} onClick={() => start({ act: "delete", name })}>{gone}</Button>}
    </div>
  );
}

function One({ row: { name, set, routes, isUsed } }: { row: Password }) {
  return (
    <div class="settings-password">
      <span class="strong mono">{name}</span>
      {set === null ? <VerdictMark verdict="bad">{t("settings-password-none-kept")}</VerdictMark>
        : <span class="dim small">{t("settings-password-since", { at: dateTime(set) })}</span>}
      <span class="small">
        {routes.length > 0 ? t("settings-password-routes", { routes: routes.join(", ") })
          : t(isUsed ? "settings-password-used" : "settings-password-unused")}
      </span>
    </div>
  );
}

// `name`: null: it is closed; "": of a new one, which is named here.
function SetDialog({ name, onClose, onDone }: { name: string | null; onClose: () => void; onDone: (name: string) => void }) {
  const [named, setNamed] = useState("");
  const [value, setValue] = useState("");
  useEffect(() => { setNamed(name ?? ""); setValue(""); }, [name]);
  const submit = async (): Promise<void> => {
    await setSecret(named.trim(), value);
    onDone(named.trim());
  };
  return (
    <FormDialog title={name ? t("settings-password-of", { name }) : t("settings-password-add")} open={name !== null} onClose={onClose}
      verb={t("settings-password-keep")} onSubmit={submit}>
      {(refused) => (
        <>
          {name === "" && (
            <TextField label={t("settings-password-name")} help={t("settings-password-name-help")} value={named} onValue={setNamed} required first
              error={refused("name")} autocomplete="off" autocapitalize="off" spellcheck={false} />
          )}
          <PasswordField label={t("settings-password-value")} help={t("settings-password-value-help")} value={value} onValue={setValue} required
            first={name !== ""} error={refused("value")} autocomplete="off" />
        </>
      )}
    </FormDialog>
  );
}
