// A plot with its table twin. The plotting library is fetched when the first plot is drawn.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { dateTime, dayOfWorld, number } from "../i18n/format.ts";
import { language, t } from "../i18n/i18n.ts";
import type { Told } from "../list/list.model.ts";
import { SaveMenu } from "../list/SaveMenu.tsx";
import { isDarkOutside, theme } from "../theme/theme.ts";
import { Icon } from "./Icon.tsx";
import { summaries, thinned, type Figures, type Summary } from "./chart.model.ts";
import "./chart.css";

const MOST_POINTS = 800;

export interface ChartProps {
  title: string;
  figures: Figures;
  height?: number;
  aside?: ComponentChildren;
  bars?: boolean;
}

export function Chart({ title, figures, height = 200, aside, bars = false }: ChartProps) {
  const id = useId();
  const [isTable, showTable] = useState(false);
  const shown = useMemo(() => thinned(figures, MOST_POINTS), [figures]);
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption class="chart-head">
        <h2 class="chart-title" id={id}>{title}</h2>
        <div class="row">
          {aside}
          {isTable && <SaveMenu name={title} rows={figures.times.map((_, index) => index)} columns={columnsIn(figures)} plain={rowOf(figures)} />}
          <button type="button" class="button quiet" aria-pressed={isTable} onClick={() => showTable(!isTable)}>
            <Icon name={isTable ? "chart-line" : "table"} /><span>{isTable ? t("kit-as-chart") : t("kit-as-table")}</span>
          </button>
        </div>
      </figcaption>
      {isTable ? <ChartTable title={title} figures={figures} />
        : <Plot figures={shown} height={height} bars={bars} told={told(figures)} />}
    </figure>
  );
}

const columnsIn = ({ times, series }: Figures): Told<number>[] => [
  { key: "time", label: t("kit-time"), text: (index) => new Date(times[index] ?? 0).toISOString() },
  ...series.map(({ key, label, values }) => ({ key, label, text: (index: number) => String(values[index] ?? "") })),
];
const rowOf = ({ times, series }: Figures) => (index: number): unknown =>
  ({ time: new Date(times[index] ?? 0).toISOString(), ...Object.fromEntries(series.map(({ key, values }) => [key, values[index] ?? null])) });

const whenOf = ({ byDay = false }: Figures): typeof dateTime => (byDay ? dayOfWorld : dateTime);

function inWords({ label, level, total, least, last, most, mostAt }: Summary, when: typeof dateTime): string {
  if (mostAt === null) return t("kit-chart-none", { label });
  if (level) return t("kit-chart-level", { label, last: number(last), least: number(least), most: number(most) });
  return t("kit-chart-summary", { label, total: number(total), most: number(most), at: when(mostAt) });
}

// The plot as a sentence, for who does not see it.
export const told = (figures: Figures): string => summaries(figures).map((one) => inWords(one, whenOf(figures))).join(" ");

function Plot({ figures, height, bars, told: words }: { figures: Figures; height: number; bars: boolean; told: string }) {
  const room = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let end: (() => void) | undefined;
    let isGone = false;
    import("./chart.draw.ts").then(({ draw }) => {
      if (!isGone && room.current) end = draw(room.current, figures, height, bars);
    }, () => setFailed(true));
    return () => { isGone = true; end?.(); };
  }, [figures, height, bars, theme.value, isDarkOutside.value, language.value]);
  return (
    <>
      <ul class="chart-key" aria-hidden="true">
        {figures.series.map((one) => <li key={one.key} class={`chart-${one.tone}`}><span class="chart-dot" />{one.label}</li>)}
      </ul>
      {failed ? <p class="dim">{words}</p>
        : <div ref={room} class="chart-room" role="img" aria-label={words} style={{ minBlockSize: `${height}px` }} />}
    </>
  );
}

// Every number of it, for who would rather read.
export function ChartTable({ title, figures }: { title: string; figures: Figures }) {
  const when = whenOf(figures);
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
              <th scope="row">{when(at)}</th>
              {figures.series.map((one) => <td key={one.key} class="end">{one.values[index] === null ? "–" : number(one.values[index] ?? 0)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
