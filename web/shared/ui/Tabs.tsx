// Parts of one page, one shown at a time. WAI-ARIA: tabs with automatic activation.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { isRtl, moved, moveOf } from "./roving.ts";
import "./tabs.css";

export interface Tab { id: string; label: string; content: () => ComponentChildren }

export interface TabsProps { label: string; tabs: readonly Tab[]; chosen: string; onChoose: (id: string) => void }

export function Tabs({ label, tabs, chosen, onChoose }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(0, tabs.findIndex((tab) => tab.id === chosen));
  const current = tabs[at];

  // In a narrow window the list is scrolled: to the one that is shown, also when the address has chosen it.
  useLayoutEffect(() => {
    const [within, tab] = [list.current, list.current?.querySelector<HTMLElement>("[aria-selected=true]")];
    if (!within || !tab) return;
    const [room, own] = [within.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (own.left < room.left || own.right > room.right) within.scrollBy({ left: (own.left + own.right - room.left - room.right) / 2 });
  }, [at]);

  const onKey = (event: KeyboardEvent): void => {
    const move = moveOf(event.key, "inline", isRtl(list.current));
    if (!move) return;
    event.preventDefault();
    const to = moved(at, tabs.length, move);
    const tab = tabs[to];
    if (tab) onChoose(tab.id);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };

  return (
    <div class="tabs">
      <div ref={list} role="tablist" class="tab-list" aria-label={label} onKeyDown={onKey}>
        {tabs.map((tab) => (
          <button key={tab.id} type="button" role="tab" class="tab" id={`${id}-${tab.id}`} aria-selected={tab === current}
            aria-controls={tab === current ? `${id}-panel` : undefined} tabIndex={tab === current ? 0 : -1} onClick={() => onChoose(tab.id)}>
            {tab.label}
          </button>
        ))}
      </div>
      {current && (
        <div role="tabpanel" class="tab-panel" id={`${id}-panel`} aria-labelledby={`${id}-${current.id}`} tabIndex={0}>{current.content()}</div>
      )}
    </div>
  );
}
