// One of a few, side by side. Radio buttons of the browser: arrows move, and choose.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";
import "./segmented.css";

export interface Segment<T extends string> { value: T; label: string; icon?: IconName }

export interface SegmentedProps<T extends string> {
  label: ComponentChildren;
  value: T;
  segments: readonly Segment<T>[];
  onChange: (value: T) => void;
  bare?: boolean;  // the label is only read aloud
}

export function Segmented<T extends string>({ label, value, segments, onChange, bare = false }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class={bare ? "unseen" : "strong"}>{label}</legend>
      <div class="segments">
        {segments.map((segment) => (
          <label key={segment.value} class="segment">
            <input type="radio" class="unseen" name={name} value={segment.value} checked={segment.value === value}
              onChange={() => onChange(segment.value)} />
            {segment.icon && <Icon name={segment.icon} />}
            <span>{segment.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
