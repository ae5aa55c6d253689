// What stays at the foot of the window says how high it is, for messages stand above it: nobody presses one where he meant the other.
import { signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

// Pixels. A property of the whole document would make all styles of a long form anew.
export const foot = signal(0);

export function useFoot(isThere: boolean): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const bar = ref.current;
    if (!bar) return;
    const watch = new ResizeObserver(() => { foot.value = bar.offsetHeight; });
    watch.observe(bar);
    return () => { watch.disconnect(); foot.value = 0; };
  }, [isThere]);
  return ref;
}
