// The server's attempts to leave its own sandbox: each is really made, from inside, and it is said what stopped it.
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { useWork } from "../../../shared/ui/Lasting.tsx";
import { Failed } from "../../../shared/ui/States.tsx";
import { breakOut } from "./api.ts";
import type { Attempt } from "./model.ts";

interface Tried { attempts: readonly Attempt[]; at: number }

export function BreakOut() {
  const [tried, setTried] = useState<Tried | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const work = useWork(t("audit-break-out-runs"));
  const attempt = async (): Promise<void> => {
    setProblem(null);
    try {
      const attempts = await work.run((signal) => breakOut(signal));
      if (attempts) setTried({ attempts, at: Date.now() });
    } catch (error) {
      setTried(null);
      setProblem(asProblem(error));
    }
  };
  return (
    <section class="stack" aria-label={t("audit-break-out")}>
      <div class="spread">
        <h2>{t("audit-break-out")}</h2>
        <Button icon="shield-alert" busy={work.isBusy} onClick={() => void attempt()}>{t("audit-break-out-try")}</Button>
      </div>
      <p class="dim">{t("audit-break-out-about")}</p>
      {work.busy}
      {problem && (
        <Failed what={t("audit-break-out-not-tried")} why={problem.message} correlation={problem.correlation} onRetry={() => void attempt()} />
      )}
      {tried && <Outcome {...tried} />}
    </section>
  );
}

function Outcome({ attempts, at }: Tried) {
  const through = attempts.filter(({ stopped }) => !stopped).length;
  return (
    <div class="stack" role="status">
      <VerdictMark verdict={through > 0 ? "bad" : "ok"}>
        {through > 0 ? t("audit-break-out-through", { count: through }) : t("audit-break-out-stopped", { count: attempts.length })}
      </VerdictMark>
      <p class="dim small">{t("audit-break-out-at", { at: dateTime(at) })}</p>
      <dl class="audit-attempts" aria-label={t("audit-break-out-attempts")}>
        {attempts.map(({ attempt, stopped, by }) => (
          <div key={attempt}>
            <dt>{t("audit-break-out-tried", { attempt: heard(attempt) })}</dt>
            <dd>
              <VerdictMark verdict={stopped ? "ok" : "bad"}>
                {stopped ? t("audit-break-out-stopped-by", { by: heard(by) }) : t("audit-break-out-succeeded")}
              </VerdictMark>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
