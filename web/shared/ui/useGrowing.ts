// So many of many things, more of them each time the page has nothing else to do: what is in sight is drawn first.
import { useEffect, useState } from "preact/hooks";
import { whenIdle } from "./idle.ts";

export function useGrowing(count: number, step: number): number {
  const [upTo, grow] = useState(step);
  useEffect(() => (upTo < count ? whenIdle(() => { grow(upTo + step); return false; }) : undefined), [upTo, count, step]);
  return Math.min(upTo, count);
}
