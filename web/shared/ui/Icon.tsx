// An icon beside words: it says nothing by itself, so it is not read aloud.
import { ICONS, type IconName } from "./icons.generated.tsx";
import "./icon.css";

export type { IconName };

// Icons that point along the line are turned where text runs from right to left.
const DIRECTED: ReadonlySet<IconName> = new Set(["chevron-right", "chevron-left", "arrow-right", "arrow-left", "log-out", "log-in", "undo-2"]);

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class={DIRECTED.has(name) ? "icon directed" : "icon"} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {ICONS[name]}
    </svg>
  );
}
