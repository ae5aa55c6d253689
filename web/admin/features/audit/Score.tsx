// What all checks come to, and what they came to day by day.
import { useLive } from "../../../shared/api/useLive.ts";
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Chart } from "../../../shared/ui/Chart.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { history } from "./api.ts";
import { failedOf, scoresOf, verdictOf, type Report } from "./model.ts";

const YEAR = 400;

export function Score({ report, at }: { report: Report; at: number }) {
  const runs = useLoaded(() => history(YEAR), []);
  useLive(["audit"], runs.read);
  const worst = failedOf(report)[0];
  return (
    <div class="audit-score panel">
      <div class="stack audit-now">
        <p class="audit-figure"><span class="audit-number">{number(report.score)}</span> <span class="dim">{t("audit-of-hundred")}</span></p>
        <VerdictMark verdict={worst ? verdictOf(worst) : "ok"}>
          {worst ? t("audit-failed", { count: report.failed }) : t("audit-all-passed")}
        </VerdictMark>
        <p class="dim small">
          {t("audit-counts", { passed: number(report.passed), unknown: number(report.not_checked), at: dateTime(at) })}
        </p>
      </div>
      <Shown of={runs} what={t("audit-history-not-read")} rows={3}>
        {(all) => (all.length === 0 ? <p class="dim">{t("audit-no-history")}</p>
          : <Chart title={t("audit-over-time")} figures={scoresOf(all, t("audit-score"))} height={120} />)}
      </Shown>
    </div>
  );
}
