// What stands below a plot: times as they are where one reads it, or the days by which the server counts.
import { date, dayOfWorld, dayOfYear, time } from "../i18n/format.ts";

export const DAY = 86_400;

// In seconds. A day of hours is told by hours, a longer time by days, and by years as well where it has two of them.
export function mark(at: number, marks: readonly number[], byDay: boolean): string {
  const [first = at, last = at] = [marks[0], marks.at(-1)];
  if (!byDay && last - first <= 2 * DAY) return time(at * 1000).replace(/:00(?=\D*$)/, "");
  const isOneYear = new Date(first * 1000).getUTCFullYear() === new Date(last * 1000).getUTCFullYear();
  if (isOneYear) return dayOfYear(at * 1000, byDay ? "UTC" : undefined);
  return byDay ? dayOfWorld(at * 1000) : date(at * 1000);
}
