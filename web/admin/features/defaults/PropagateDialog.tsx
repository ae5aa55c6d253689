// What new domains begin with is set in domains that are there: which settings, which domains, then what that changes, then it is done.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Callout } from "../../../shared/ui/States.tsx";
import { propagate } from "./api.ts";
import { bySetting, countDomains, domainsIn, type Drift, type Plan } from "./model.ts";
import { settingName } from "../../people/domainSchema.ts";
import { Picks } from "../../parts/Picks.tsx";
import { Steps } from "./Steps.tsx";

export interface PropagateDialogProps {
  drift: readonly Drift[];
  settings: readonly string[] | null;  // chosen at first; none: it is shut
  onClose: () => void;
  onDone: (plan: Plan) => void;
}

export function PropagateDialog({ drift, settings, onClose, onDone }: PropagateDialogProps) {
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [spared, spare] = useState<ReadonlySet<string>>(new Set());
  const [plan, setPlan] = useState<Plan | null>(null);
  useEffect(() => { choose(new Set(settings ?? [])); spare(new Set()); setPlan(null); }, [settings]);
  const domains = domainsIn(drift, chosen);
  const meant = domains.filter((name) => !spared.has(name));
  const submit = async (): Promise<unknown> => {
    if (chosen.size === 0 || meant.length === 0) throw new Error(t("defaults-choose"));
    if (plan) return onDone(await propagate([...chosen], meant, false));
    setPlan(await propagate([...chosen], meant, true));
    return "stay";
  };
  return (
    <FormDialog title={t("defaults-propagate")} open={settings !== null} onClose={onClose} wide onSubmit={submit}
      verb={plan ? t("defaults-apply", { count: plan.changes.length }) : t("defaults-preview")}>
      {() => (
        <>
          <Picks label={t("defaults-which-settings")} all={bySetting(drift).map((row) => row.setting)} nameOf={settingName}
            chosen={[...chosen]} onChoose={(some) => { setPlan(null); choose(new Set(some)); }} />
          <Picks label={t("defaults-which-domains")} all={domains} nameOf={(name) => name} chosen={meant}
            onChoose={(some) => {
              setPlan(null);
              spare(new Set([...spared, ...domains].filter((name) => !some.includes(name))));
            }} />
          {plan && (
            <>
              <Callout verdict="info">{t("defaults-plan", { changes: plan.changes.length, domains: countDomains(plan.changes) })}</Callout>
              <Steps steps={plan.changes} />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
