// What stays at the foot of the window says how high it is, for messages stand above it: nobody presses one where he meant the other.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function useFoot(isThere: boolean): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const bar = ref.current;
    if (!bar) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => style.setProperty("--save-bar", `${bar.offsetHeight}px`));
    watch.observe(bar);
    return () => { watch.disconnect(); style.removeProperty("--save-bar"); };
  }, [isThere]);
  return ref;
}
