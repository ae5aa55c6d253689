// All rules at once, as one of the sets that come along.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { choosePreset } from "./api.ts";

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
  const [typed, type] = useState("");
  useEffect(() => { if (open) { choose("strict"); type(""); } }, [open]);
  const submit = async (): Promise<void> => {
    if (!mayUndo && typed.trim() !== set) throw new Error(t("kit-type-differs", { word: set }));
    onDone(set, await choosePreset(set, mayUndo));
  };
  return (
    <FormDialog title={t("rules-preset-title")} open={open} onClose={onClose} verb={t("rules-preset-verb")} danger={!mayUndo} onSubmit={submit}>
      {() => (
        <>
          <Segmented label={t("rules-preset-set")} value={set} onChange={choose}
            segments={SETS.map((value) => ({ value, label: t(`rules-preset-${value}`) }))} />
          <Callout verdict={set === "strict" ? "ok" : "warn"}>{t(`rules-preset-about-${set}`)}</Callout>
          <p class="dim">{t("rules-preset-all")}</p>
          {!mayUndo && (
            <TextField label={t("kit-type-to-confirm", { word: set })} help={t("rules-preset-no-way-back")} value={typed} onValue={type}
              autocomplete="off" spellcheck={false} />
          )}
        </>
      )}
    </FormDialog>
  );
}
