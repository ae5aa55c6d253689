// A button that opens a list of things to do. WAI-ARIA: menu button.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";
import { close, openAt } from "./place.ts";
import { moved, moveOf, typedTo, Typing } from "./roving.ts";
import "./menu.css";

export interface MenuItem {
  label: string;
  icon?: IconName;
  run: () => void;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;  // present: one of several that are on or off
  stays?: boolean;  // the menu stays open: one chooses several
}

export interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  icon?: IconName;
  children?: ComponentChildren;  // what the button shows; none: the icon alone
}

export function Menu({ label, items, icon = "ellipsis", children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const typing = useRef(new Typing());
  const [at, setAt] = useState(-1);
  const usable = (index: number): boolean => !items[index]?.disabled;

  const open = (move: "first" | "last"): void => {
    if (popup.current && button.current) openAt(popup.current, button.current);
    setAt(moved(-1, items.length, move, usable));
  };
  const shut = (back: boolean): void => {
    close(popup.current);
    setAt(-1);
    if (back) button.current?.focus();
  };
  const run = (item: MenuItem): void => {
    if (!item.stays) shut(true);
    item.run();
  };
  useLayoutEffect(() => {  // before the next key comes
    if (at >= 0) popup.current?.querySelectorAll<HTMLElement>("[role^=menuitem]")[at]?.focus();
  }, [at]);

  const onMenuKey = (event: KeyboardEvent): void => {
    const move = moveOf(event.key, "block");
    if (move) setAt(moved(at, items.length, move, usable));
    else if (event.key === "Escape") shut(true);
    else if (event.key === "Tab") return shut(false);
    else if (Typing.isLetter(event)) {
      const found = typedTo(items.map((item) => item.label), at, typing.current.add(event.key, event.timeStamp));
      if (found >= 0) setAt(found);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? "first" : "last");
  };

  return (
    <>
      <button type="button" ref={button} class={children ? "button" : "button quiet only"} aria-haspopup="menu" aria-expanded={at >= 0}
        aria-controls={id} aria-label={children ? undefined : label} title={children ? undefined : label} onKeyDown={onButtonKey}
        onClick={() => (at >= 0 ? shut(true) : open("first"))}>
        {children ?? <Icon name={icon} />}
        {children && <Icon name="chevron-down" />}
      </button>
      <div ref={popup} id={id} role="menu" class="popup menu" popover="manual" aria-label={label} tabIndex={-1} onKeyDown={onMenuKey}
        onFocusOut={(event) => { if (at >= 0 && !popup.current?.contains(event.relatedTarget as Node | null)) shut(false); }}>
        {items.map((item, index) => <Item key={item.label} item={item} run={() => run(item)} hover={() => setAt(index)} />)}
      </div>
    </>
  );
}

function Item({ item, run, hover }: { item: MenuItem; run: () => void; hover: () => void }) {
  const isChoice = item.checked !== undefined;
  return (
    <button type="button" role={isChoice ? "menuitemcheckbox" : "menuitem"} class={item.danger ? "menu-item bad" : "menu-item"} tabIndex={-1}
      aria-checked={isChoice ? item.checked : undefined} aria-disabled={item.disabled || undefined} onClick={item.disabled ? undefined : run}
      onPointerMove={item.disabled ? undefined : hover}>
      <span class="menu-mark">{isChoice ? item.checked && <Icon name="check" /> : item.icon && <Icon name={item.icon} />}</span>
      <span>{item.label}</span>
    </button>
  );
}
