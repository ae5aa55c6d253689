// The second factor of an administrator who signs in for the first time. The server may long be set up: no step of that is shown here.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../shared/api/problem.ts";
import { t } from "../shared/i18n/i18n.ts";
import { Failed, Skeleton } from "../shared/ui/States.tsx";
import { readState } from "./api.ts";
import { Frame } from "./Frame.tsx";
import { afterFactor, type State } from "./model.ts";
import { FactorStep } from "./steps/FactorStep.tsx";

export function Enrol() {
  const [state, setState] = useState<State | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = async (): Promise<void> => {
    setProblem(null);
    await readState().then(setState, (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(() => { void read(); }, []);
  const session = state?.session;
  const isDue = session?.to_enrol ?? false;
  useEffect(() => { if (state && !isDue) location.assign(afterFactor(state)); }, [state]);
  if (problem) return <main class="first-alone"><Failed what={t("shell-no-session")} why={problem.message} onRetry={() => void read()} /></main>;
  if (!session || !isDue) return <main class="first-alone"><Skeleton rows={6} /></main>;
  return (
    <Frame title={t("shell-title")} narrow>
      <main class="first-main panel">
        <div class="stack">
          <h1 tabIndex={-1} data-goes-on>{t("first-factor")}</h1>
          <p class="dim">{t("first-factor-about")}</p>
        </div>
        <FactorStep name={session.name} onDone={() => void read()} />
      </main>
    </Frame>
  );
}
