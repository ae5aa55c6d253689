// The password that one signs in with: whoever gave it knows it until it is another.
import { useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { PasswordField } from "../../../shared/ui/Field.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { setPassword } from "./api.ts";

export function Password({ name, toasts }: { name: string; toasts: Toasts }) {
  const [isOpen, setOpen] = useState(false);
  const [password, enter] = useState("");
  const close = (): void => { setOpen(false); enter(""); };
  const submit = async (): Promise<void> => {
    await setPassword(password);
    close();
    toasts.add(t("me-password-set"));
  };
  return (
    <section class="panel stack" aria-labelledby="me-password">
      <div class="spread">
        <h2 id="me-password">{t("me-password")}</h2>
        <Button icon="key-round" onClick={() => setOpen(true)}>{t("me-password-change")}</Button>
      </div>
      <p class="dim">{t("me-password-about")}</p>
      <FormDialog title={t("me-password-change")} open={isOpen} onClose={close} verb={t("me-password-verb")} onSubmit={submit}>
        {(refused) => (
          <>
            <input class="unseen" type="text" autocomplete="username" value={name} readOnly tabIndex={-1} aria-hidden="true" />
            <PasswordField label={t("me-password-new")} help={t("me-password-help")} value={password} onValue={enter} error={refused("password")}
              autocomplete="new-password" first required />
          </>
        )}
      </FormDialog>
    </section>
  );
}
