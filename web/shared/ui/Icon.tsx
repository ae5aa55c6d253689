// An icon beside words: it says nothing by itself, so it is not read aloud.
import type { VNode } from "preact";
import { BASIC } from "./icons.generated.tsx";
import type { MORE } from "./icons-more.generated.tsx";
import "./icon.css";

export type IconName = keyof typeof BASIC | keyof typeof MORE;

const drawings = new Map<string, VNode>(Object.entries(BASIC));

// A page that shows more icons than the kit does brings them: addIcons(MORE).
export function addIcons(more: typeof MORE): void {
  for (const [name, drawing] of Object.entries(more)) drawings.set(name, drawing);
}

// Icons that point along the line are turned where text runs from right to left.
const DIRECTED: ReadonlySet<IconName> = new Set(["chevron-right", "chevron-left", "arrow-right", "arrow-left", "log-out", "log-in", "undo-2"]);

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class={DIRECTED.has(name) ? "icon directed" : "icon"} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {drawings.get(name)}
    </svg>
  );
}
