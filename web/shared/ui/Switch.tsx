// On or off, at once. WAI-ARIA: switch.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import "./switch.css";

export interface SwitchProps {
  label: ComponentChildren;
  on: boolean;
  onChange: (on: boolean) => void;
  help?: ComponentChildren;
  disabled?: boolean;
}

export function Switch({ label, on, onChange, help, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch-row">
      <button type="button" role="switch" id={id} class="switch" aria-checked={on} aria-labelledby={`${id}-label`} disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined} onClick={() => onChange(!on)}>
        <span class="switch-knob" />
      </button>
      <label class="switch-words" for={id}>
        <span class="strong" id={`${id}-label`}>{label}</span>
        <span class="switch-state" aria-hidden="true">{on ? t("kit-on") : t("kit-off")}</span>
      </label>
      {help && <p class="field-help" id={`${id}-help`}>{help}</p>}
    </div>
  );
}
