// The way to a new password, step by step, and the server that is asked. Few go it: it is fetched when somebody does.
import { useCallback, useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { useCheck } from "../../../shared/password/check.ts";
import type { Policy } from "../../../shared/password/model.ts";
import { FORGOTTEN_API, type ForgottenApi } from "./api.ts";
import { firstStep, refusalOf, type Step } from "./model.ts";
import { AskReset, GiveToken, SetPassword, type Progress } from "./view.tsx";

export interface ForgottenProps { api?: ForgottenApi | undefined; token: string | null; onBack: () => void }

// `token`: the one in the address, when a link led here.
export default function Forgotten({ api = FORGOTTEN_API, token, onBack }: ForgottenProps) {
  const [step, go] = useState<Step>(firstStep(token));
  const toToken = (): void => go({ kind: "token", heard: false });
  if (step.kind === "ask") return <Asking api={api} onHeard={() => go({ kind: "token", heard: true })} onToken={toToken} onBack={onBack} />;
  if (step.kind === "token") return <GiveToken heard={step.heard} onToken={(given) => go({ kind: "password", token: given })} onBack={onBack} />;
  return <Setting api={api} token={step.token} onToken={toToken} onBack={onBack} />;
}

type Run = () => Promise<unknown>;

function useProgress(): [Progress, Problem | null, (run: Run, then?: () => void) => void, (error: unknown) => void] {
  const [progress, setProgress] = useState<Progress>("form");
  const [problem, setProblem] = useState<Problem | null>(null);
  const fail = (error: unknown): void => { setProblem(asProblem(error)); setProgress("failed"); };
  const start = (run: Run, then?: () => void): void => {
    setProgress("busy");
    run().then(then ?? (() => setProgress("done")), fail);
  };
  return [progress, problem, start, fail];
}

interface StepProps { api: ForgottenApi; onToken: () => void; onBack: () => void }

function Asking({ api, onHeard, ...ways }: StepProps & { onHeard: () => void }) {
  const [progress, problem, start] = useProgress();
  return <AskReset {...ways} progress={progress} refusal={t(refusalOf(problem).word)} onAsk={(name) => start(() => api.askReset(name), onHeard)} />;
}

// What the policy asks for is told to whose token holds: who has another is told so at once, and it is not shown again and again, for the
// server counts each time. Without it a password can be set all the same: that it could not be read is told, and it is read again when asked.
function Setting({ api, token, ...ways }: StepProps & { token: string }) {
  const [progress, problem, start, fail] = useProgress();
  const [policy, setPolicy] = useState<Policy | null>(null);
  const [unread, setUnread] = useState(false);
  const [password, enter] = useState("");
  const { ofPassword, word } = refusalOf(problem);
  const holds = policy !== null && (progress === "form" || (progress === "failed" && ofPassword));
  const refuse = (error: unknown): void => { if (asProblem(error).status === 403) fail(error); };
  const ask = useCallback((typed: string) => api.check(token, typed).catch((error: unknown) => { refuse(error); throw error; }), [api, token]);
  const said = useCheck(password, ask, holds);
  const read = (): void => {
    setUnread(false);
    api.readPolicy(token).then(setPolicy, (error: unknown) => { setUnread(asProblem(error).status !== 403); refuse(error); });
  };
  useEffect(read, [api, token]);
  return (
    <SetPassword {...ways} progress={progress} refusal={{ ofPassword, text: ofPassword ? problem?.message ?? "" : t(word) }}
      password={password} onPassword={enter} policy={policy} unread={unread} onReadAgain={read} said={said}
      onSet={() => start(() => api.setForgotten(token, password))} />
  );
}
