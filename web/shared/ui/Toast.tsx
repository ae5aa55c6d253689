// The place where toasts are shown, one a page. Ctrl+Z undoes the last one, save where text is being written.
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button, IconButton } from "./Button.tsx";
import { goBack, pathTo, type Path } from "./keepFocus.ts";
import { foot } from "./foot.ts";
import { Icon } from "./Icon.tsx";
import type { Toasts } from "./toast.model.ts";
import "./toast.css";

const STEP = 500;
const BELOW = 32;  // pixels around them

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function ToastArea({ toasts }: { toasts: Toasts }) {
  useEffect(() => {
    const timer = setInterval(() => toasts.pass(STEP), STEP);
    const onKey = (event: KeyboardEvent): void => {
      const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (isUndo && !isWriting(event.target) && toasts.undoLast()) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => { clearInterval(timer); window.removeEventListener("keydown", onKey); };
  }, [toasts]);

  // A message goes with the button that was pressed in it: the focus goes back to where it came from, or close to it.
  const before = useRef<Path>([]);
  const enter = (event: FocusEvent & { currentTarget: HTMLElement }): void => {
    toasts.hold(true);
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && !event.currentTarget.contains(from)) before.current = pathTo(from);
  };
  const leave = (): void => {
    toasts.hold(false);
    goBack(before.current);
  };

  // WCAG 2.4.11: what the focus goes to is scrolled to where no message covers it. So can whoever points be: the page ends above them.
  const list = useRef<HTMLDivElement>(null);
  const shown = toasts.shown.value;
  useEffect(() => {
    const room = shown.length === 0 ? "" : `${(list.current?.clientHeight ?? 0) + BELOW + foot.value}px`;
    document.documentElement.style.scrollPaddingBlockEnd = room;
    const main = document.querySelector("main");
    if (main) main.style.marginBlockEnd = room;
  }, [shown, foot.value]);

  return (
    <section class="toasts" style={{ "--save-bar": `${foot.value}px` }} aria-label={t("kit-messages")}
      onPointerEnter={() => toasts.hold(true)} onPointerLeave={() => toasts.hold(false)}
      onFocusIn={enter} onFocusOut={() => toasts.hold(false)}>
      <div role="status" class="toast-list" ref={list}>
        {shown.map((toast) => (
          <div key={toast.id} class={`toast ${toast.kind}`}>
            <Icon name={toast.kind === "bad" ? "circle-alert" : "circle-check"} />
            <span class="toast-text">{toast.text}</span>
            {toast.undo && <Button kind="quiet" icon="undo-2" onClick={() => { leave(); void toasts.undo(toast.id); }}>{t("kit-undo")}</Button>}
            {toast.insist && (
              <Button kind="danger" onClick={() => { leave(); toasts.remove(toast.id); void toast.insist?.(); }}>{t("kit-insist")}</Button>
            )}
            <IconButton icon="x" label={t("kit-dismiss")} onClick={() => { leave(); toasts.remove(toast.id); }} />
          </div>
        ))}
      </div>
    </section>
  );
}
