// How far long work is, and how long it may still take.
export interface Work { done: number; total: number | null; since: number }

export const shareOf = ({ done, total }: Work): number | null => (total === null || total <= 0 ? null : Math.min(1, done / total));

// Milliseconds that are left if it goes on as it went; unknown at the beginning, where any guess would be wrong.
export function leftOf(work: Work, now: number): number | null {
  const share = shareOf(work);
  const spent = now - work.since;
  return share === null || share < 0.05 || spent < 2000 ? null : (spent / share) * (1 - share);
}
