// The way to a new password, step by step, and the server that is asked. Few go it: it is fetched when somebody does.
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { SessionApi } from "../../api.ts";
import { firstStep, refusalOf, type Step } from "./model.ts";
import { AskReset, GiveToken, SetPassword, type Progress } from "./view.tsx";

export type ForgottenApi = Pick<SessionApi, "askReset" | "setForgotten">;
export interface ForgottenProps { api: ForgottenApi; token: string | null; onBack: () => void }

// `token`: the one in the address, when a link led here.
export default function Forgotten({ api, token, onBack }: ForgottenProps) {
  const [step, go] = useState<Step>(firstStep(token));
  const toToken = (): void => go({ kind: "token", heard: false });
  if (step.kind === "ask") return <Asking api={api} onHeard={() => go({ kind: "token", heard: true })} onToken={toToken} onBack={onBack} />;
  if (step.kind === "token") return <GiveToken heard={step.heard} onToken={(given) => go({ kind: "password", token: given })} onBack={onBack} />;
  return <Setting api={api} token={step.token} onToken={toToken} onBack={onBack} />;
}

function useProgress(): [Progress, Problem | null, (run: () => Promise<void>, then?: () => void) => void] {
  const [progress, setProgress] = useState<Progress>("form");
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = (run: () => Promise<void>, then?: () => void): void => {
    setProgress("busy");
    run().then(then ?? (() => setProgress("done")), (error: unknown) => { setProblem(asProblem(error)); setProgress("failed"); });
  };
  return [progress, problem, start];
}

interface StepProps { api: ForgottenApi; onToken: () => void; onBack: () => void }

function Asking({ api, onHeard, ...ways }: StepProps & { onHeard: () => void }) {
  const [progress, problem, start] = useProgress();
  return <AskReset {...ways} progress={progress} refusal={t(refusalOf(problem).word)} onAsk={(name) => start(() => api.askReset(name), onHeard)} />;
}

// What is said of a new password: the server's own words tell what the policy asks for.
function Setting({ api, token, ...ways }: StepProps & { token: string }) {
  const [progress, problem, start] = useProgress();
  const { ofPassword, word } = refusalOf(problem);
  return (
    <SetPassword {...ways} progress={progress} refusal={{ ofPassword, text: ofPassword ? problem?.message ?? "" : t(word) }}
      onSet={(password) => start(() => api.setForgotten(token, password))} />
  );
}
