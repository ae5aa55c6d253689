// What is done to an administrator by a form: he is made, his rights, his networks and his password are changed.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { PasswordField, TextField } from "../../../shared/ui/Field.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { NetworksField, type Network } from "../../parts/NetworksField.tsx";
import { add, setNetworks, setPassword, setRights } from "./api.ts";
import { rulesOf, type Administrator, type Rights } from "./model.ts";
import { RightsFields } from "./RightsFields.tsx";

const PLAIN: Rights = { roles: ["reader"], domains: null };

export interface NewDialogProps { open: boolean; onClose: () => void; onDone: (name: string, password: string) => void }

export function NewDialog({ open, onClose, onDone }: NewDialogProps) {
  const [name, setName] = useState("");
  const [rights, setEntered] = useState(PLAIN);
  const [networks, enter] = useState<readonly Network[]>([]);
  useEffect(() => { if (open) { setName(""); setEntered(PLAIN); enter([]); } }, [open]);
  const submit = async (): Promise<void> => {
    const wanted = name.trim();
    onDone(wanted, await add({ ...rights, name: wanted, networks: rulesOf(networks) }));
  };
  return (
    <FormDialog title={t("admins-add")} open={open} onClose={onClose} verb={t("admins-add-verb")} onSubmit={submit}>
      {(refused) => (
        <>
          <TextField label={t("admins-name")} help={t("admins-name-help")} value={name} onValue={setName} error={refused("name")} first required
            spellcheck={false} autocomplete="off" autocapitalize="off" />
          <RightsFields rights={rights} onRights={setEntered} refused={refused} />
          <NetworksField label={t("admins-networks")} help={t("admins-networks-new")} networks={networks} onNetworks={enter} />
        </>
      )}
    </FormDialog>
  );
}

export interface OfOneProps { one: Administrator; open: boolean; onClose: () => void }

export function RightsDialog({ one, open, onClose, onDone }: OfOneProps & { onDone: (before: Rights) => void }) {
  const [rights, enter] = useState<Rights>(one);
  useEffect(() => { if (open) enter({ roles: one.roles, domains: one.domains }); }, [open]);
  const submit = async (): Promise<void> => {
    await setRights(one.name, rights);
    onDone({ roles: one.roles, domains: one.domains });
  };
  return (
    <FormDialog title={t("admins-rights-of", { name: one.name })} open={open} onClose={onClose} verb={t("admins-save")} onSubmit={submit}>
      {(refused) => <><p class="dim">{t("admins-sessions-end")}</p><RightsFields rights={rights} onRights={enter} refused={refused} /></>}
    </FormDialog>
  );
}

export function NetworksDialog({ one, open, onClose, onDone }: OfOneProps & { onDone: (before: readonly Network[]) => void }) {
  // One more is what most come for: there is a line for it at once.
  const begin = (): Network[] => [...one.networks, { network: "", description: "" }];
  const [networks, enter] = useState<readonly Network[]>(begin);
  useEffect(() => { if (!open) enter(begin()); }, [open, one.networks]);
  const submit = async (): Promise<void> => {
    await setNetworks(one.name, rulesOf(networks));
    onDone(one.networks);
  };
  return (
    <FormDialog title={t("admins-networks-of", { name: one.name })} open={open} onClose={onClose} verb={t("admins-save")} onSubmit={submit} wide>
      {() => <NetworksField label={t("admins-networks")} help={t("admins-networks-help")} networks={networks} onNetworks={enter} />}
    </FormDialog>
  );
}

// `onDone` is given the password if the server made it.
export function PasswordDialog({ one, open, onClose, onDone }: OfOneProps & { onDone: (made: string | null) => void }) {
  const [isMade, make] = useState(true);
  const [password, setTyped] = useState("");
  useEffect(() => { if (open) { make(true); setTyped(""); } }, [open]);
  const submit = async (): Promise<void> => {
    onDone(await setPassword(one.name, isMade ? undefined : password));
  };
  return (
    <FormDialog title={t("admins-password-of", { name: one.name })} open={open} onClose={onClose} verb={t("admins-password-set")}
      word={one.name} onSubmit={submit}>
      {(refused) => (
        <>
          <p class="dim">{t("admins-sessions-end")}</p>
          <Switch label={t("admins-password-made")} help={t("admins-password-made-help")} on={isMade} onChange={make} />
          {!isMade && <PasswordField label={t("admins-password")} value={password} onValue={setTyped} error={refused("password")} required
            autocomplete="new-password" />}
        </>
      )}
    </FormDialog>
  );
}
