// A rule of one's own. It is made switched off, and its page is where it is tried.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { change, editable } from "./api.ts";
import { fresh, KIND_NAMES, withRule } from "./model.ts";
import { kindOf } from "./words.ts";

const PLAIN = { id: "", kind: "brute-force-by-address", description: "" };

export interface NewRuleDialogProps { open: boolean; taken: readonly string[]; onClose: () => void; onDone: (rule: string) => void }

export function NewRuleDialog({ open, taken, onClose, onDone }: NewRuleDialogProps) {
  const [entered, enter] = useState(PLAIN);
  const [wrong, setWrong] = useState<string | null>(null);
  const put = (some: Partial<typeof PLAIN>): void => { setWrong(null); enter({ ...entered, ...some }); };
  useEffect(() => { if (open) { enter(PLAIN); setWrong(null); } }, [open]);
  const submit = async (): Promise<void> => {
    const id = entered.id.trim();
    const why = !/^[a-z0-9-]{1,64}$/.test(id) ? t("rules-name-wrong") : taken.includes(id) ? t("rules-name-taken") : null;
    setWrong(why);
    if (why) throw new Error(why);
    const { fields } = await editable();
    await change(withRule(fresh(id, entered.kind, fields, entered.description.trim()), Infinity));
    onDone(id);
  };
  return (
    <FormDialog title={t("rules-add")} open={open} onClose={onClose} verb={t("rules-add-verb")} onSubmit={submit}>
      {() => (
        <>
          <TextField label={t("rules-name")} help={t("rules-name-help")} value={entered.id} onValue={(id) => put({ id })} error={wrong} first required
            spellcheck={false} autocomplete="off" autocapitalize="none" />
          <SelectField label={t("rules-counts")} value={entered.kind} onValue={(kind) => put({ kind })}
            choices={KIND_NAMES.map((value) => ({ value, label: kindOf(value) }))} />
          <TextField label={t("rules-description")} help={t("rules-description-help")} value={entered.description}
            onValue={(description) => put({ description })} />
        </>
      )}
    </FormDialog>
  );
}
