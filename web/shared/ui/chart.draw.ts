// The plot itself, by uPlot, in the colours of the theme. Returns what ends it.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number } from "../i18n/format.ts";
import { DAY, mark } from "./chart.axis.ts";
import { columnsOf, withoutNothing, type Figures, type Series } from "./chart.model.ts";

// What is counted has no halves.
const WHOLE = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((first) => first * 10 ** power)).flat();
const FEW = 40;  // so many are told apart, and one alone is no line

function colours(element: HTMLElement): (name: string) => string {
  // Canvas knows no light-dark(): the browser is asked what it makes of it.
  const probe = element.ownerDocument.createElement("span");
  element.append(probe);
  return (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
}

export function draw(room: HTMLElement, figures: Figures, height: number, bars: boolean): () => void {
  const colour = colours(room);
  const grid = { stroke: colour("line"), width: 1 };
  const axis: uPlot.Axis = { stroke: colour("dim"), grid, ticks: { ...grid, size: 4 } };
  const font = "12px system-ui";
  const seriesOf = (one: Series): uPlot.Series => ({
    label: one.label, stroke: colour(one.tone), width: 2, fill: bars ? colour(one.tone) : undefined,
    points: { show: one.level === true && one.values.length <= FEW },
    ...(bars && uPlot.paths.bars && { paths: uPlot.paths.bars({ size: [0.7, 40] }) }),
  }) as uPlot.Series;
  const plot = new uPlot({
    ...(figures.byDay && { tzDate: (at: number) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC") }),
    width: room.clientWidth, height, padding: [8, 40, 0, 0], legend: { show: false }, cursor: { drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: (_self, first, last) => (first === last ? [first - DAY / 2, last + DAY / 2] : [first, last]) },  // one alone: its day
      y: { range: (_self, _low, high) => [0, Math.max(1, high * 1.1)] },
    },
    axes: [
      { ...axis, font, values: (_self, marks) => marks.map((at) => mark(at, marks, figures.byDay === true)), space: 90, size: 30 },
      { ...axis, font, values: (_self, marks) => marks.map((value) => number(value)), size: 52, incrs: WHOLE },
    ],
    series: [{}, ...figures.series.map(seriesOf)],
  }, columnsOf(bars ? withoutNothing(figures) : figures) as uPlot.AlignedData, room);
  const watch = new ResizeObserver(() => plot.setSize({ width: room.clientWidth, height }));
  watch.observe(room);
  return () => { watch.disconnect(); plot.destroy(); room.replaceChildren(); };
}
