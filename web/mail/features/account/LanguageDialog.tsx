// In which language the server writes to one.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { AS_DOMAIN, languageNamed, mailLanguages } from "../../../shared/i18n/mail-language.ts";
import { SelectField } from "../../../shared/ui/Field.tsx";
import { setLanguage } from "./api.ts";
import type { Account } from "./model.ts";

const asDomain = (account: Account): string => t("own-language-domain", { language: languageNamed(account.domain_language) });
export const languageWords = (account: Account): string =>
  (account.language === AS_DOMAIN ? asDomain(account) : languageNamed(account.language));

export interface LanguageDialogProps { account: Account; open: boolean; onClose: () => void; onDone: () => void }

export function LanguageDialog({ account, open, onClose, onDone }: LanguageDialogProps) {
  const [chosen, choose] = useState(account.language);
  useEffect(() => { if (open) choose(account.language); }, [open]);
  const submit = async (): Promise<void> => { await setLanguage(account.address, chosen); onDone(); };
  return (
    <FormDialog title={t("own-language")} open={open} onClose={onClose} verb={t("own-language-verb")} onSubmit={submit}>
      {(refused) => (
        <SelectField label={t("own-language")} value={chosen} onValue={choose} choices={mailLanguages(asDomain(account))}
          error={refused("language")} />
      )}
    </FormDialog>
  );
}
