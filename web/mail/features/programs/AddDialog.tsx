// A password for one program: what it is for, where it opens, from where and until when.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { add } from "./api.ts";
import { LIVES, PLAIN, PROTOCOLS, wanted, type Entered, type Made } from "./model.ts";

export interface AddDialogProps { open: boolean; address: string; onClose: () => void; onMade: (made: Made) => void }

export function AddDialog({ open, address, onClose, onMade }: AddDialogProps) {
  const [entered, enter] = useState<Entered>(PLAIN);
  const change = (some: Partial<Entered>): void => enter({ ...entered, ...some });
  const turn = (protocol: string, on: boolean): void =>
    change({ protocols: PROTOCOLS.filter((one) => (one === protocol ? on : entered.protocols.includes(one))) });
  useEffect(() => { if (open) enter(PLAIN); }, [open]);
  const submit = async (): Promise<void> => {
    const asked = wanted(entered);
    if (asked.protocols.length === 0) throw new Error(t("programs-needs-protocol"));
    onMade(await add(address, asked));
  };
  return (
    <FormDialog title={t("programs-add")} open={open} onClose={onClose} verb={t("programs-make")} onSubmit={submit}>
      {(refused) => (
        <>
          <TextField label={t("programs-label")} help={t("programs-label-help")} value={entered.label} onValue={(label) => change({ label })}
            error={refused("label")} first required autocomplete="off" />
          <fieldset class="stack">
            <legend class="strong">{t("programs-opens")}</legend>
            {PROTOCOLS.map((one) => (
              <Switch key={one} label={t(`protocol-long-${one}`)} on={entered.protocols.includes(one) && !(entered.read_only && one === "smtp")}
                disabled={entered.read_only && one === "smtp"} onChange={(on) => turn(one, on)} />
            ))}
          </fieldset>
          <Switch label={t("programs-read-only")} on={entered.read_only} onChange={(on) => change({ read_only: on })} />
          <TextField label={t("programs-networks")} help={t("programs-networks-help")} value={entered.networks}
            onValue={(networks) => change({ networks })} error={refused("networks")} autocomplete="off" spellcheck={false} />
          <SelectField label={t("programs-expires-in")} value={entered.expires} onValue={(expires) => change({ expires })}
            choices={LIVES.map((value) => ({ value, label: t(`programs-life-${value || "none"}`) }))} />
        </>
      )}
    </FormDialog>
  );
}
