// An authenticator app: scanned or typed in, proven by its first code; then the recovery codes, this once. Or a passkey.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { addPasskey, ownChallenge } from "../../shared/passkeys/api.ts";
import { hasPasskeys } from "../../shared/passkeys/ask.ts";
import { makePasskey } from "../../shared/passkeys/make.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Copyable } from "../../shared/ui/Copy.tsx";
import { TextField } from "../../shared/ui/Field.tsx";
import { saveAs } from "../../shared/ui/save.ts";
import { Scan } from "../../shared/ui/Scan.tsx";
import { Callout, Skeleton } from "../../shared/ui/States.tsx";
import { beginFactor, confirmFactor, type Seed } from "../api.ts";
import { StepForm } from "./StepForm.tsx";

export function FactorStep({ name, onDone }: { name: string; onDone: () => void }) {
  const [seed, setSeed] = useState<Seed | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  useEffect(() => { beginFactor().then(setSeed, (error: unknown) => setProblem(asProblem(error))); }, []);
  if (codes) return <Codes codes={codes} name={name} onDone={onDone} />;
  if (problem) return <Callout verdict="bad" urgent>{problem.message}</Callout>;
  if (!seed) return <Skeleton rows={5} />;
  return (
    <>
      <StepForm verb={t("first-turn-on")} onSubmit={async () => setCodes(await confirmFactor(code.replace(/[\s-]/g, "")))}>
        <Scan uri={seed.uri} secret={seed.secret} words={{ picture: t("first-qr"), secret: t("first-secret"), open: t("first-open-app") }}>
          {t("first-scan")}
        </Scan>
        <TextField label={t("first-code")} value={code} onValue={setCode} required first autocomplete="one-time-code" inputMode="numeric"
          spellcheck={false} />
      </StepForm>
      {hasPasskeys() && <ByPasskey onDone={onDone} />}
    </>
  );
}

// A passkey is two factors by itself, and there are no codes to keep.
function ByPasskey({ onDone }: { onDone: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setProblem(null);
    setBusy(true);
    try {
      const made = await makePasskey(await ownChallenge());
      if (!made) throw new Error(t("first-passkey-not-made"));
      await addPasskey(made, t("first-passkey-name"));
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack">
      <p class="dim">{t("first-passkey-about")}</p>
      <div class="row"><Button icon="fingerprint" busy={busy} onClick={() => void make()}>{t("first-passkey")}</Button></div>
      {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
    </div>
  );
}

function Codes({ codes, name, onDone }: { codes: readonly string[]; name: string; onDone: () => void }) {
  return (
    <div class="stack">
      <Callout verdict="warn">{t("first-codes-about")}</Callout>
      <Copyable titled name={t("first-codes")} text={codes.join("\n")}>
        <ul class="code-list">{codes.map((one) => <li key={one}>{one}</li>)}</ul>
      </Copyable>
      <div class="row">
        <Button kind="primary" onClick={onDone}>{t("first-codes-kept")}</Button>
        <Button icon="download" onClick={() => saveAs("recovery-codes.txt", "text/plain", [name, "", ...codes, ""].join("\n"))}>
          {t("first-codes-save")}
        </Button>
      </div>
    </div>
  );
}
