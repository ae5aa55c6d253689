// Words by which rows are found. "/" leads here from anywhere on the page.
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import "./search.css";

export interface SearchFieldProps { label: string; value: string; onValue: (value: string) => void }

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;

export function SearchField({ label, value, onValue }: SearchFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <span class="search">
      <label class="unseen" for={id}>{label}</label>
      <Icon name="search" />
      <input ref={input} id={id} class="input" type="search" value={value} placeholder={label} spellcheck={false} autocomplete="off"
        aria-keyshortcuts="/" data-goes-on
        onInput={(event) => onValue(event.currentTarget.value)} onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.stopPropagation();
          onValue("");
        }} />
    </span>
  );
}
