// A tree as the rows that are seen of it, and what its keys do. WAI-ARIA: tree view.
import { moved, typedTo } from "./roving.ts";

export interface TreeNode { id: string; label: string; children?: readonly TreeNode[]; note?: string }
export interface TreeRow { node: TreeNode; level: number; parent: number; position: number; siblings: number; isOpen: boolean }

export function rowsOf(nodes: readonly TreeNode[], open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (these: readonly TreeNode[], level: number, parent: number): void => {
    these.forEach((node, index) => {
      const isOpen = node.children !== undefined && open.has(node.id);
      rows.push({ node, level, parent, position: index + 1, siblings: these.length, isOpen });
      if (isOpen && node.children) walk(node.children, level + 1, rows.length - 1);
    });
  };
  walk(nodes, 1, -1);
  return rows;
}

export type TreeStep = { go: number } | { open: string[] } | { close: string } | null;

// What a key does where one is. `inward` is the arrow that points along the text, `outward` the other.
export function treeStep(key: string, rows: readonly TreeRow[], at: number, rtl: boolean): TreeStep {
  const row = rows[at];
  if (!row) return null;
  const inward = rtl ? "ArrowLeft" : "ArrowRight";
  const outward = rtl ? "ArrowRight" : "ArrowLeft";
  switch (key) {
    case "ArrowDown": return at + 1 < rows.length ? { go: at + 1 } : null;
    case "ArrowUp": return at > 0 ? { go: at - 1 } : null;
    case "Home": return { go: 0 };
    case "End": return { go: moved(-1, rows.length, "last") };
    case inward: return !row.node.children ? null : row.isOpen ? { go: at + 1 } : { open: [row.node.id] };
    case outward: return row.isOpen ? { close: row.node.id } : row.parent >= 0 ? { go: row.parent } : null;
    case "*": return { open: rows.filter((one) => one.parent === row.parent && one.node.children).map((one) => one.node.id) };
    default: return null;
  }
}

export const treeTyped = (rows: readonly TreeRow[], at: number, typed: string): number => typedTo(rows.map((row) => row.node.label), at, typed);
