// Figures over time: as a plot, as a table, and as a sentence for who sees neither.
export interface Series { key: string; label: string; values: readonly (number | null)[]; tone: "accent" | "ok" | "warn" | "bad" }
export interface Figures { times: readonly number[]; series: readonly Series[] }  // times in milliseconds

export interface Summary { label: string; total: number; most: number; mostAt: number | null }

export function summaries({ times, series }: Figures): Summary[] {
  return series.map(({ label, values }) => {
    let total = 0;
    let most = 0;
    let mostAt: number | null = null;
    values.forEach((value, index) => {
      total += value ?? 0;
      if (value !== null && value > most) { most = value; mostAt = times[index] ?? null; }
    });
    return { label, total, most, mostAt };
  });
}

// Columns as uPlot takes them: seconds, then a row of values a series.
export const columnsOf = ({ times, series }: Figures): [number[], ...(number | null)[][]] =>
  [times.map((at) => at / 1000), ...series.map((one) => [...one.values])];

// Where there are more points than anybody sees, neighbours are added up; of what is measured, not counted, the highest stays.
export function thinned({ times, series }: Figures, most: number, highest = false): Figures {
  const step = Math.ceil(times.length / most);
  if (step <= 1) return { times, series };
  const groups = <T,>(values: readonly T[]): T[][] =>
    Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values.slice(i * step, (i + 1) * step));
  const one = (a: number, b: number): number => (highest ? Math.max(a, b) : a + b);
  const sum = (some: (number | null)[]): number | null =>
    some.every((value) => value === null) ? null : some.reduce<number>((total, value) => one(total, value ?? 0), 0);
  return { times: groups(times).map((group) => group[0] ?? 0), series: series.map((one) => ({ ...one, values: groups(one.values).map(sum) })) };
}
