// The form to sign in. It asks for everything at once, so that no answer tells a stranger which part was right.
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { PasswordField, TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { Trouble } from "./model.ts";
import "./sign-in.css";

export interface SignInFormProps {
  busy: boolean;
  trouble: Trouble | null;
  onSignIn: (name: string, password: string, code: string) => void;
  onPasskey: (() => void) | null;  // none: this browser has no passkeys
  onForgotten: (() => void) | null;
  within?: { name: string };  // in a dialog, which has a heading: who was signed in before
}

export function SignInForm({ busy, trouble, onSignIn, onPasskey, onForgotten, within }: SignInFormProps) {
  const [name, setName] = useState(within?.name ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const wait = useCountdown(trouble);
  return (
    <form class="login-form" onSubmit={(event) => {
      event.preventDefault();
      if (!busy && wait === 0) onSignIn(name.trim(), password, code);
    }}>
      {!within && <h1>{t("login-title")}</h1>}
      {trouble && <Said trouble={trouble} wait={wait} />}
      <TextField label={t("login-name")} value={name} onValue={setName} required autocomplete="username webauthn" first={!within} spellcheck={false}
        autocapitalize="off" inputMode="email" />
      <PasswordField label={t("login-password")} value={password} onValue={setPassword} required first={within !== undefined}
        autocomplete="current-password"
        aside={onForgotten && <button type="button" class="link" onClick={onForgotten}>{t("login-forgotten")}</button>} />
      <TextField label={t("login-code")} help={t("login-code-help")} value={code} onValue={setCode} autocomplete="one-time-code" inputMode="text"
        spellcheck={false} autocapitalize="off" class="input mono" />
      <Button type="submit" kind="primary" class="wide" busy={busy} disabled={wait > 0}>{t("login-enter")}</Button>
      {onPasskey && (
        <>
          <div class="login-or" role="separator"><span class="dim small">{t("login-or")}</span></div>
          <Button icon="fingerprint" class="wide" disabled={busy || wait > 0} onClick={onPasskey}>{t("login-passkey")}</Button>
        </>
      )}
    </form>
  );
}

function useCountdown(trouble: Trouble | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = trouble?.kind === "wait" ? Date.now() + trouble.seconds * 1000 : 0;
    const tick = (): void => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    if (until === 0) return;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [trouble]);
  return left;
}

function Said({ trouble, wait }: { trouble: Trouble; wait: number }) {
  if (trouble.kind === "wait") return wait > 0 ? <Callout verdict="warn" urgent>{t("login-wait", { seconds: wait })}</Callout> : null;
  if (trouble.kind === "unreachable") return <Callout verdict="bad" urgent>{t("login-unreachable")}</Callout>;
  if (trouble.kind === "refused") return <Callout verdict="bad" urgent>{t("login-refused")}</Callout>;
  return <Callout verdict="bad" urgent>{t("login-failed")}{trouble.correlation && <code>{trouble.correlation}</code>}</Callout>;
}
