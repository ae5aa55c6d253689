// Before what only who has shown his second factor lately may do: the code of his app, or his passkey, and what he was doing goes on.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { FormDialog } from "../forms/FormDialog.tsx";
import { t } from "../i18n/i18n.ts";
import { hasPasskeys } from "../passkeys/ask.ts";
import { proveByPasskey } from "../passkeys/prove.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Callout } from "../ui/States.tsx";

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

// The other way to show that it is oneself, beside a code.
export function PasskeyProof({ proving }: { proving: Proving }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const show = (): void => {
    setProblem(null);
    proveByPasskey().then((isShown) => { if (isShown) proving.answer(true); }, (error: unknown) => setProblem(asProblem(error)));
  };
  if (!hasPasskeys()) return null;
  return (
    <>
      <div class="row"><Button icon="fingerprint" onClick={show}>{t("shell-prove-passkey")}</Button></div>
      {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
    </>
  );
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
    <FormDialog title={t("shell-prove-title")} open={isAsked} onClose={() => proving.answer(false)} verb={t("shell-prove")} onSubmit={submit} passing>
      {() => (
        <>
          <p>{t("shell-prove-why")}</p>
          <TextField label={t("shell-prove-code")} value={code} onValue={setCode} first autocomplete="one-time-code"
            inputMode="numeric" spellcheck={false} />
          <PasskeyProof proving={proving} />
        </>
      )}
    </FormDialog>
  );
}
