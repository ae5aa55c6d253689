// An account is made; its password is made with it and shown once, unless one is given.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../shared/forms/FormDialog.tsx";
import { SIZES, valueOf } from "../../shared/forms/quantity.ts";
import { Amount } from "../../shared/forms/SettingField.tsx";
import { t } from "../../shared/i18n/i18n.ts";
import { PasswordField, SelectField, TextField } from "../../shared/ui/Field.tsx";
import { Switch } from "../../shared/ui/Switch.tsx";
import { createAccount, domainNames } from "./api.ts";
import type { Account } from "./model.ts";

const PLAIN = { name: "", display_name: "", isLimited: false, quota: "1 GiB", isGiven: false, password: "" };

export interface NewAccountProps {
  domain: string;  // none: it is chosen
  open: boolean;
  onClose: () => void;
  onDone: (made: Account & { password?: string }) => void;
}

export function NewAccount({ domain, open, onClose, onDone }: NewAccountProps) {
  const [entered, enter] = useState(PLAIN);
  const [domains, setDomains] = useState<readonly string[]>(domain ? [domain] : []);
  const [home, setHome] = useState(domain);
  const change = (some: Partial<typeof PLAIN>): void => enter({ ...entered, ...some });
  useEffect(() => {
    if (!open) return;
    enter(PLAIN);
    if (domain) { setDomains([domain]); setHome(domain); return; }
    domainNames().then((names) => { setDomains(names); setHome((before) => before || (names[0] ?? "")); }, () => undefined);
  }, [open, domain]);
  const quota = valueOf(entered.quota, SIZES);
  const submit = async (): Promise<void> => {
    if (quota === null) throw new Error(t("forms-no-size"));
    const name = entered.name.trim();
    onDone(await createAccount({
      address: name.includes("@") ? name : `${name}@${home}`, display_name: entered.display_name.trim(), ...(entered.isLimited && { quota }),
      ...(entered.isGiven && { password: entered.password }),
    }));
  };
  return (
    <FormDialog title={t("people-add")} open={open} onClose={onClose} verb={t("people-add-verb")} onSubmit={submit}>
      {(refused) => (
        <>
          <TextField label={t("people-local")} help={t("people-local-help")} value={entered.name} onValue={(name) => change({ name })}
            error={refused("address")} first required spellcheck={false} autocapitalize="off" autocomplete="off" />
          <SelectField label={t("people-domain")} value={home} onValue={setHome} choices={domains.map((name) => ({ value: name,
            label: `@${name}` }))} />
          <TextField label={t("people-name")} value={entered.display_name} onValue={(display_name) => change({ display_name })}
            error={refused("display_name")} autocomplete="off" />
          <Switch label={t("people-give-quota")} help={t("people-give-quota-help")} on={entered.isLimited} onChange={(isLimited) => change({
            isLimited })} />
          {entered.isLimited && <Amount label={t("people-quota")} help={t("people-quota-help")} error={quota === null ? t("forms-no-size")
            : refused("quota")}
            value={entered.quota} onValue={(text) => change({ quota: text })} isSize />}
          <Switch label={t("people-give-password")} help={t("people-give-password-help")} on={entered.isGiven}
            onChange={(isGiven) => change({ isGiven })} />
          {entered.isGiven && (
            <PasswordField label={t("people-password")} value={entered.password} onValue={(password) => change({ password })}
              error={refused("password")} autocomplete="new-password" />
          )}
        </>
      )}
    </FormDialog>
  );
}
