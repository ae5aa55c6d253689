// The second factor is taken away: a password alone lets in from then on, which is typed for, as it makes the account less safe.
import { useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { removeFactor } from "./api.ts";

export function RemoveFactorDialog({ open, address, onClose, onDone }: { open: boolean; address: string; onClose: () => void; onDone: () => void }) {
  const [problem, setProblem] = useState("");
  const confirm = (): void => {
    setProblem("");
    removeFactor(address).then(() => { onClose(); onDone(); }, (error: unknown) => setProblem(asProblem(error).message));
  };
  return (
    <TypedConfirmation title={t("factor-remove-title")} open={open} onClose={onClose} word={address} verb={t("own-factor-remove")}
      onConfirm={confirm}>
      <div class="stack">
        <p>{t("factor-remove-about")}</p>
        {problem && <Callout verdict="bad" urgent>{problem}</Callout>}
      </div>
    </TypedConfirmation>
  );
}
