// What a long list shows of itself: the rows in sight, the slots that they are drawn in, what is chosen, and what keys do.

// The highest element that browsers lay out rightly. A longer list scrolls in larger steps.
export const TALLEST = 12_000_000;
const BEYOND = 4;  // rows drawn above and below those in sight

export interface View { top: number; height: number; rowHeight: number; count: number }
export interface Shown { first: number; last: number; offset: number; height: number }

// Rows first to last (without it) are drawn, the first at `offset` in a room of `height` pixels.
export function shownRows({ top, height, rowHeight, count }: View): Shown {
  const full = count * rowHeight;
  const room = Math.min(full, TALLEST);
  const scrolled = room <= height ? 0 : Math.min(1, top / (room - height)) * (full - height);
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - BEYOND);
  const last = Math.min(count, Math.ceil((scrolled + height) / rowHeight) + BEYOND);
  return { first, last, offset: first * rowHeight - scrolled + top, height: room };
}

// A row keeps its place in the document for as long as it is drawn; the next one that comes into sight takes the place of one that left.
export const poolOf = (height: number, rowHeight: number): number => Math.ceil(height / rowHeight) + 2 * BEYOND + 1;

// Where to scroll so that a row is in sight; where it is already: where one is.
export function scrolledTo(row: number, { top, height, rowHeight, count }: View): number {
  const full = count * rowHeight;
  const room = Math.min(full, TALLEST);
  const factor = room <= height || full === height ? 1 : (full - height) / (room - height);
  const scrolled = top * factor;
  if (row * rowHeight < scrolled) return (row * rowHeight) / factor;
  if ((row + 1) * rowHeight > scrolled + height) return ((row + 1) * rowHeight - height) / factor;
  return top;
}

// What columns need at least, in rem: of each track the first width that it names.
export const leastOf = (tracks: readonly string[]): number => tracks.reduce((sum, track) => sum + Number(/([\d.]+)rem/.exec(track)?.[1] ?? 0), 0);

// Which columns there is room for: all, all but those that are spared first, or few. Widths in rem.
export type Room = "all" | "most" | "few";
export const roomIn = (width: number, least: { all: number; most: number }): Room =>
  (width >= least.all ? "all" : width >= least.most ? "most" : "few");

export interface Chosen { keys: ReadonlySet<string>; anchor: number }
export const NOTHING: Chosen = { keys: new Set(), anchor: -1 };

export function toggled({ keys }: Chosen, key: string, index: number): Chosen {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: index };
}

export function ranged({ keys, anchor }: Chosen, to: number, keyAt: (index: number) => string | undefined): Chosen {
  const from = anchor < 0 ? to : anchor;
  const next = new Set(keys);
  for (let i = Math.min(from, to); i <= Math.max(from, to); ++i) {
    const key = keyAt(i);
    if (key !== undefined) next.add(key);
  }
  return { keys: next, anchor: from };
}

export interface Sort { column: string; descending: boolean }
// The first press sorts, the second turns it round.
export const sorted = (sort: Sort | null, column: string): Sort => ({ column, descending: sort?.column === column && !sort.descending });

export type GridStep = { go: number; extend?: boolean } | "toggle" | "open" | "all" | "none" | null;
interface Press { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }

// j and k as in mail programs; x chooses.
export function gridStep(press: Press, at: number, count: number, page: number): GridStep {
  const control = press.ctrlKey || press.metaKey;
  const go = (to: number): GridStep => (count === 0 ? null : { go: Math.max(0, Math.min(count - 1, to)), ...(press.shiftKey && { extend: true }) });
  if (control) return press.key === "a" ? "all" : press.key === "Home" ? go(0) : press.key === "End" ? go(count - 1) : null;
  switch (press.key) {
    case "ArrowDown": case "j": return go(at + 1);
    case "ArrowUp": case "k": return go(at < 0 ? 0 : at - 1);
    case "PageDown": return go(at + page);
    case "PageUp": return go(at - page);
    case "Home": return go(0);
    case "End": return go(count - 1);
    case " ": case "x": return at < 0 ? null : "toggle";
    case "Enter": case "o": return at < 0 ? null : "open";
    case "Escape": return "none";
    default: return null;
  }
}
