// The first owner: a name and a password, by the one-time link. And what is said to who comes without one.
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n/i18n.ts";
import { PasswordField, TextField } from "../../shared/ui/Field.tsx";
import { Empty } from "../../shared/ui/States.tsx";
import { makeOwner } from "../api.ts";
import { StepForm } from "./StepForm.tsx";

// He comes back here once he has signed in.
const SIGN_IN = "/login?next=/setup";

export function OwnerStep({ token, onDone }: { token: string; onDone: () => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const submit = async (): Promise<void> => {
    await makeOwner(token, name.trim(), password);
    // The link is used up; nobody is to find it in the history.
    history.replaceState(null, "", location.pathname);
    onDone();
  };
  return (
    <StepForm verb={t("first-make-owner")} onSubmit={submit} aside={<a class="button" href={SIGN_IN}>{t("first-begun")}</a>}
      otherwise={<a class="button" href={SIGN_IN}>{t("first-sign-in")}</a>}>
      <TextField label={t("first-name")} help={t("first-name-help")} value={name} onValue={setName} required first autocomplete="username"
        spellcheck={false} autocapitalize="off" />
      <PasswordField label={t("first-password")} help={t("first-password-help")} value={password} onValue={setPassword} required
        autocomplete="new-password" />
    </StepForm>
  );
}

export function NoLink() {
  return (
    <>
      <h1 class="unseen">{t("first-title")}</h1>
      <Empty icon="key-round" title={t("first-no-link")} action={<a class="button primary" href={SIGN_IN}>{t("first-sign-in")}</a>}>
        {t("first-no-link-about")}
      </Empty>
    </>
  );
}
