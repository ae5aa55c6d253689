// Before what only who has shown his second factor lately may do: the code of his app, or his passkey, and what he was doing goes on.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { api } from "../../shared/api/client.ts";
import { FormDialog } from "../../shared/forms/FormDialog.tsx";
import { t } from "../../shared/i18n/i18n.ts";
import { TextField } from "../../shared/ui/Field.tsx";

// One question at a time, however many requests wait for its answer.
export class Proving {
  readonly isAsked = signal(false);
  private waiting: ((isShown: boolean) => void)[] = [];

  ask(): Promise<boolean> {
    this.isAsked.value = true;
    return new Promise((resolve) => { this.waiting.push(resolve); });
  }

  answer(isShown: boolean): void {
    this.isAsked.value = false;
    for (const tell of this.waiting.splice(0)) tell(isShown);
  }
}

export function ProofDialog({ proving }: { proving: Proving }) {
  const [code, setCode] = useState("");
  const isAsked = proving.isAsked.value;
  useEffect(() => setCode(""), [isAsked]);
  const submit = async (): Promise<void> => {
    await api.POST("/api/v1/session/proof", { body: { code: code.replace(/\s/g, "") } });
    proving.answer(true);
  };
  return (
    <FormDialog title={t("shell-prove-title")} open={isAsked} onClose={() => proving.answer(false)} verb={t("shell-prove")} onSubmit={submit}>
      {() => (
        <>
          <p>{t("shell-prove-why")}</p>
          <TextField label={t("shell-prove-code")} value={code} onValue={setCode} first autocomplete="one-time-code"
            inputMode="numeric" spellcheck={false} />
        </>
      )}
    </FormDialog>
  );
}
