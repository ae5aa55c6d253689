// Some of a few, each with a box of its own.
import "./picks.css";

export interface PicksProps {
  label: string;
  help?: string;
  error?: string | null;
  all: readonly string[];
  nameOf: (one: string) => string;
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;  // in the order of all
}

export function Picks({ label, help, error, all, nameOf, chosen, onChoose }: PicksProps) {
  const has = (one: string): boolean => chosen.includes(one);
  const turn = (one: string): void => onChoose(all.filter((other) => has(other) !== (other === one)));
  return (
    <fieldset class="stack">
      <legend class="strong">{label}</legend>
      {help && <p class="dim small">{help}</p>}
      <div class="picks">
        {all.map((one) => (
          <label key={one} class="pick"><input type="checkbox" checked={has(one)} onChange={() => turn(one)} /><bdi
            class="clip">{nameOf(one)}</bdi></label>
        ))}
      </div>
      {error && <p class="field-error" role="alert">{error}</p>}
    </fieldset>
  );
}
