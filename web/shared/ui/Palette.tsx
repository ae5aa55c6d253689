// Ctrl+K: every page and every act by its name. A combobox whose list is always open, in a dialog.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Dialog } from "./Dialog.tsx";
import { Icon, type IconName } from "./Icon.tsx";
import { find, marked, type Entry, type Found } from "./palette.model.ts";
import { moved, moveOf } from "./roving.ts";
import "./palette.css";

export type { Entry };

export interface PaletteProps { entries: readonly Entry[]; open: boolean; onClose: () => void; recent?: readonly string[] }

export function Palette({ entries, open, onClose, recent = [] }: PaletteProps) {
  return (
    <Dialog title={t("kit-palette")} open={open} onClose={onClose} wide>
      <Search entries={entries} onClose={onClose} recent={recent} />
    </Dialog>
  );
}

function Search({ entries, onClose, recent }: { entries: readonly Entry[]; onClose: () => void; recent: readonly string[] }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = find(entries, typed, recent);
  useEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [at]);

  const run = (one: Found | undefined): void => {
    if (!one) return;
    onClose();
    one.entry.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    const move = event.key === "Home" || event.key === "End" ? null : moveOf(event.key, "block");
    if (move) setAt(moved(at, found.length, move));
    else if (event.key === "Enter") run(found[at]);
    else return;
    event.preventDefault();
  };

  return (
    <div class="palette">
      <label class="palette-search">
        <Icon name="search" size={20} />
        <input class="palette-input" role="combobox" data-first aria-label={t("kit-palette-hint")} placeholder={t("kit-palette-hint")}
          spellcheck={false} autocomplete="off" aria-expanded aria-autocomplete="list" aria-controls={id}
          aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
          value={typed} onKeyDown={onKey} onInput={(event) => { setTyped(event.currentTarget.value); setAt(0); }} />
      </label>
      <div ref={list} id={id} role="listbox" class="palette-list" aria-label={t("kit-palette")}>
        {found.map((one, index) => (
          <div key={one.entry.id} id={`${id}-${index}`} role="option" class="palette-option" aria-selected={index === at} onClick={() => run(one)}
            onPointerMove={() => setAt(index)}>
            <Icon name={(one.entry.icon ?? "arrow-right") as IconName} />
            <span class="clip">{marked(one.entry.label, one.at).map((part) => (part.hit ? <mark>{part.text}</mark> : part.text))}</span>
            <span class="dim small nowrap">{one.entry.group}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p class="dim palette-none">{t("kit-none-found")}</p>}
      <span class="unseen" role="status">{t("kit-found", { count: found.length })}</span>
    </div>
  );
}
