// What stands below a plot: times as they are where one reads it, or the days by which the server counts.
import { date, dayOfWorld, time } from "../i18n/format.ts";

export const DAY = 86_400;

// In seconds. A day of hours is told by hours, a longer time by days.
export const mark = (at: number, marks: readonly number[], byDay: boolean): string =>
  byDay ? dayOfWorld(at * 1000) : (marks.at(-1) ?? 0) - (marks[0] ?? 0) > 2 * DAY ? date(at * 1000) : time(at * 1000).replace(/:00(?=\D*$)/, "");
