// A message of the server's own, to wherever one wants to see it arrive. Then the server is ready.
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n/i18n.ts";
import { TextField } from "../../shared/ui/Field.tsx";
import { Callout } from "../../shared/ui/States.tsx";
import { sendTest } from "../api.ts";
import { StepForm } from "./StepForm.tsx";

export function MessageStep() {
  const [to, setTo] = useState("");
  const [sent, setSent] = useState("");
  return (
    <>
      {sent && <Callout verdict="ok" urgent>{t("first-sent", { to: sent })}</Callout>}
      <StepForm verb={t("first-send")} onSubmit={async () => { setSent(""); await sendTest(to.trim()); setSent(to.trim()); }}
        aside={<a class="button" href="/admin">{t("first-finish")}</a>}>
        <TextField label={t("first-to")} help={t("first-to-help")} value={to} onValue={setTo} required first inputMode="email" autocomplete="email"
          spellcheck={false} autocapitalize="off" />
      </StepForm>
    </>
  );
}
