// What may be changed of an account, in one form; all of it can be taken back.
import { useEffect, useState } from "preact/hooks";
import { changed } from "../../../shared/forms/changed.ts";
import { FormDialog, type Refused } from "../../../shared/forms/FormDialog.tsx";
import { said, SIZES, valueOf } from "../../../shared/forms/quantity.ts";
import { Amount } from "../../../shared/forms/Amount.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { languageNamed, mailLanguages } from "../../../shared/i18n/mail-language.ts";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import {
  SERVICES, SPAM_ACTIONS, SPAM_LEVELS, spamActionsOf, spamText, type CountryRule, type SpamAbovePerLevel, type SpamLevel,
} from "../../people/model.ts";
import { Picks } from "../../parts/Picks.tsx";
import { wordOf } from "./above.ts";
import { changeAccount, type AccountChange } from "./api.ts";
import type { AccountDetails } from "./model.ts";

const entryOf = (account: AccountDetails) => ({
  display_name: account.display_name, quota: account.quota === 0 ? "0 GiB" : said(account.quota, SIZES), recovery_address: account.recovery_address,
  country_rule: account.country_rule, countries: [...account.countries],
  services: [...account.services], spam: spamActionsOf(account.spam_actions), language: account.language,
});
type Entered = ReturnType<typeof entryOf>;

const changeOf = (entered: Entered): AccountChange => ({
  display_name: entered.display_name.trim(), quota: valueOf(entered.quota, SIZES) ?? 0, country_rule: entered.country_rule,
  countries: entered.countries, services: entered.services, spam_actions: spamText(entered.spam), recovery_address: entered.recovery_address.trim(),
  language: entered.language,
});

export interface EditAccountProps {
  account: AccountDetails;
  above: SpamAbovePerLevel;
  open: boolean;
  onClose: () => void;
  toasts: Toasts;
  read: () => Promise<void>;
}

export function EditAccount({ account, above, open, onClose, toasts, read }: EditAccountProps) {
  const [entered, enter] = useState(() => entryOf(account));
  const [before, begin] = useState(entered);
  useEffect(() => {
    if (!open) return;
    enter(entryOf(account));
    begin(entryOf(account));
  }, [open]);
  const submit = async (): Promise<void> => {
    if (valueOf(entered.quota, SIZES) === null) throw new Error(t("forms-no-size"));
    const [was, is] = [changeOf(before), changeOf(entered)];
    const [change, back] = [changed(was, is), changed(is, was)];
    if (Object.keys(change).length === 0) return;
    await changeAccount(account.address, change);
    toasts.add(t("account-saved"), { undo: async () => { await changeAccount(account.address, back); await read(); } });
    await read();
  };
  return (
    <FormDialog title={t("account-edit-title", { address: account.address })} open={open} onClose={onClose} verb={t("account-save")}
      onSubmit={submit}>
      {(refused) => (
        <Fields entered={entered} above={above} domainLanguage={account.domain_language} change={(some) => enter({ ...entered, ...some })}
          refused={refused} />
      )}
    </FormDialog>
  );
}

interface FieldsProps {
  entered: Entered; above: SpamAbovePerLevel; domainLanguage: string; change: (some: Partial<Entered>) => void; refused: Refused;
}

function Fields({ entered, above, domainLanguage, change, refused }: FieldsProps) {
  const choicesOf = (level: SpamLevel) => [{ value: "", label: wordOf(above[level]) },
    ...SPAM_ACTIONS.map((value) => ({ value, label: t(`people-spam-to-${value}`) }))];
  return (
    <>
      <TextField label={t("people-name")} value={entered.display_name} onValue={(display_name) => change({ display_name })}
        error={refused("display_name")} first autocomplete="off" />
      <Amount label={t("people-quota")} help={t("people-quota-help")} error={valueOf(entered.quota, SIZES) === null ? t("forms-no-size")
        : refused("quota")}
        value={entered.quota} onValue={(quota) => change({ quota })} isSize />
      <TextField label={t("account-recovery")} help={t("account-recovery-help")} value={entered.recovery_address} inputMode="email"
        onValue={(recovery_address) => change({ recovery_address })} error={refused("recovery_address")} spellcheck={false} autocomplete="off" />
      <SelectField label={t("account-language")} value={entered.language} onValue={(language) => change({ language })} error={refused("language")}
        choices={mailLanguages(t("account-language-domain", { language: languageNamed(domainLanguage) }))} />
      <SelectField label={t("account-countries")} value={entered.country_rule} onValue={(rule) => change({ country_rule: rule as CountryRule })}
        choices={["off", "deny", "allow"].map((value) => ({ value, label: t(`people-countries-${value}`) }))} error={refused("country_rule")} />
      {entered.country_rule !== "off" && (
        <Chips label={t("people-countries")} help={t("people-countries-help")} values={entered.countries}
          onChange={(countries) => change({ countries: countries.map((one) => one.toUpperCase()) })} error={refused("countries")} />
      )}
      <Picks label={t("account-services")} help={t("account-services-help")} all={SERVICES} nameOf={(one) => t(`protocol-long-${one}`)}
        error={refused("services")} chosen={entered.services} onChoose={(services) => change({ services })} />
      {SPAM_LEVELS.map((level) => (
        <SelectField key={level} label={t("people-spam-of", { level: t(`people-spam-${level}`) })} value={entered.spam[level]}
          choices={choicesOf(level)} onValue={(action) => change({ spam: { ...entered.spam, [level]: action } })} />
      ))}
    </>
  );
}
