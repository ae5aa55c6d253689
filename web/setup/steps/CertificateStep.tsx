// The certificate: the server has made one itself, which programs warn of; one that others trust is pasted or taken from files.
import { useState } from "preact/hooks";
import { PemField } from "../../shared/forms/PemField.tsx";
import { date } from "../../shared/i18n/format.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { VerdictMark } from "../../shared/ui/Evidence.tsx";
import { Callout } from "../../shared/ui/States.tsx";
import { installCertificate } from "../api.ts";
import { isOwnOnly, type Certificate } from "../model.ts";
import { StepForm } from "./StepForm.tsx";

interface Read { text: string; name: string }  // of the file, if it is from one
const EMPTY: Read = { text: "", name: "" };

export function CertificateStep({ certificates, onDone }: { certificates: readonly Certificate[]; onDone: () => void }) {
  const [chain, setChain] = useState(EMPTY);
  const [key, setKey] = useState(EMPTY);
  const submit = async (): Promise<void> => {
    await installCertificate(chain.text, key.text, [chain.name, key.name].filter(Boolean));
    onDone();
  };
  return (
    <>
      <ul class="stack">
        {certificates.map((one) => (
          <li key={one.sha256} class="spread">
            <VerdictMark verdict={one.source === "own" ? "info" : "ok"}>{one.names.join(", ")}</VerdictMark>
            <span class="dim small">
              {t(one.source === "own" ? "first-certificate-own" : "first-certificate-given", { date: date(one.not_after) })}
            </span>
          </li>
        ))}
      </ul>
      {isOwnOnly(certificates) && <Callout verdict="info">{t("first-certificate-warned")}</Callout>}
      <StepForm verb={t("first-install")} onSubmit={submit}
        aside={<Button onClick={onDone}>{t(isOwnOnly(certificates) ? "first-keep-own" : "first-go-on")}</Button>}>
        <PemField label={t("first-chain")} help={t("first-chain-help")} value={chain.text} onValue={(text, name) => setChain({ text, name })} />
        <PemField label={t("first-key")} help={t("first-key-help")} value={key.text} onValue={(text, name) => setKey({ text, name })} />
      </StepForm>
    </>
  );
}
