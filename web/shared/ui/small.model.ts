// A small plot as paths of an SVG: a step is one unit wide, and the most stands at the top.
import type { Figures } from "./chart.model.ts";

export const TALL = 100;
const GAP = 0.15;  // between columns that are told apart
const FEW = 60;
const LEAST = 3;  // what there is of is seen, though there is much of something else

export interface Shape { key: string; path: string; isLine: boolean }

const round = (value: number): string => String(Math.round(value * 100) / 100);

// The most that one step holds of all that is stacked in it; of levels, which are not added up, the highest.
export function mostOf({ times, series }: Figures): number {
  const level = Math.max(0, ...series.filter((one) => one.level).flatMap((one) => one.values.map((value) => value ?? 0)));
  const stacked = series.filter((one) => !one.level);
  return times.reduce((most, _, step) => Math.max(most, stacked.reduce((sum, one) => sum + (one.values[step] ?? 0), 0)), level);
}

// Columns stand one upon the other, in the order of the series; a level is a line that stays for its step.
export function shapesOf(figures: Figures): Shape[] {
  const most = Math.max(1, mostOf(figures));
  const gap = figures.times.length <= FEW ? GAP : 0;
  const feet = figures.times.map(() => TALL);
  const column = (value: number, step: number): string => {
    if (value === 0) return "";
    const foot = feet[step] ?? TALL;
    const top = Math.max(0, foot - Math.max(LEAST, (value / most) * TALL));
    feet[step] = top;
    return `M${round(step + gap)} ${round(foot)}V${round(top)}h${round(1 - 2 * gap)}V${round(foot)}z`;
  };
  const stair = (value: number): string => `V${round(TALL - (value / most) * TALL)}h1`;
  return figures.series.map(({ key, values, level = false }) => ({
    key, isLine: level,
    path: level ? `M0 ${TALL}${values.map((value) => stair(value ?? 0)).join("")}` : values.map((value, step) => column(value ?? 0, step)).join(""),
  }));
}
