// A question or a form over the page, which waits meanwhile. The browser's own dialog keeps the focus in and gives it back.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button, IconButton } from "./Button.tsx";
import { useTypedWord } from "./TypedWord.tsx";
import "./dialog.css";

export interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  onLeave?: () => void;  // by a click beside it, Esc or its cross; none: it closes
  children: ComponentChildren;
  actions?: ComponentChildren;
  wide?: boolean;
}

export function Dialog({ title, open, onClose, onLeave = onClose, children, actions, wide = false }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {  // before what it was opened from is drawn anew
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      element.showModal();
      element.querySelector<HTMLElement>("[data-first]")?.focus();
    }
    if (!open && element.open) element.close();
  }, [open]);
  // The browser asks nobody at a second Esc, unless it hears of none. What is open within goes first.
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || dialog.current?.querySelector(":popover-open")) return;
    event.preventDefault();
    onLeave();
  };

  return (
    <dialog ref={dialog} class={wide ? "dialog wide" : "dialog"} aria-labelledby={id} onClose={onClose}
      onCancel={(event) => { event.preventDefault(); onLeave(); }} onKeyDown={onKey}
      onPointerDown={(event) => { if (event.target === event.currentTarget) onLeave(); }}>
      {open && (
        <div class="dialog-sheet">
          <header class="dialog-head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="x" label={t("kit-close")} onClick={onLeave} />
          </header>
          <div class="dialog-body">{children}</div>
          {actions && <footer class="dialog-foot">{actions}</footer>}
        </div>
      )}
    </dialog>
  );
}

export interface TypedConfirmationProps {
  title: string;
  open: boolean;
  onClose: () => void;
  word: string;  // what must be typed: the name of what is lost
  verb: string;
  onConfirm: () => void;
  children: ComponentChildren;
}

// For what cannot be undone. Everything else is done at once, and undone where it was a mistake.
export function TypedConfirmation({ title, open, onClose, word, verb, onConfirm, children }: TypedConfirmationProps) {
  const confirm = (): void => { if (typed.isGiven()) onConfirm(); };
  const typed = useTypedWord(word, { first: true, onEnter: confirm });
  useEffect(typed.forget, [open]);
  return (
    <Dialog title={title} open={open} onClose={onClose}
      actions={<><Button onClick={onClose}>{t("kit-cancel")}</Button><Button kind="danger" onClick={confirm}>{verb}</Button></>}>
      <div class="stack">
        <div>{children}</div>
        {typed.field}
      </div>
    </Dialog>
  );
}
