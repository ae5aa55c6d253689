// The first domain. There may be one already, of an earlier try or from the command line.
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n/i18n.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { VerdictMark } from "../../shared/ui/Evidence.tsx";
import { TextField } from "../../shared/ui/Field.tsx";
import { addDomain } from "../api.ts";
import { StepForm } from "./StepForm.tsx";

interface DomainStepProps { domains: readonly string[]; onAdded: (name: string) => void; onDone: () => void }

export function DomainStep({ domains, onAdded, onDone }: DomainStepProps) {
  const [name, setName] = useState("");
  const submit = async (): Promise<void> => { onAdded(await addDomain(name.trim())); };
  return (
    <>
      {domains.length > 0 && <ul class="stack">{domains.map((one) => <li key={one}><VerdictMark verdict="ok">{one}</VerdictMark></li>)}</ul>}
      <StepForm verb={t("first-add-domain")} onSubmit={submit}
        aside={domains.length > 0 && <Button onClick={onDone}>{t("first-go-on")}</Button>}>
        <TextField label={t("first-domain-name")} help={t("first-domain-help")} value={name} onValue={setName} required first autocomplete="off"
          spellcheck={false} autocapitalize="off" inputMode="url" />
      </StepForm>
    </>
  );
}
