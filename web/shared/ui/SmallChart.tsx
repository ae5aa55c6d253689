// A plot as small as a line of words, beside others of its kind: what it says stands over it in numbers, and its table is behind it.
// It is drawn by the browser itself: nothing is fetched for it.
import { useId, useMemo, useState } from "preact/hooks";
import { number, relative } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { IconButton } from "./Button.tsx";
import { ChartTable, told } from "./Chart.tsx";
import { summaries, type Figures } from "./chart.model.ts";
import { mostOf, shapesOf, TALL } from "./small.model.ts";
import "./small.css";

export interface SmallChartProps { title: string; figures: Figures; href?: string }  // href: where there is more of it

export function SmallChart({ title, figures, href }: SmallChartProps) {
  const id = useId();
  const [isTable, showTable] = useState(false);
  return (
    <figure class="chart small-chart" aria-labelledby={id}>
      <figcaption class="small-head">
        <h3 id={id}>{href ? <a href={href}>{title}</a> : title}</h3>
        <IconButton icon={isTable ? "chart-line" : "table"} label={t(isTable ? "kit-one-as-chart" : "kit-one-as-table", { title })}
          onClick={() => showTable(!isTable)} />
      </figcaption>
      <Numbers figures={figures} />
      {isTable ? <ChartTable title={title} figures={figures} /> : <Picture figures={figures} />}
    </figure>
  );
}

// How many of each; of a level, where it stands.
function Numbers({ figures }: { figures: Figures }) {
  return (
    <ul class="small-numbers">
      {summaries(figures).map(({ label, level, total, last }, index) => {
        const { tone, inWords = number } = figures.series[index] ?? {};
        return (
          <li key={label} class={`chart-${tone}`}>
            <span class="chart-dot" /><span class="dim">{label}</span> <strong>{inWords(level ? last : total)}</strong>
          </li>
        );
      })}
    </ul>
  );
}

function Picture({ figures }: { figures: Figures }) {
  const shapes = useMemo(() => shapesOf(figures), [figures]);
  const { times, series } = figures;
  const { inWords = number } = series[0] ?? {};
  const now = Date.now();
  return (
    <div class="small-plot">
      <svg class="small-room" viewBox={`0 0 ${Math.max(1, times.length)} ${TALL}`} preserveAspectRatio="none" role="img" aria-label={told(figures)}>
        {shapes.map(({ key, path, isLine }, index) => (
          <path key={key} class={`${isLine ? "small-line" : "small-columns"} chart-${series[index]?.tone}`} d={path} />
        ))}
      </svg>
      <div class="small-foot" aria-hidden="true">
        <span>{relative(times[0] ?? now, now)}</span>
        <span>{t("kit-chart-most", { most: inWords(mostOf(figures)) })}</span>
        <span>{relative(now, now)}</span>
      </div>
    </div>
  );
}
