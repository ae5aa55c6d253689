// Things within things. One row is in the order of the Tab key; arrows go on from there.
import { useRef, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { isRtl, Typing } from "./roving.ts";
import { rowsOf, treeStep, treeTyped, type TreeNode } from "./tree.model.ts";
import "./tree.css";

export type { TreeNode };

export interface TreeProps {
  label: string;
  nodes: readonly TreeNode[];
  chosen: string;
  onChoose: (id: string) => void;
  open: ReadonlySet<string>;
  onOpen: (open: Set<string>) => void;
}

export function Tree({ label, nodes, chosen, onChoose, open, onOpen }: TreeProps) {
  const tree = useRef<HTMLUListElement>(null);
  const typing = useRef(new Typing());
  const [focused, setFocused] = useState(chosen);
  const rows = rowsOf(nodes, open);
  const at = Math.max(0, rows.findIndex((row) => row.node.id === focused));

  const go = (to: number): void => {
    const row = rows[to];
    if (!row) return;
    setFocused(row.node.id);
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[to]?.focus();
  };
  const toggle = (ids: readonly string[], isOpen: boolean): void => {
    const next = new Set(open);
    for (const id of ids) isOpen ? next.add(id) : next.delete(id);
    onOpen(next);
  };
  const onKey = (event: KeyboardEvent): void => {
    const row = rows[at];
    const step = treeStep(event.key, rows, at, isRtl(tree.current));
    if (step && "go" in step) go(step.go);
    else if (step && "open" in step) toggle(step.open, true);
    else if (step && "close" in step) toggle([step.close], false);
    else if ((event.key === "Enter" || event.key === " ") && row) onChoose(row.node.id);
    else if (Typing.isLetter(event)) go(treeTyped(rows, at, typing.current.add(event.key, event.timeStamp)));
    else return;
    event.preventDefault();
  };

  return (
    <ul ref={tree} role="tree" class="tree" aria-label={label} onKeyDown={onKey}>
      {rows.map((row, index) => (
        <li key={row.node.id} role="treeitem" class="tree-row" aria-level={row.level} aria-posinset={row.position} aria-setsize={row.siblings}
          aria-expanded={row.node.children ? row.isOpen : undefined} aria-selected={row.node.id === chosen} tabIndex={index === at ? 0 : -1}
          style={{ paddingInlineStart: `${row.level - 1}rem` }} onFocus={() => setFocused(row.node.id)} onClick={() => onChoose(row.node.id)}>
          <span class="tree-mark" onClick={(event) => {
            if (!row.node.children) return;
            event.stopPropagation();
            toggle([row.node.id], !row.isOpen);
          }}>
            {row.node.children && <Icon name={row.isOpen ? "chevron-down" : "chevron-right"} />}
          </span>
          <span class="clip">{row.node.label}</span>
          {row.node.note && <span class="dim small tree-note">{row.node.note}</span>}
        </li>
      ))}
    </ul>
  );
}
