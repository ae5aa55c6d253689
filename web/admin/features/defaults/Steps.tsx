// What is set in which domain, from what to what.
import { t } from "../../../shared/i18n/i18n.ts";
import { Changes } from "../../../shared/ui/Diff.tsx";
import { settingName } from "../../people/domainSchema.ts";
import type { Step } from "./model.ts";

export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <div class="preview" tabIndex={0} role="group" aria-label={t("defaults-steps")}>
      <Changes label={t("defaults-steps")} changes={steps.map((step) => ({
        key: `${step.domain} ${step.setting}`, label: <><bdi>{step.domain}</bdi> <span class="dim">{settingName(step.setting)}</span></>,
        from: step.before || t("kit-empty-value"), to: step.after || t("kit-empty-value"),
      }))} />
    </div>
  );
}
