// What a new password has to be, and which of it the one that is typed is already.
import { t } from "../i18n/i18n.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { isKept, rulesOf, type Check, type Kept, type Policy } from "./model.ts";
import "./rules.css";

const ICONS: Readonly<Record<Kept, IconName>> = { kept: "circle-check", broken: "circle-x", unknown: "info" };

export function Rules({ policy, said }: { policy: Policy; said: Check | null }) {
  return (
    <>
      {policy.exempt && <p class="dim">{t("password-exempt")}</p>}
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
      {policy.expires_after > 0 && <p class="dim small">{t("password-expires-after", { count: policy.expires_after })}</p>}
    </>
  );
}
