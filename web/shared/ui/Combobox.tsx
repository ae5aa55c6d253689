// A field with a list of what it may be, narrowed by what is typed. WAI-ARIA: editable combobox with a list.
import { useId, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Field, type FieldProps } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { narrowed, type Option } from "./combobox.model.ts";
import { close, openAt } from "./place.ts";
import { moved } from "./roving.ts";
import "./combobox.css";

export interface ComboboxProps extends Omit<FieldProps, "children"> {
  options: readonly Option[];
  value: string;  // of an option; or any text, if free
  onChange: (value: string) => void;
  free?: boolean;
  placeholder?: string;
}

export function Combobox({ options, value, onChange, free = false, placeholder, ...field }: ComboboxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const shown = options.find((option) => option.value === value)?.label ?? value;
  const found = useMemo(() => narrowed(options, typed ?? ""), [options, typed]);

  const open = (): void => {
    if (popup.current && input.current) openAt(popup.current, input.current, true);
    setOpen(true);
  };
  const shut = (): void => {
    close(popup.current);
    setOpen(false);
    setAt(-1);
  };
  const choose = (option: Option | undefined): void => {
    if (option) onChange(option.value);
    setTyped(null);
    shut();
  };
  const leave = (): void => {
    if (typed !== null && free) onChange(typed);
    setTyped(null);
    shut();
  };
  const go = (to: number): void => {
    setAt(to);
    popup.current?.children[to]?.scrollIntoView({ block: "nearest" });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isOpen) open();
      go(moved(at, found.length, event.key === "ArrowDown" ? "next" : "previous"));
    } else if (event.key === "Enter" && isOpen) at >= 0 ? choose(found[at]) : leave();
    else if (event.key === "Escape" && (isOpen || typed !== null)) { setTyped(null); shut(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Field {...field}>
      {(wiring) => (
        <span class="control">
          <input ref={input} class="input" role="combobox" autocomplete="off" spellcheck={false} placeholder={placeholder} aria-autocomplete="list"
            aria-expanded={isOpen} aria-controls={id} aria-activedescendant={isOpen && at >= 0 ? `${id}-${at}` : undefined}
            value={typed ?? shown} onKeyDown={onKey} onBlur={leave} onClick={open}
            onInput={(event) => { setTyped(event.currentTarget.value); setAt(event.currentTarget.value ? 0 : -1); open(); }} {...wiring} />
          <span class="select-mark"><Icon name="chevron-down" /></span>
          <div ref={popup} id={id} role="listbox" class="popup" popover="manual"
            aria-label={typeof field.label === "string" ? field.label : t("kit-choices")}>
            {found.map((option, index) => (
              <div key={option.value} id={`${id}-${index}`} role="option" class="option" aria-selected={index === at}
                onPointerDown={(event) => event.preventDefault()} onClick={() => choose(option)}>
                <span>{option.label}</span>
                {option.hint && <span class="dim small">{option.hint}</span>}
              </div>
            ))}
          </div>
          <span class="unseen" role="status">{isOpen ? t("kit-found", { count: found.length }) : ""}</span>
          {isOpen && found.length === 0 && <span class="dim small nowrap">{t("kit-none-found")}</span>}
        </span>
      )}
    </Field>
  );
}
