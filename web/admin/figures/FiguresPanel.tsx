// The figures of some time as plots, each with its table, and the countries that people log in from.
import type { Problem } from "../../shared/api/problem.ts";
import { number } from "../../shared/i18n/format.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { SaveMenu } from "../../shared/list/SaveMenu.tsx";
import { Chart } from "../../shared/ui/Chart.tsx";
import { Failed, Skeleton } from "../../shared/ui/States.tsx";
import { countriesOf, PLOTS, type Counts, type Country, type Plot, type Span } from "./model.ts";
import { useCounts, useFigures, useNamed, type Named } from "./useCounts.ts";
import "./figures.css";

export const NotRead = ({ problem, read }: { problem: Problem; read: () => Promise<void> }) =>
  <Failed what={t("figures-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;

export function FiguresPanel({ span }: { span: Span }) {
  const { known, problem, read } = useCounts(span);
  if (problem && !known) return <NotRead problem={problem} read={read} />;
  if (!known) return <Skeleton rows={8} />;
  return (
    <div class="figures">
      {PLOTS.map((plot) => <Figure key={plot.key} plot={plot} counts={known} />)}
      <Countries all={countriesOf(known)} />
    </div>
  );
}

export function Figure({ plot, counts: known }: { plot: Plot; counts: Counts }) {
  return <section class="figures-one"><Chart title={t(`figures-${plot.key}`)} figures={useFigures(known, plot)} /></section>;
}

function Countries({ all }: { all: readonly Country[] }) {
  const named = useNamed(all);
  return (
    <section class="figures-one">
      <div class="chart-head">
        <h2 class="chart-title" id="figures-countries">{t("figures-countries")}</h2>
        {named.length > 0 && <SaveMenu name={t("figures-countries")} rows={named} columns={[
          { key: "country", label: t("figures-country"), text: (one) => one.name },
          { key: "ok", label: t("figures-logins-ok"), text: (one) => String(one.ok) },
          { key: "failed", label: t("figures-logins-failed"), text: (one) => String(one.failed) },
        ]} />}
      </div>
      {named.length === 0 ? <p class="dim">{t("figures-countries-none")}</p> : (
        <CountryTable named={named} labelledBy="figures-countries" />
      )}
    </section>
  );
}

export function CountryTable({ named, labelledBy }: { named: readonly Named[]; labelledBy: string }) {
  return (
    <div class="chart-table" role="region" aria-labelledby={labelledBy} tabIndex={0}>
      <table class="facts">
        <thead>
          <tr>
            <th scope="col">{t("figures-country")}</th>
            <th scope="col" class="end">{t("figures-logins-ok")}</th>
            <th scope="col" class="end">{t("figures-logins-failed")}</th>
          </tr>
        </thead>
        <tbody>
          {named.map((one) => (
            <tr key={one.code}><th scope="row">{one.name}</th><td class="end">{number(one.ok)}</td><td class="end">{number(one.failed)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
