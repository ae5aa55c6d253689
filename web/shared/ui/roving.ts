// Moving through a row or a column of things by keys, as WAI-ARIA's practices ask of menus, tabs, lists and trees.
export type Move = "next" | "previous" | "first" | "last";
export type Axis = "inline" | "block" | "both";

// Which way a key goes; in a row, the arrows follow the direction in which the text runs.
export function moveOf(key: string, axis: Axis, rtl = false): Move | null {
  if (key === "Home") return "first";
  if (key === "End") return "last";
  if (axis !== "inline" && key === "ArrowDown") return "next";
  if (axis !== "inline" && key === "ArrowUp") return "previous";
  if (axis !== "block" && key === (rtl ? "ArrowLeft" : "ArrowRight")) return "next";
  if (axis !== "block" && key === (rtl ? "ArrowRight" : "ArrowLeft")) return "previous";
  return null;
}

// Where one arrives from `at`, round the end, and past what cannot be used. Where nothing can be used: -1.
export function moved(at: number, count: number, move: Move, usable: (index: number) => boolean = () => true): number {
  const step = move === "previous" || move === "last" ? -1 : 1;
  let index = move === "first" ? 0 : move === "last" ? count - 1 : at < 0 && step < 0 ? count - 1 : at + step;
  for (let tries = 0; tries < count; ++tries, index += step) {
    const wrapped = ((index % count) + count) % count;
    if (usable(wrapped)) return wrapped;
  }
  return -1;
}

// The next thing whose name begins with what was typed; one letter again and again goes through all that begin with it.
export function typedTo(names: readonly string[], at: number, typed: string): number {
  const wanted = [...typed].every((letter) => letter === typed[0]) ? typed.slice(0, 1) : typed;
  const start = wanted.length === 1 ? at + 1 : Math.max(at, 0);
  for (let i = 0; i < names.length; ++i) {
    const index = (start + i) % names.length;
    if (names[index]?.toLocaleLowerCase().startsWith(wanted.toLocaleLowerCase())) return index;
  }
  return -1;
}

const PAUSE = 700;

// Letters that follow one another quickly are one word.
export class Typing {
  private word = "";
  private last = -Infinity;

  add(letter: string, now: number): string {
    this.word = now - this.last > PAUSE ? letter : this.word + letter;
    this.last = now;
    return this.word;
  }

  static isLetter(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
    return event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  }
}

export const isRtl = (element: Element | null): boolean => element !== null && getComputedStyle(element).direction === "rtl";
