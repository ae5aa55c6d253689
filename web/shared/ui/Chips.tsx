// A list of short values that are added and taken away one by one; and chips that choose what a list shows.
import { useId, useRef, useState } from "preact/hooks";
import { number } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Field, type FieldProps } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { added, pieces } from "./chips.model.ts";
import { usePieces } from "./useGrowing.ts";
import "./chips.css";

const AT_ONCE = 40;  // chips that are drawn at a time

export interface ChipsProps extends Omit<FieldProps, "children"> {
  values: readonly string[];
  onChange: (values: string[]) => void;
  check?: (value: string) => string | null;  // what is wrong with one, in words
  placeholder?: string;
}

export function Chips({ values, onChange, check, placeholder, ...field }: ChipsProps) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const upTo = usePieces(values.length, AT_ONCE);

  const take = (text: string): void => {
    const fresh = pieces(text);
    const refused = fresh.map((one) => check?.(one) ?? null).find((why) => why !== null) ?? null;
    setWrong(refused);
    if (refused !== null) return setTyped(text);
    setTyped("");
    if (fresh.length > 0) onChange(added(values, fresh));
  };
  const remove = (index: number): void => {
    onChange(values.filter((_, i) => i !== index));
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if ((event.key === "Enter" || event.key === ",") && typed.trim()) {
      event.preventDefault();
      take(typed);
    } else if (event.key === "Backspace" && typed === "" && values.length > 0) remove(values.length - 1);
  };

  return (
    <Field {...field} error={wrong ?? field.error}>
      {(wiring) => (
        <div class="chips input" onClick={(event) => { if (event.target === event.currentTarget) input.current?.focus(); }}>
          {values.length > 0 && (
            <ul class="chips-list" id={id} aria-label={t("kit-chips", { count: values.length })}>
              {values.slice(0, upTo).map((value, index) => (
                <li key={value} class="chip">
                  <span class="clip">{value}</span>
                  <button type="button" class="chip-remove" aria-label={t("kit-remove-one", { name: value })} onClick={() => remove(index)}>
                    <Icon name="x" size={14} />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <input ref={input} class="chips-input" value={typed} placeholder={values.length === 0 ? placeholder : undefined} spellcheck={false}
            autocomplete="off" onKeyDown={onKey} onBlur={() => { if (typed.trim()) take(typed); }}
            onInput={(event) => { setTyped(event.currentTarget.value); setWrong(null); }}
            onPaste={(event) => {
              const text = event.clipboardData?.getData("text/plain") ?? "";
              if (pieces(text).length < 2) return;
              event.preventDefault();
              take(text);
            }} {...wiring} />
        </div>
      )}
    </Field>
  );
}

export interface FilterChip { value: string; label: string; count?: number }

export interface FilterChipsProps {
  label: string;
  chips: readonly FilterChip[];
  chosen: string;
  onChoose: (value: string) => void;
}

export function FilterChips({ label, chips, chosen, onChoose }: FilterChipsProps) {
  return (
    <div class="filter-chips" role="group" aria-label={label}>
      {chips.map((chip) => (
        <button key={chip.value} type="button" class="filter-chip" aria-pressed={chip.value === chosen} onClick={() => onChoose(chip.value)}>
          {chip.label}
          {chip.count !== undefined && <span class="filter-count">{number(chip.count)}</span>}
        </button>
      ))}
    </div>
  );
}
