// Waiting mail goes to somebody else: whom it was for gets nothing of it.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { useWork } from "../../../shared/list/useWork.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { toEach } from "./acts.ts";
import { redirect } from "./api.ts";
import type { Meant } from "./model.ts";

export interface RedirectDialogProps { meant: readonly Meant[]; count: number; word: string; onClose: () => void; onDone: (to: string) => void }

export function RedirectDialog({ meant, count, word, onClose, onDone }: RedirectDialogProps) {
  const [to, enter] = useState("");
  const { through, busy } = useWork();
  const isOpen = meant.length > 0;
  useEffect(() => { if (isOpen) enter(""); }, [isOpen]);
  const submit = async (): Promise<void> => {
    await through(t("queue-redirect-verb"), meant.length, (going) => toEach(meant, (one) => redirect(one, to.trim()), going));
    onDone(to.trim());
  };
  return (
    <FormDialog title={t("queue-redirect-title", { count })} open={isOpen} onClose={onClose} verb={t("queue-redirect-verb")}
      word={word} onSubmit={submit} progress={busy}>
      {(refused) => (
        <>
          <Callout verdict="warn">{t("queue-redirect-why")}</Callout>
          <TextField label={t("queue-redirect-to")} value={to} onValue={enter} error={refused("to")} first required inputMode="email"
            spellcheck={false} autocomplete="off" autocapitalize="off" />
        </>
      )}
    </FormDialog>
  );
}
