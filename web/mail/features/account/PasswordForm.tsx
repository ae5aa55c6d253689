// A new password: while it is typed the server says how strong it is and what it breaks, and what it has to be stands beside it.
import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { PasswordField } from "../../../shared/ui/Field.tsx";
import { Icon, type IconName } from "../../../shared/ui/Icon.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Strength } from "../../../shared/ui/Strength.tsx";
import type { Person } from "../../session.ts";
import { check, setPassword } from "./api.ts";
import { isKept, otherFaults, rulesOf, type Check, type Kept, type Policy } from "./model.ts";

const PAUSE = 250;
const ICONS: Readonly<Record<Kept, IconName>> = { kept: "circle-check", broken: "circle-x", unknown: "info" };

// What the server says of the last text that was typed; nothing while it is asked.
function useCheck(address: string, password: string): Check | null {
  const [found, setFound] = useState<{ of: string; check: Check } | null>(null);
  const latest = useRef(password);
  latest.current = password;
  useEffect(() => {
    if (password === "") return undefined;
    const timer = setTimeout(() => {
      // Typing goes on without it: what is wrong is told when it is set.
      check(address, password).then((said) => { if (latest.current === password) setFound({ of: password, check: said }); }, () => undefined);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [address, password]);
  return password !== "" && found ? found.check : null;
}

export interface PasswordFormProps { address: string; policy: Policy; onChanged: (person: Person) => void }

export function PasswordForm({ address, policy, onChanged }: PasswordFormProps) {
  const [password, enter] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const said = useCheck(address, password);
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
        <h3>{t("own-policy")}</h3>
        {policy.exempt && <p class="dim">{t("own-exempt")}</p>}
        <ul class="rules">
          {rulesOf(policy).map((rule) => {
            const kept = isKept(rule, said);
            return (
              <li key={rule.rule} class={`rule ${kept}`}>
                <Icon name={ICONS[kept]} />
                <span>
                  {t(`rule-${rule.rule}`, { count: rule.count })}{kept !== "unknown" && <span class="unseen"> {t(`rule-is-${kept}`)}</span>}
                </span>
              </li>
            );
          })}
        </ul>
        {policy.expires_after > 0 && <p class="dim small">{t("own-expires-after", { count: policy.expires_after })}</p>}
      </div>
    </form>
  );
}
