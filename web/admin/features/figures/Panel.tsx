// The figures of some time as plots, each with its table, and the countries that people log in from.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { compare, number } from "../../../shared/i18n/format.ts";
import { language, t } from "../../../shared/i18n/i18n.ts";
import { Chart } from "../../../shared/ui/Chart.tsx";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import { counts } from "./api.ts";
import { countriesOf, figuresOf, PLOTS, type Counts, type Country, type Plot, type Span } from "./model.ts";
import "./figures.css";

export function FiguresPanel({ span, plots = PLOTS, countries = true }: { span: Span; plots?: readonly Plot[]; countries?: boolean }) {
  const [known, setKnown] = useState<Counts | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  // What was there stays in sight until the new figures are; an answer to an earlier question is not shown.
  const read = async (): Promise<void> => {
    const mine = ++asked.current;
    const isLatest = (): boolean => mine === asked.current;
    await counts(span).then((all) => { if (isLatest()) { setKnown(all); setProblem(null); } },
      (error: unknown) => { if (isLatest()) setProblem(asProblem(error)); });
  };
  useEffect(() => { void read(); }, [span]);
  useLive(["count"], read);
  if (problem && !known) {
    return <Failed what={t("figures-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;
  }
  if (!known) return <Skeleton rows={8} />;
  return (
    <div class="figures">
      {plots.map((plot) => <Figure key={plot.key} plot={plot} counts={known} />)}
      {countries && <Countries all={countriesOf(known)} />}
    </div>
  );
}

function Figure({ plot, counts: known }: { plot: Plot; counts: Counts }) {
  const figures = useMemo(() => figuresOf(known, plot, (line) => t(`figures-${plot.key}-${line}`)), [known, plot, language.value]);
  return <section class="figures-one"><Chart title={t(`figures-${plot.key}`)} figures={figures} /></section>;
}

function Countries({ all }: { all: readonly Country[] }) {
  const names = useMemo(() => new Intl.DisplayNames([language.value.replace(/-X[AB]$/, "")], { type: "region" }), [language.value]);
  const nameOf = (code: string): string => (code === "ZZ" ? t("figures-country-none") : names.of(code) ?? code);
  const named = all.map((one) => ({ ...one, name: nameOf(one.code) }))
    .sort((a, b) => b.ok + b.failed - (a.ok + a.failed) || compare(a.name, b.name));
  return (
    <section class="figures-one">
      <h2 class="chart-title" id="figures-countries">{t("figures-countries")}</h2>
      {named.length === 0 ? <p class="dim">{t("figures-countries-none")}</p> : (
        <div class="chart-table" role="region" aria-labelledby="figures-countries" tabIndex={0}>
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
      )}
    </section>
  );
}
