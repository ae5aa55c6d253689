// A labelled control with its help, its unit and what is wrong with what was entered.
import { createContext, type ComponentChildren, type RefObject } from "preact";
import { useContext, useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import "./field.css";

export interface Wiring { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined; required: boolean | undefined }

export interface FieldProps {
  label: ComponentChildren;
  help?: ComponentChildren;
  error?: string | null | undefined;
  required?: boolean;
  aside?: ComponentChildren;  // beside the label: where the value comes from, what it was
  bare?: boolean;  // the label is only read aloud
  children: (wiring: Wiring) => ComponentChildren;
}

// What is said of fields that must be filled in and were not when their form was sent, by their ids.
export const LeftEmpty = createContext<Readonly<Record<string, string>>>({});

export function Field({ label, help, error: told, required, aside, bare = false, children }: FieldProps) {
  const id = useId();
  const error = useContext(LeftEmpty)[id] ?? told;
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div class={error ? "field wrong" : "field"}>
      <div class={bare ? "field-head unseen" : "field-head"}>
        <label for={id}>{label}{required && <span class="dim" aria-hidden="true"> *</span>}</label>
        {aside}
      </div>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined, required: required || undefined })}
      {error && <p class="field-error" id={`${id}-error`}><Icon name="circle-alert" />{error}</p>}
      {help && <p class="field-help" id={`${id}-help`}>{help}</p>}
    </div>
  );
}

// What an input may be told besides its wiring.
export interface Input {
  autocomplete?: string;
  first?: boolean;  // it has the focus when what it is in opens
  autocapitalize?: "off" | "none";
  spellcheck?: boolean;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "url" | "search";
  placeholder?: string | undefined;
  disabled?: boolean;
  class?: string;
  onKeyDown?: (event: KeyboardEvent) => void;
  onBlur?: () => void;
}

// The browser goes by its own attribute only when a page opens, and complains of it elsewhere: a field that is first asks for the focus
// itself, and in a dialog is found by its mark when that opens.
function useFirst(wanted = false): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => { if (wanted) input.current?.focus(); }, []);
  return input;
}

export interface TextFieldProps extends Input, Omit<FieldProps, "children"> {
  value: string;
  onValue: (value: string) => void;
  unit?: string | undefined;
}

export function TextField({ label, help, error, required = false, aside, value, onValue, unit, first, ...rest }: TextFieldProps) {
  const input = useFirst(first);
  return (
    <Field label={label} help={help} error={error} required={required} aside={aside}>
      {(wiring) => (
        <span class="control">
          <input ref={input} class="input" value={value} data-first={first || undefined} onInput={(event) => onValue(event.currentTarget.value)}
            {...rest} {...wiring} />
          {unit && <span class="unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export interface DateFieldProps extends Omit<FieldProps, "children"> {
  value: string;  // "2026-12-24", or empty
  onValue: (value: string) => void;
  max?: string;
}

export function DateField({ value, onValue, max, ...field }: DateFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => <input class="input" type="date" value={value} max={max} onInput={(event) => onValue(event.currentTarget.value)} {...wiring} />}
    </Field>
  );
}

// What is typed can be looked at, for long passwords are typed blind only where somebody looks over the shoulder.
export function PasswordField(props: Omit<TextFieldProps, "type">) {
  const [shown, show] = useState(false);
  const { label, help, error, required = false, aside, value, onValue, unit: _unit, first, ...rest } = props;
  const input = useFirst(first);
  return (
    <Field label={label} help={help} error={error} required={required} aside={aside}>
      {(wiring) => (
        <span class="control">
          <input ref={input} class="input" value={value} onInput={(event) => onValue(event.currentTarget.value)} spellcheck={false}
            data-first={first || undefined} autocapitalize="off" {...rest} {...wiring} {...(shown ? { type: "text" } : { type: "password" })} />
          <IconButton icon={shown ? "eye-off" : "eye"} label={shown ? t("kit-hide") : t("kit-show")} aria-pressed={shown}
            onClick={() => show(!shown)} />
        </span>
      )}
    </Field>
  );
}

export interface Choice { value: string; label: string }

export interface SelectFieldProps extends Omit<FieldProps, "children"> {
  value: string;
  onValue: (value: string) => void;
  choices: readonly Choice[];
}

export function SelectField({ value, onValue, choices, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <span class="control">
          <select class="input" value={value} onChange={(event) => onValue(event.currentTarget.value)} {...wiring}>
            {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
          </select>
          <span class="select-mark"><Icon name="chevron-down" /></span>
        </span>
      )}
    </Field>
  );
}

export interface TextAreaProps extends Omit<FieldProps, "children"> {
  value: string;
  onValue: (value: string) => void;
  rows?: number;
  mono?: boolean;
}

export function TextArea({ value, onValue, rows = 4, mono = false, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(wiring) => <textarea class={mono ? "input mono" : "input"} rows={rows} value={value}
        onInput={(event) => onValue(event.currentTarget.value)} {...wiring} />}
    </Field>
  );
}
