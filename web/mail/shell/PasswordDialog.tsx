// Before one's account is changed, a while after one has signed in: the password again, and the code of who has a second factor.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../shared/forms/FormDialog.tsx";
import { t } from "../../shared/i18n/i18n.ts";
import { PasskeyProof, type Proving } from "../../shared/shell/ProofDialog.tsx";
import { PasswordField, TextField } from "../../shared/ui/Field.tsx";
import { hasSecondFactor, prove } from "./api.ts";

export function PasswordDialog({ proving, account }: { proving: Proving; account: string }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [hasCode, setHasCode] = useState(true);
  const isAsked = proving.isAsked.value;
  useEffect(() => {
    setPassword("");
    setCode("");
    if (isAsked) hasSecondFactor(account).then(setHasCode, () => setHasCode(true));
  }, [isAsked, account]);
  const submit = async (): Promise<void> => {
    await prove(password, code.replace(/[\s-]/g, ""));
    proving.answer(true);
  };
  return (
    <FormDialog title={t("shell-prove-title")} open={isAsked} onClose={() => proving.answer(false)} verb={t("shell-prove")} onSubmit={submit}
      passing>
      {() => (
        <>
          <p>{t("mail-prove-why")}</p>
          <PasswordField label={t("mail-prove-password")} value={password} onValue={setPassword} first required autocomplete="current-password" />
          {hasCode && (
            <TextField label={t("shell-prove-code")} help={t("mail-prove-code-help")} value={code} onValue={setCode} autocomplete="one-time-code"
              spellcheck={false} autocapitalize="off" />
          )}
          {hasCode && <PasskeyProof proving={proving} />}
        </>
      )}
    </FormDialog>
  );
}
