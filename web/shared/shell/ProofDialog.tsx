// Before what only who has shown his second factor lately may do: the code of his app, or his passkey, and what he was doing goes on.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { FormDialog } from "../forms/FormDialog.tsx";
import { t } from "../i18n/i18n.ts";
import { askPasskey, hasPasskeys } from "../api/passkey.ts";
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

// False: it was called off, by whoever sits there or by time.
async function byPasskey(): Promise<boolean> {
  const { data } = await api.POST("/api/v1/session/own-challenge", { body: {} });
  const { challenge, site } = data as { challenge: string; site: string };
  const answer = await askPasskey(challenge, site);
  if (!answer) return false;
  await api.POST("/api/v1/session/proof-by-passkey", { body: answer });
  return true;
}

export function ProofDialog({ proving }: { proving: Proving }) {
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const isAsked = proving.isAsked.value;
  useEffect(() => { setCode(""); setProblem(null); }, [isAsked]);
  const showPasskey = (): void => {
    setProblem(null);
    byPasskey().then((isShown) => { if (isShown) proving.answer(true); }, (error: unknown) => setProblem(asProblem(error)));
  };
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
          {hasPasskeys() && <div class="row"><Button icon="fingerprint" onClick={showPasskey}>{t("shell-prove-passkey")}</Button></div>}
          {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
        </>
      )}
    </FormDialog>
  );
}
