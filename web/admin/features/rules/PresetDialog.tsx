// All rules at once, as one of the sets that come along: what that changes is shown before it is done.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { choosePreset, planPreset } from "./api.ts";
import { isSamePlan } from "./model.ts";
import { PresetPlan } from "./PresetPlan.tsx";

const SETS = ["strict", "balanced", "relaxed"] as const;
type Set = (typeof SETS)[number];

export interface PresetDialogProps {
  open: boolean;
  mayUndo: boolean;
  onClose: () => void;
  onDone: (set: Set, undo: (() => Promise<void>) | undefined) => void;
}

export function PresetDialog({ open, mayUndo, onClose, onDone }: PresetDialogProps) {
  const [set, choose] = useState<Set>("strict");
  const plan = useLoaded(async () => (open ? planPreset(set) : []), [open, set]);
  useEffect(() => { if (open) choose("strict"); }, [open]);
  const isNothing = plan.data?.length === 0;
  const submit = async (): Promise<void> => {
    if (isNothing) return;
    if (plan.data === null) throw new Error(t("rules-plan-unread"));
    if (!isSamePlan(plan.data, await planPreset(set))) {
      await plan.read();
      throw new Error(t("rules-plan-old"));
    }
    onDone(set, await choosePreset(set, mayUndo));
  };
  return (
    <FormDialog title={t("rules-preset-title")} open={open} onClose={onClose} verb={t(isNothing ? "kit-close" : "rules-preset-verb")}
      word={mayUndo || isNothing ? "" : set} onSubmit={submit} wide>
      {() => (
        <>
          <Segmented label={t("rules-preset-set")} value={set} onChange={choose}
            segments={SETS.map((value) => ({ value, label: t(`rules-preset-${value}`) }))} />
          <Callout verdict={set === "strict" ? "ok" : "warn"}>{t(`rules-preset-about-${set}`)}</Callout>
          <p class="dim">{t("rules-preset-all")}</p>
          <Shown of={plan} what={t("rules-plan-unread")}>{(changes) => <PresetPlan plan={changes} />}</Shown>
          {!mayUndo && !isNothing && <Callout verdict="warn">{t("rules-preset-no-way-back")}</Callout>}
        </>
      )}
    </FormDialog>
  );
}
