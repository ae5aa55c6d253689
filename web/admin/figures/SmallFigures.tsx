// The figures where people would rather look than read: a small plot each, its numbers over it, its table behind it.
import { useId, useState } from "preact/hooks";
import { about, number } from "../../shared/i18n/format.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { IconButton } from "../../shared/ui/Button.tsx";
import type { Figures } from "../../shared/ui/chart.model.ts";
import { SmallChart } from "../../shared/ui/SmallChart.tsx";
import { Skeleton } from "../../shared/ui/States.tsx";
import { CountryTable, NotRead } from "./FiguresPanel.tsx";
import { countriesOf, PLOTS, shareOf, type Counts, type Country, type Plot, type Span } from "./model.ts";
import { useCounts, useFigures, useNamed, type Named } from "./useCounts.ts";
import "./small-figures.css";

const SHOWN = ["mail", "verdicts", "age", "logins", "blocks"];
const NAMED = 5;

export function SmallFigures({ span }: { span: Span }) {
  const { known, problem, read } = useCounts(span);
  if (problem && !known) return <NotRead problem={problem} read={read} />;
  if (!known) return <Skeleton rows={6} />;
  const href = `/admin/figures?span=${span}`;
  return (
    <div class="small-figures">
      {PLOTS.filter((plot) => SHOWN.includes(plot.key)).map((plot) => <Small key={plot.key} plot={plot} counts={known} href={href} />)}
      <SmallCountries all={countriesOf(known)} href={href} />
    </div>
  );
}

function Small({ plot, counts, href }: { plot: Plot; counts: Counts; href: string }) {
  const figures = useFigures(counts, plot);
  return <SmallChart title={t(`figures-${plot.key}`)} figures={plot.key === "age" ? agesOf(figures) : figures} href={href} />;
}

// Minutes are exact, and hours or days are what one understands.
const agesOf = ({ series, ...rest }: Figures): Figures => ({
  ...rest, series: series.map((one) => ({ ...one, label: t("figures-age-now"), inWords: (minutes) => about(minutes * 60_000) })),
});

function SmallCountries({ all, href }: { all: readonly Country[]; href: string }) {
  const id = useId();
  const [isTable, showTable] = useState(false);
  const named = useNamed(all);
  const title = t("figures-countries");
  return (
    <section class="chart small-chart" aria-labelledby={id}>
      <div class="small-head">
        <h3 id={id}><a href={href}>{title}</a></h3>
        {named.length > 0 && (
          <IconButton icon={isTable ? "chart-line" : "table"} label={t(isTable ? "kit-one-as-chart" : "kit-one-as-table", { title })}
            onClick={() => showTable(!isTable)} />
        )}
      </div>
      {named.length === 0 ? <p class="dim">{t("figures-countries-none")}</p>
        : isTable ? <CountryTable named={named} labelledBy={id} />
        : <Bars named={named} />}
    </section>
  );
}

// Each as long as its share of the most; what was refused stands at its end in another colour, and both are told in words.
function Bars({ named }: { named: readonly Named[] }) {
  return (
    <ul class="country-bars">
      {named.slice(0, NAMED).map((one) => (
        <li key={one.code}>
          <span class="clip">{one.name}</span>
          <span class="dim">{t("figures-country-logins", { ok: number(one.ok), failed: number(one.failed) })}</span>
          <span class="country-bar" aria-hidden="true">
            <span class="ok" style={{ inlineSize: shareOf(one.ok, named) }} /><span class="bad" style={{ inlineSize: shareOf(one.failed, named) }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
