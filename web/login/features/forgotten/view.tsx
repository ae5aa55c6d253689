// A forgotten password: asking for a token, giving it, and setting a new password by it. What is said is the same whoever there is.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { otherFaults, type Check, type Policy } from "../../../shared/password/model.ts";
import { Rules } from "../../../shared/password/Rules.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { PasswordField, TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Strength } from "../../../shared/ui/Strength.tsx";

export type Progress = "form" | "busy" | "done" | "failed";

interface StepProps { title: string; onGo: () => void; onBack: () => void; children: ComponentChildren }

const Step = ({ title, onGo, onBack, children }: StepProps) => (
  <form class="login-form" onSubmit={(event) => { event.preventDefault(); onGo(); }}>
    <h1>{title}</h1>
    {children}
    <Button kind="quiet" icon="arrow-left" class="wide" onClick={onBack}>{t("forgotten-back")}</Button>
  </form>
);

export interface AskResetProps { progress: Progress; refusal: string; onAsk: (name: string) => void; onToken: () => void; onBack: () => void }

export function AskReset({ progress, refusal, onAsk, onToken, onBack }: AskResetProps) {
  const [name, setName] = useState("");
  return (
    <Step title={t("forgotten-title")} onBack={onBack} onGo={() => { if (progress !== "busy") onAsk(name.trim()); }}>
      <p class="dim">{t("forgotten-about")}</p>
      {progress === "failed" && <Callout verdict="bad" urgent>{refusal}</Callout>}
      <TextField label={t("forgotten-name")} value={name} onValue={setName} required autocomplete="username" first spellcheck={false}
        autocapitalize="off" inputMode="email" />
      <Button type="submit" kind="primary" class="wide" busy={progress === "busy"}>{t("forgotten-ask")}</Button>
      <Button class="wide" onClick={onToken}>{t("forgotten-have")}</Button>
    </Step>
  );
}

// `heard`: he has asked for it just now, and it may be on its way.
export function GiveToken({ heard, onToken, onBack }: { heard: boolean; onToken: (token: string) => void; onBack: () => void }) {
  const [token, setToken] = useState("");
  return (
    <Step title={t("forgotten-title")} onBack={onBack} onGo={() => onToken(token.trim())}>
      {heard && <Callout verdict="info" urgent>{t("forgotten-heard")}</Callout>}
      <TextField label={t("forgotten-token")} help={t("forgotten-token-about")} value={token} onValue={setToken} required first
        autocomplete="off" spellcheck={false} autocapitalize="off" class="input mono" />
      <Button type="submit" kind="primary" class="wide">{t("forgotten-go-on")}</Button>
    </Step>
  );
}

export interface SetPasswordProps {
  progress: Progress;
  refusal: { ofPassword: boolean; text: string };
  password: string;
  onPassword: (password: string) => void;
  policy: Policy | null;
  unread: boolean;  // the policy could not be read
  onReadAgain: () => void;
  said: Check | null;
  onSet: () => void;
  onToken: () => void;
  onBack: () => void;
}

export function SetPassword({ progress, refusal, password, onPassword, policy, unread, onReadAgain, said, onSet, ...ways }: SetPasswordProps) {
  const { onToken, onBack } = ways;
  if (progress === "done")
    return <Step title={t("reset-title")} onBack={onBack} onGo={onBack}><Callout verdict="ok" urgent>{t("reset-done")}</Callout></Step>;
  const failed = progress === "failed";
  const other = policy && otherFaults(policy, said)[0];
  return (
    <Step title={t("reset-title")} onBack={onBack} onGo={() => { if (progress !== "busy") onSet(); }}>
      {failed && !refusal.ofPassword && <Callout verdict="bad" urgent>{refusal.text}</Callout>}
      <PasswordField label={t("reset-password")} help={t("reset-help")} value={password} onValue={onPassword} required
        autocomplete="new-password" first error={failed && refusal.ofPassword ? refusal.text : other} />
      {unread && (
        <Callout verdict="info" action={<Button icon="rotate-ccw" onClick={onReadAgain}>{t("kit-retry")}</Button>}>
          {t("reset-policy-not-read")}
        </Callout>
      )}
      {policy && (
        <>
          <Strength score={said ? said.strength : null} />
          <h2 class="small">{t("password-policy")}</h2>
          <Rules policy={policy} said={said} />
        </>
      )}
      <Button type="submit" kind="primary" class="wide" busy={progress === "busy"}>{t("reset-set")}</Button>
      {failed && !refusal.ofPassword && <Button class="wide" onClick={onToken}>{t("reset-other-token")}</Button>}
    </Step>
  );
}
