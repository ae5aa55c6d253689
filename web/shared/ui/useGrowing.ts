// So many of many things, more of them each time the page has nothing else to do: what is in sight is drawn first.
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { whenIdle } from "./idle.ts";

// Once all are drawn they stay so: what is more then was added by who looks at them.
export function useGrowing(count: number, step: number): number {
  const [upTo, grow] = useState(step < count ? step : Infinity);
  useEffect(() => (upTo < count ? inTurn(() => grow(upTo + step < count ? upTo + step : Infinity)) : undefined), [upTo, count, step]);
  return Math.min(upTo, count);
}

// Where a page is so long that lists within it are drawn piece by piece too. Elsewhere nothing moves away from who is about to click on it.
export const LongPage = createContext(false);
export const usePieces = (count: number, step: number): number => useGrowing(count, useContext(LongPage) ? step : Infinity);

// One grows at a time, and is laid out before the next one does: thirty rooms that grew at once would be one long task.
const waiting: (() => void)[] = [];

function inTurn(grow: () => void): () => void {
  waiting.push(grow);
  if (waiting.length === 1) next();
  return () => {
    const at = waiting.indexOf(grow);
    if (at > 0) waiting.splice(at, 1);
    else if (at === 0) waiting[0] = () => {};  // its turn has begun
  };
}

function next(): void {
  whenIdle(() => {
    waiting[0]?.();
    requestAnimationFrame(() => { waiting.shift(); if (waiting.length > 0) next(); });
    return false;
  });
}
