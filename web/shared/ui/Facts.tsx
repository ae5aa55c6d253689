// What is known of one thing, as pairs of a name and a value.
import type { ComponentChildren } from "preact";
import "./facts.css";

export interface Fact { label: string; value: ComponentChildren }

// A value that is null is left out.
export function Facts({ facts }: { facts: readonly (Fact | null)[] }) {
  return (
    <dl class="fact-list">
      {facts.filter((fact) => fact !== null).map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}
    </dl>
  );
}
