// What is known of one thing, as pairs of a name and a value.
import type { ComponentChildren } from "preact";
import "./facts.css";

// `literal`: its name stands so in a file, and is no word of any language.
export interface Fact { label: string; value: ComponentChildren; literal?: boolean }

// A value that is null is left out.
export function Facts({ facts }: { facts: readonly (Fact | null)[] }) {
  return (
    <dl class="fact-list">
      {facts.filter((fact) => fact !== null).map(({ label, value, literal }) => (
        <div key={label}><dt class={literal ? "mono" : undefined}>{label}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}
