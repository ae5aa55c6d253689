// Figures over time: as a plot, as a table, and as a sentence for who sees neither.
export interface Series {
  key: string;
  label: string;
  values: readonly (number | null)[];
  tone: "accent" | "ok" | "warn" | "bad";
  level?: boolean;  // how high something stood, which is not added up: a score, a length
  inWords?: (value: number) => string;  // where a bare number would not do
}
// Times in milliseconds; `byDay`: each is the beginning of a day of UTC, by which the server counts.
export interface Figures { times: readonly number[]; series: readonly Series[]; byDay?: boolean }

export interface Summary { label: string; level: boolean; total: number; least: number; last: number; most: number; mostAt: number | null }

export function summaries({ times, series }: Figures): Summary[] {
  return series.map(({ label, values, level = false }) => {
    const known = values.filter((value) => value !== null);
    let total = 0;
    let most = 0;
    let mostAt: number | null = null;
    values.forEach((value, index) => {
      total += value ?? 0;
      if (value !== null && value > most) { most = value; mostAt = times[index] ?? null; }
    });
    return { label, level, total, least: known.reduce((least, value) => Math.min(least, value), Infinity), last: known.at(-1) ?? 0, most, mostAt };
  });
}

// Columns as uPlot takes them: seconds, then a row of values a series.
export const columnsOf = ({ times, series }: Figures): [number[], ...(number | null)[][]] =>
  [times.map((at) => at / 1000), ...series.map((one) => [...one.values])];

// A bar of no height would be drawn as a line all the same.
export const withoutNothing = ({ series, ...rest }: Figures): Figures =>
  ({ ...rest, series: series.map((one) => ({ ...one, values: one.values.map((value) => value || null) })) });

// Where there are more points than anybody sees neighbours are added up; of levels the last one stays.
export function thinned(figures: Figures, most: number): Figures {
  const { times, series } = figures;
  const step = Math.ceil(times.length / most);
  if (step <= 1) return figures;
  const groups = <T,>(values: readonly T[]): T[][] =>
    Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values.slice(i * step, (i + 1) * step));
  const sum = (some: (number | null)[]): number | null =>
    some.every((value) => value === null) ? null : some.reduce<number>((total, value) => total + (value ?? 0), 0);
  const joined = (one: Series): (number | null)[] => groups(one.values).map(one.level ? (some) => some.at(-1) ?? null : sum);
  return { ...figures, times: groups(times).map((group) => group[0] ?? 0), series: series.map((one) => ({ ...one, values: joined(one) })) };
}
