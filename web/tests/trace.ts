// What Chromium's record says of the thread that draws a page.
export interface TraceEvent {
  name: string; ts: number; dur?: number; tdur?: number; pid: number; tid: number;
  args?: { data?: { type?: string } };
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const ninetyFifth = (values: readonly number[]): number => quantile(values, 0.95);

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;
}

// Of each letter that was pressed: how many ms the thread worked until the next one. What others do on the machine meanwhile is not counted.
export function taskTimes(events: readonly TraceEvent[]): number[] {
  const presses = events.filter((one) => one.name === "EventDispatch" && one.args?.data?.type === "keydown").sort((a, b) => a.ts - b.ts);
  const tasks = events.flatMap(({ name, dur, tdur = dur, ...one }) =>
    (name === "RunTask" && dur !== undefined && tdur !== undefined ? [{ ...one, dur, work: tdur }] : []));
  return presses.map((press, i) => {
    const next = presses[i + 1]?.ts ?? Infinity;
    // By their ends: the task that a press is part of began before it.
    const own = tasks.filter(({ pid, tid, ts, dur }) => pid === press.pid && tid === press.tid && ts + dur > press.ts && ts + dur <= next);
    return own.reduce((sum, task) => sum + task.work, 0) / 1000;
  });
}
