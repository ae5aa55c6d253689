// A token is made for one program: in whose name it calls, what it may do, from where, and how long.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { RolesField } from "../../parts/RolesField.tsx";
import { add, administratorNames } from "./api.ts";
import { LIVES, type FreshToken } from "./model.ts";

export interface NewDialogProps { own: string; open: boolean; onClose: () => void; onDone: (label: string, token: string) => void }

export function NewDialog({ own, open, onClose, onDone }: NewDialogProps) {
  const plain: FreshToken = { name: own, label: "", roles: ["reader"], networks: [], expires_in: "90d" };
  const [entered, enter] = useState(plain);
  const [names, setNames] = useState<readonly string[]>([own]);
  useEffect(() => {
    if (!open) return;
    enter(plain);
    administratorNames().then(setNames, () => setNames([own]));
  }, [open]);
  const change = (some: Partial<FreshToken>): void => enter({ ...entered, ...some });
  const submit = async (): Promise<void> => onDone(entered.label.trim(), (await add({ ...entered, label: entered.label.trim() })).token);
  return (
    <FormDialog title={t("keys-add")} open={open} onClose={onClose} verb={t("keys-add-verb")} onSubmit={submit}>
      {(refused) => (
        <>
          <TextField label={t("keys-label")} help={t("keys-label-help")} value={entered.label} onValue={(label) => change({ label })}
            error={refused("label")} first required autocomplete="off" />
          <SelectField label={t("keys-administrator")} help={t("keys-administrator-help")} value={entered.name} onValue={(name) => change({ name })}
            choices={names.map((value) => ({ value, label: value }))} error={refused("name")} />
          <RolesField label={t("keys-roles")} roles={entered.roles} onRoles={(roles) => change({ roles })} error={refused("roles")} />
          <Chips label={t("keys-networks")} help={t("keys-networks-help")} values={entered.networks} onChange={(networks) => change({ networks })}
            error={refused("networks")} placeholder="192.0.2.0/24" />
          <SelectField label={t("keys-life")} value={entered.expires_in} onValue={(life) => change({ expires_in: life })}
            choices={LIVES.map((value) => ({ value, label: t(`keys-life-${value}`) }))} />
        </>
      )}
    </FormDialog>
  );
}
