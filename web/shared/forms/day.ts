// Days as a field of dates has them, "2026-12-24": they begin and end where the reader is, whatever zone the server tells its times in.
const two = (part: number): string => String(part).padStart(2, "0");

// The day on which that is; empty: none.
export function dayOf(at: string): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return "";
  return `${String(when.getFullYear()).padStart(4, "0")}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

// The last day of a time that ends then: one that ends with a day does not reach into the next.
export const lastDayOf = (until: string): string => (until === "" ? "" : dayOf(new Date(Date.parse(until) - 1).toISOString()));

const beginning = (day: string, later: number): string => {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
};

// Both give back what was there as it was when the day is still the same: at what time of it that begins or ends, somebody else has said.
export const beginOf = (day: string, was: string): string => (day === dayOf(was) ? was : day === "" ? "" : beginning(day, 0));
export const endOf = (day: string, was: string): string => (day === lastDayOf(was) ? was : day === "" ? "" : beginning(day, 1));
