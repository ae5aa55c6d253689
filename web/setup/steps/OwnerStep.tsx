// The first owner: a name and a password, by the one-time link. And what is said to who comes without one.
import { useCallback, useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { useCheck } from "../../shared/password/check.ts";
import { otherFaults, type Policy } from "../../shared/password/model.ts";
import { Rules } from "../../shared/password/Rules.tsx";
import { PasswordField, TextField } from "../../shared/ui/Field.tsx";
import { Empty } from "../../shared/ui/States.tsx";
import { Strength } from "../../shared/ui/Strength.tsx";
import { checkOwner, makeOwner, ownerPolicy } from "../api.ts";
import { StepForm } from "./StepForm.tsx";

// He comes back here once he has signed in.
const SIGN_IN = "/login?next=/setup";

export function OwnerStep({ token, onDone }: { token: string; onDone: () => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [policy, setPolicy] = useState<Policy | null>(null);
  const [isSent, setSent] = useState(false);
  const [over, setOver] = useState<Problem | null>(null);
  // Without it a password can be set all the same. A link that does not hold is told before he writes anything.
  useEffect(() => {
    ownerPolicy(token).then(setPolicy, (error: unknown) => { if (asProblem(error).status === 403) setOver(asProblem(error)); });
  }, [token]);
  const said = useCheck(password, useCallback((typed: string) => checkOwner(token, name.trim(), typed), [token, name]), policy !== null && !isSent);
  const fault = policy ? otherFaults(policy, said)[0] : undefined;
  const submit = async (): Promise<void> => {
    setSent(true);  // then the link is used up, and is not shown for a check any more
    await makeOwner(token, name.trim(), password).catch((error: unknown) => { setSent(false); throw error; });
    // The link is used up; nobody is to find it in the history.
    history.replaceState(null, "", location.pathname);
    onDone();
  };
  return (
    <StepForm verb={t("first-make-owner")} onSubmit={submit} told={over} aside={<a class="button" href={SIGN_IN}>{t("first-begun")}</a>}
      otherwise={<a class="button" href={SIGN_IN}>{t("first-sign-in")}</a>}>
      <TextField label={t("first-name")} help={t("first-name-help")} value={name} onValue={setName} required first autocomplete="username"
        spellcheck={false} autocapitalize="off" />
      <PasswordField label={t("first-password")} help={t("first-password-help")} value={password} onValue={setPassword} required
        autocomplete="new-password" error={fault} />
      {policy && (
        <>
          <Strength score={said ? said.strength : null} />
          <h2 class="small">{t("password-policy")}</h2>
          <Rules policy={policy} said={said} />
        </>
      )}
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
