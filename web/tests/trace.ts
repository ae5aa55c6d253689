// What Chromium's record says of the thread that draws a page.
export interface TraceEvent {
  name: string; ts: number; dur?: number; tdur?: number; pid: number; tid: number;
}

// Recorded for: the thread's tasks, and a mark at each press. Nothing more: a record of layouts counts all boxes of a page at each of them.
export const RECORDED = ["disabled-by-default-devtools.timeline", "blink.user_timing"];
export const PRESS = "press";

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const ninetyFifth = (values: readonly number[]): number => quantile(values, 0.95);

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;
}

// Of a letter that was pressed, in ms: the longest task of the thread until the next one, and all of them together. What others do on the
// machine meanwhile is not counted.
export interface Letter { longest: number; all: number }

export function lettersIn(events: readonly TraceEvent[]): Letter[] {
  const presses = events.filter((one) => one.name === PRESS).sort((a, b) => a.ts - b.ts);
  const tasks = events.flatMap(({ name, dur, tdur = dur, ...one }) =>
    (name === "RunTask" && dur !== undefined && tdur !== undefined ? [{ ...one, dur, work: tdur }] : []));
  return presses.map((press, i) => {
    const next = presses[i + 1]?.ts ?? Infinity;
    // By their ends: the task that a press is part of began before it.
    const own = tasks.filter(({ pid, tid, ts, dur }) => pid === press.pid && tid === press.tid && ts + dur > press.ts && ts + dur <= next);
    return { longest: Math.max(0, ...own.map(({ work }) => work)) / 1000, all: own.reduce((sum, { work }) => sum + work, 0) / 1000 };
  });
}
