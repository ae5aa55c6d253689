// A plot with its table twin. The plotting library is fetched when the first plot is drawn.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { dateTime, number } from "../i18n/format.ts";
import { language, t } from "../i18n/i18n.ts";
import { theme } from "../theme/theme.ts";
import { Icon } from "./Icon.tsx";
import { summaries, thinned, type Figures } from "./chart.model.ts";
import "./chart.css";

const MOST_POINTS = 800;

export interface ChartProps {
  title: string;
  figures: Figures;
  height?: number;
  aside?: ComponentChildren;
  bars?: boolean;
  highest?: boolean;  // what is measured, which does not add up
}

export function Chart({ title, figures, height = 200, aside, bars = false, highest = false }: ChartProps) {
  const id = useId();
  const [isTable, showTable] = useState(false);
  const shown = useMemo(() => thinned(figures, MOST_POINTS, highest), [figures, highest]);
  const told = summaries(figures).map((one) => (one.mostAt === null ? t("kit-chart-none", { label: one.label })
    : t(highest ? "kit-chart-highest" : "kit-chart-summary", {
      label: one.label, total: number(one.total), most: number(one.most), at: dateTime(one.mostAt),
    }))).join(" ");
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption class="chart-head">
        <h2 class="chart-title" id={id}>{title}</h2>
        <div class="row">
          {aside}
          <button type="button" class="button quiet" aria-pressed={isTable} onClick={() => showTable(!isTable)}>
            <Icon name={isTable ? "chart-line" : "table"} /><span>{isTable ? t("kit-as-chart") : t("kit-as-table")}</span>
          </button>
        </div>
      </figcaption>
      {isTable ? <Table title={title} figures={figures} />
        : <Plot figures={shown} height={height} bars={bars} told={told} />}
    </figure>
  );
}

function Plot({ figures, height, bars, told }: { figures: Figures; height: number; bars: boolean; told: string }) {
  const room = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let end: (() => void) | undefined;
    let isGone = false;
    import("./chart.draw.ts").then(({ draw }) => {
      if (!isGone && room.current) end = draw(room.current, figures, height, bars);
    }, () => setFailed(true));
    return () => { isGone = true; end?.(); };
  }, [figures, height, bars, theme.value, language.value]);
  return (
    <>
      <ul class="chart-key" aria-hidden="true">
        {figures.series.map((one) => <li key={one.key} class={`chart-${one.tone}`}><span class="chart-dot" />{one.label}</li>)}
      </ul>
      {failed ? <p class="dim">{told}</p>
        : <div ref={room} class="chart-room" role="img" aria-label={told} style={{ minBlockSize: `${height}px` }} />}
    </>
  );
}

function Table({ title, figures }: { title: string; figures: Figures }) {
  return (
    <div class="chart-table" role="region" aria-label={title} tabIndex={0}>
      <table class="facts">
        <thead>
          <tr>
            <th scope="col">{t("kit-time")}</th>
            {figures.series.map((one) => <th key={one.key} scope="col" class="end">{one.label}</th>)}
          </tr>
        </thead>
        <tbody>
          {figures.times.map((at, index) => (
            <tr key={at}>
              <th scope="row">{dateTime(at)}</th>
              {figures.series.map((one) => <td key={one.key} class="end">{one.values[index] === null ? "–" : number(one.values[index] ?? 0)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
