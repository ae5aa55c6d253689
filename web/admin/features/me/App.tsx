// The authenticator app: whether there is one, and how another takes its place.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { SecretDialog } from "../../../shared/ui/Copy.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Scan } from "../../../shared/ui/Scan.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { beginApp, confirmApp, ownState } from "./api.ts";
import { typedCode, type OwnState, type Seed } from "./model.ts";

const FEW = 3;

export function App({ name, isKnown }: { name: string; isKnown: boolean }) {
  const [state, setState] = useState<OwnState | null>(null);
  const [seed, setSeed] = useState<Seed | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const read = (): void => { if (isKnown) ownState(name).then(setState, () => setState(null)); };
  useEffect(read, [name]);
  const begin = (): void => {
    setProblem(null);
    beginApp().then(setSeed, (error: unknown) => setProblem(asProblem(error)));
  };
  return (
    <section class="panel stack" aria-labelledby="me-app">
      <div class="spread">
        <h2 id="me-app">{t("me-app")}</h2>
        <Button icon="smartphone" onClick={begin}>{t("me-app-begin")}</Button>
      </div>
      <p class="dim">{t("me-app-about")}</p>
      {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
      {state && <State state={state} />}
      <SetUp seed={seed} onClose={() => setSeed(null)} onDone={(made) => { setCodes(made); read(); }} />
      <SecretDialog title={t("me-recovery")} onClose={() => setCodes(null)}
        shown={codes && { name: t("me-recovery"), secret: codes.join("\n"), more: <p>{t("me-recovery-about")}</p> }} />
    </section>
  );
}

// An app comes with recovery codes; whoever has none of them left has none, or has used all.
function State({ state }: { state: OwnState }) {
  const left = state.recovery_codes_left;
  if (left === 0) return <VerdictMark verdict="info">{t("me-app-none")}</VerdictMark>;
  return <VerdictMark verdict={left < FEW ? "warn" : "ok"}>{t("me-app-there", { count: left, number: number(left) })}</VerdictMark>;
}

interface SetUpProps { seed: Seed | null; onClose: () => void; onDone: (codes: readonly string[]) => void }

function SetUp({ seed, onClose, onDone }: SetUpProps) {
  const [code, setCode] = useState("");
  useEffect(() => setCode(""), [seed]);
  const submit = async (): Promise<void> => onDone(await confirmApp(typedCode(code)));
  return (
    <FormDialog title={t("me-app-begin")} open={seed !== null} onClose={onClose} verb={t("me-app-confirm")} onSubmit={submit} wide>
      {(refused) => (
        <>
          <Scan uri={seed?.uri ?? ""} secret={seed?.secret ?? ""}
            words={{ picture: t("me-app-picture"), secret: t("me-app-secret"), open: t("me-app-open") }}>{t("me-app-step")}</Scan>
          <TextField label={t("me-app-code")} help={t("me-app-code-help")} value={code} onValue={setCode} error={refused("code")} first required
            autocomplete="one-time-code" inputMode="numeric" spellcheck={false} />
        </>
      )}
    </FormDialog>
  );
}
