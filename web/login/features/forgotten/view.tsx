// A forgotten password: asking for a link, and setting a new one by it. What is said is the same whoever there is.
import { useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { PasswordField, TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";

export type Progress = "form" | "busy" | "done" | "failed";

export function AskReset({ progress, onAsk, onBack }: { progress: Progress; onAsk: (name: string) => void; onBack: () => void }) {
  const [name, setName] = useState("");
  return (
    <form class="login-form" onSubmit={(event) => { event.preventDefault(); if (progress !== "busy") onAsk(name.trim()); }}>
      <h1>{t("forgotten-title")}</h1>
      {progress === "done" ? <Callout verdict="info" urgent>{t("forgotten-heard")}</Callout> : <p class="dim">{t("forgotten-about")}</p>}
      {progress === "failed" && <Callout verdict="bad" urgent>{t("login-failed")}</Callout>}
      {progress !== "done" && (
        <>
          <TextField label={t("forgotten-name")} value={name} onValue={setName} required autocomplete="username" first spellcheck={false}
            autocapitalize="off" inputMode="email" />
          <Button type="submit" kind="primary" class="wide" busy={progress === "busy"}>{t("forgotten-ask")}</Button>
        </>
      )}
      <Button kind="quiet" icon="arrow-left" class="wide" onClick={onBack}>{t("forgotten-back")}</Button>
    </form>
  );
}

export interface SetPasswordProps { progress: Progress; refusal: string; onSet: (password: string) => void; onBack: () => void }

export function SetPassword({ progress, refusal, onSet, onBack }: SetPasswordProps) {
  const [password, setPassword] = useState("");
  return (
    <form class="login-form" onSubmit={(event) => { event.preventDefault(); if (progress !== "busy") onSet(password); }}>
      <h1>{t("reset-title")}</h1>
      {progress === "done" && <Callout verdict="ok" urgent>{t("reset-done")}</Callout>}
      {progress !== "done" && (
        <>
          <PasswordField label={t("reset-password")} help={t("reset-help")} value={password} onValue={setPassword} required
            autocomplete="new-password" first error={progress === "failed" ? refusal : null} />
          <Button type="submit" kind="primary" class="wide" busy={progress === "busy"}>{t("reset-set")}</Button>
        </>
      )}
      <Button kind="quiet" icon="arrow-left" class="wide" onClick={onBack}>{t("forgotten-back")}</Button>
    </form>
  );
}
