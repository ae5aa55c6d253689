// The steps of the first run beside the one that is open. Which is open stands in the address, as far as the server lets it be.
import { useEffect, useState } from "preact/hooks";
import { LocationProvider } from "preact-iso";
import { SessionOver } from "../login/SessionOver.tsx";
import { asProblem, type Problem } from "../shared/api/problem.ts";
import { t } from "../shared/i18n/i18n.ts";
import { useQuery } from "../shared/router/query.ts";
import { Icon } from "../shared/ui/Icon.tsx";
import { Failed, Skeleton } from "../shared/ui/States.tsx";
import { readState } from "./api.ts";
import { Frame } from "./Frame.tsx";
import { isDone, isFull, isOpen, mayGoOn, nextOf, stepNow, STEPS, tokenIn, type State, type Step } from "./model.ts";
import { CertificateStep } from "./steps/CertificateStep.tsx";
import { DnsStep } from "./steps/DnsStep.tsx";
import { DomainStep } from "./steps/DomainStep.tsx";
import { FactorStep } from "./steps/FactorStep.tsx";
import { MessageStep } from "./steps/MessageStep.tsx";
import { NoLink, OwnerStep } from "./steps/OwnerStep.tsx";

export const SetupPage = () => <LocationProvider scope="/setup"><Setup /></LocationProvider>;

function Setup() {
  const [token] = useState(() => tokenIn(location.hash));
  const [state, setState] = useState<State | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [query, setQuery] = useQuery({ step: "", domain: "" });
  const read = async (domain = query.domain): Promise<void> => {
    setProblem(null);
    await readState(domain).then(setState, (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(() => { void read(); }, []);
  const step = state ? stepNow(query.step, state) : "owner";
  // Who keeps only a part of the server is done once he has a second factor.
  const isPart = state !== null && isFull(state.session) && !mayGoOn(state.session);
  useEffect(() => { if (isPart) location.assign("/admin"); }, [isPart]);
  if (problem) return <main class="first-alone"><Failed what={t("first-not-read")} why={problem.message} onRetry={() => void read()} /></main>;
  if (!state || isPart) return <main class="first-alone"><Skeleton rows={6} /></main>;
  if (step === "owner" && token === "") return <main class="first-alone"><NoLink /></main>;
  const open = (to: Step): void => setQuery({ step: to });
  // After what has to be done first comes whatever is left: of an earlier try some may be there already.
  const next = (): void => { void read().then(() => (step === "owner" || step === "factor" ? setQuery({ step: "" }) : open(nextOf(step)))); };
  const goOnWith = (domain: string): void => { void read(domain).then(() => setQuery({ step: nextOf(step), domain })); };
  const choose = (domain: string): void => { void read(domain).then(() => setQuery({ domain })); };
  return (
    <Frame title={t("first-title")}>
      <nav aria-label={t("first-steps")}>
        <ol class="first-steps">{STEPS.map((one, index) => <StepLink key={one} {...{ step: one, index, state, open }} isNow={one === step} />)}</ol>
      </nav>
      <main class="first-main panel" key={step}>
        <div class="stack">
          <p class="dim small">{t("first-step-of", { step: STEPS.indexOf(step) + 1, count: STEPS.length })}</p>
          <h1 tabIndex={-1} data-goes-on>{t(`first-${step}`)}</h1>
          <p class="dim">{t(`first-${step}-about`)}</p>
        </div>
        {step === "owner" && <OwnerStep token={token} onDone={next} />}
        {step === "factor" && <FactorStep name={state.session?.name ?? ""} onDone={next} />}
        {step === "domain" && <DomainStep domains={state.domains} onAdded={goOnWith} onDone={next} />}
        {step === "dns" && <DnsStep domain={state.domain} domains={state.domains} records={state.records} onChoose={choose} onDone={next} />}
        {step === "certificate" && <CertificateStep certificates={state.certificates} onDone={next} />}
        {step === "message" && <MessageStep />}
      </main>
      {state.session && <SessionOver name={state.session.name} />}
    </Frame>
  );
}

interface StepLinkProps { step: Step; index: number; state: State; isNow: boolean; open: (step: Step) => void }

function StepLink({ step, index, state, isNow, open }: StepLinkProps) {
  const done = isDone(step, state);
  const label = (
    <>
      <span class={done ? "first-mark done" : "first-mark"}>{done ? <Icon name="check" /> : index + 1}</span>
      <span>{t(`first-${step}-short`)}{done && <span class="unseen"> {t("first-done")}</span>}</span>
    </>
  );
  return (
    <li aria-current={isNow ? "step" : undefined}>
      {isOpen(step, state) && !isNow ? <button type="button" class="first-step" onClick={() => open(step)}>{label}</button>
        : <span class="first-step">{label}</span>}
    </li>
  );
}
