// Another name for an account, in its domain; the old one leads to it as an alias unless that is not wanted.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { domainOf, localOf } from "../../people/model.ts";
import { renameAccount } from "./api.ts";

export interface RenameProps { address: string; open: boolean; onClose: () => void; onDone: (renamed: string) => void }

export function Rename({ address, open, onClose, onDone }: RenameProps) {
  const [name, setName] = useState("");
  const [keepsOld, keepOld] = useState(true);
  useEffect(() => { setName(localOf(address)); keepOld(true); }, [open]);
  const submit = async (): Promise<void> => onDone((await renameAccount(address, name.trim(), keepsOld)).address);
  return (
    <FormDialog title={t("account-rename-title", { address })} open={open} onClose={onClose} verb={t("account-rename")} onSubmit={submit}>
      {(refused) => (
        <>
          <p>{t("account-rename-about")}</p>
          <TextField label={t("account-rename-name", { domain: domainOf(address) })} value={name} onValue={setName} error={refused("name")} first
            required spellcheck={false} autocomplete="off" />
          <Switch label={t("account-rename-keep")} help={t("account-rename-keep-help", { address })} on={keepsOld} onChange={keepOld} />
        </>
      )}
    </FormDialog>
  );
}
