// A new password: while it is typed the server says how strong it is and what it breaks, and what it has to be stands beside it.
import { useCallback, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { useCheck } from "../../../shared/password/check.ts";
import { otherFaults, type Policy } from "../../../shared/password/model.ts";
import { Rules } from "../../../shared/password/Rules.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { PasswordField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Strength } from "../../../shared/ui/Strength.tsx";
import type { Person } from "../../session.ts";
import { check, setPassword } from "./api.ts";

export interface PasswordFormProps { address: string; policy: Policy; onChanged: (person: Person) => void }

export function PasswordForm({ address, policy, onChanged }: PasswordFormProps) {
  const [password, enter] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const said = useCheck(password, useCallback((typed: string) => check(address, typed), [address]), !busy);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (busy || password === "") return;
    setBusy(true);
    setProblem(null);
    setPassword(password).then(onChanged, (error: unknown) => setProblem(asProblem(error))).finally(() => setBusy(false));
  };
  const faults = otherFaults(policy, said);
  return (
    <form class="password-form" onSubmit={submit}>
      <div class="stack">
        <input class="unseen" type="text" autocomplete="username" value={address} readOnly tabIndex={-1} aria-hidden="true" />
        <PasswordField label={t("own-new-password")} value={password} onValue={(value) => { enter(value); setProblem(null); }}
          autocomplete="new-password" error={problem?.status === 400 ? problem.message : faults[0]} help={t("own-password-help")} />
        <Strength score={said ? said.strength : null} />
        {problem && problem.status !== 400 && (
          <Callout verdict="bad" urgent>{problem.message}{problem.correlation && <code class="dim small">{problem.correlation}</code>}</Callout>
        )}
        <div class="row"><Button kind="primary" type="submit" busy={busy}>{t("own-set-password")}</Button></div>
        <p class="dim small">{t("own-password-ends")}</p>
      </div>
      <div class="stack">
        <h3>{t("password-policy")}</h3>
        <Rules policy={policy} said={said} />
      </div>
    </form>
  );
}
