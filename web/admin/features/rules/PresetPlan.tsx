// What a set of rules makes of those that there are, before it takes their place: rule by rule, member by member, and what of it is weaker.
import { declared, t } from "../../../shared/i18n/i18n.ts";
import { Changes } from "../../../shared/ui/Diff.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { MemberChange, RuleChange } from "./model.ts";
import { actionOf, kindOf } from "./words.ts";

function valueOf({ member }: MemberChange, text: string): string {
  switch (member) {
    case "action": return actionOf(text);
    case "kind": return kindOf(text);
    case "enabled": case "notify": return t(text === "on" ? "kit-on" : "kit-off");
    case "description": return declared(text);
    default: return text;
  }
}

const Weaker = () => <VerdictMark verdict="warn">{t("rules-plan-weaker")}</VerdictMark>;

function Planned({ of: { rule, change, weaker, members } }: { of: RuleChange }) {
  const rows = members.map((one) => ({
    key: one.member, label: declared(one.label), from: valueOf(one, one.before), to: valueOf(one, one.after),
    ...(one.weaker && { note: <Weaker /> }),
  }));
  return (
    <li class="rule-plan">
      <div class="spread"><span class="rule-name">{rule}</span>{change !== "changed" && weaker && <Weaker />}</div>
      {change === "changed" ? <Changes label={rule} changes={rows} /> : <p class="dim">{t(`rules-plan-${change}`)}</p>}
    </li>
  );
}

export function PresetPlan({ plan }: { plan: readonly RuleChange[] }) {
  const weaker = plan.filter((one) => one.weaker).length;
  if (plan.length === 0) return <Callout verdict="ok">{t("rules-plan-none")}</Callout>;
  return (
    <>
      <Callout verdict={weaker > 0 ? "warn" : "ok"}>
        {t("rules-plan-count", { count: plan.length })} {weaker > 0 && t("rules-plan-weaker-count", { count: weaker })}
      </Callout>
      <ul class="rule-plans" aria-label={t("rules-plan")}>{plan.map((one) => <Planned key={one.rule} of={one} />)}</ul>
    </>
  );
}
