// What is told of one row of a list, beside it; in a narrow window in its place.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { IconButton } from "../ui/Button.tsx";
import "./list.css";

// Escape closes it; of what is open over it, that alone.
export const isLeft = (event: KeyboardEvent): boolean => event.key === "Escape" && !event.defaultPrevented &&
  !(event.target instanceof Element && event.target.closest("dialog, [popover]"));

export const enterAside = (list: Element | null): void => list?.querySelector<HTMLElement>(".list-aside h2")?.focus();

export interface AsideProps { title: string; onClose: () => void; acts?: ComponentChildren; children: ComponentChildren }

export function Aside({ title, onClose, acts, children }: AsideProps) {
  const head = useRef<HTMLHeadingElement>(null);
  // In a narrow window it stands in the list's place, and who reads by ear goes on there.
  useEffect(() => { if (head.current?.closest(".with-aside") && matchMedia("(max-width: 72rem)").matches) head.current.focus(); }, [title]);
  return (
    <aside class="list-aside panel" aria-label={title} onKeyDown={(event) => { if (isLeft(event)) onClose(); }}>
      <div class="list-aside-head">
        <h2 ref={head} tabIndex={-1} data-goes-on>{title}</h2>
        <IconButton icon="x" label={t("kit-close")} onClick={onClose} />
      </div>
      {acts && <div class="row">{acts}</div>}
      {children}
    </aside>
  );
}
