// Short words about what was done, with the way back. They go by themselves; while one is read or pointed at, time stands still.
import { signal } from "@preact/signals";
import { asProblem } from "../api/problem.ts";
import { t } from "../i18n/i18n.ts";

export interface Toast {
  id: number;
  text: string;
  kind: "done" | "bad";
  undo?: () => void | Promise<void>;
  insist?: () => void | Promise<void>;  // it was refused, and may be wanted all the same
  left: number;  // milliseconds
}

const PLAIN = 6000;
const WITH_UNDO = 20_000;
const MOST = 4;

export class Toasts {
  readonly shown = signal<readonly Toast[]>([]);
  private next = 1;
  private held = false;

  add(text: string, more: Partial<Pick<Toast, "kind" | "undo" | "insist">> = {}): number {
    const id = this.next++;
    const kind = more.kind ?? "done";
    // What went wrong stays until it is put away.
    const left = kind === "bad" ? Infinity : more.undo ? WITH_UNDO : PLAIN;
    const toast: Toast = { id, text, kind, left, ...(more.undo && { undo: more.undo }), ...(more.insist && { insist: more.insist }) };
    this.shown.value = [...this.shown.value, toast].slice(-MOST);
    return id;
  }

  remove(id: number): void {
    this.shown.value = this.shown.value.filter((toast) => toast.id !== id);
  }

  hold(held: boolean): void {
    this.held = held;
  }

  // So much time has passed.
  pass(milliseconds: number): void {
    if (this.held || this.shown.value.length === 0) return;
    this.shown.value = this.shown.value.map((toast) => ({ ...toast, left: toast.left - milliseconds })).filter((toast) => toast.left > 0);
  }

  async undo(id: number): Promise<void> {
    const toast = this.shown.value.find((one) => one.id === id);
    this.remove(id);
    try {
      await toast?.undo?.();
    } catch (error) {
      this.add(t("kit-not-undone", { why: asProblem(error).message }), { kind: "bad" });
    }
  }

  // Ctrl+Z takes back what was done last.
  undoLast(): Promise<void> | null {
    const last = this.shown.value.findLast((toast) => toast.undo);
    return last ? this.undo(last.id) : null;
  }
}
