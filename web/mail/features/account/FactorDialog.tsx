// A second factor is set up: the secret goes to the app by a picture that this page draws, or by hand, and the app's first code turns it on.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Scan } from "../../../shared/ui/Scan.tsx";
import { Callout, Skeleton } from "../../../shared/ui/States.tsx";
import { beginFactor, turnOnFactor, type Seed } from "./api.ts";

export interface FactorDialogProps { open: boolean; address: string; onClose: () => void; onCodes: (codes: readonly string[]) => void }

export function FactorDialog({ open, address, onClose, onCodes }: FactorDialogProps) {
  const [seed, setSeed] = useState<Seed | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [code, setCode] = useState("");
  useEffect(() => {
    setSeed(null);
    setProblem(null);
    setCode("");
    if (open) beginFactor(address).then(setSeed, (error: unknown) => setProblem(asProblem(error)));
  }, [open, address]);
  const submit = async (): Promise<void> => onCodes(await turnOnFactor(code.replace(/[\s-]/g, "")));
  return (
    <FormDialog title={t("factor-title")} open={open} onClose={onClose} verb={t("factor-turn-on")} onSubmit={submit} wide>
      {() => (
        <>
          <Callout verdict="info">{t("factor-programs")}</Callout>
          {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
          {!problem && !seed && <Skeleton rows={5} />}
          {seed && (
            <Scan uri={seed.uri} secret={seed.secret}
              words={{ picture: t("factor-qr"), secret: t("factor-secret"), open: t("factor-open-app") }}>{t("factor-scan")}</Scan>
          )}
          <TextField label={t("factor-code")} help={t("factor-code-help")} value={code} onValue={setCode} required autocomplete="one-time-code"
            inputMode="numeric" spellcheck={false} />
        </>
      )}
    </FormDialog>
  );
}
