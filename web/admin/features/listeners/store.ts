// Listeners as they are changed: each change holds for a minute, and is taken back unless somebody says that it is to stay.
// Promises: who shuts himself out by a change is let in again by his own page; it outlives the page that shows it, and no more than that:
// a window that is closed takes nothing back.
import { signal } from "@preact/signals";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import type { Kept, ListenersApi } from "./api.ts";
import { listenersIn, rowsOf, valueOf, type Listener, type Row } from "./model.ts";

export const TRIAL = 60;  // seconds
const TICK = 250;

export type Outcome = { kind: "back" } | { kind: "not-back"; problem: Problem };

export class ListenerStore {
  readonly left = signal<number | null>(null);  // seconds until the change is taken back; none: nothing is on trial
  readonly notes = signal<readonly string[]>([]);
  onOutcome: (outcome: Outcome) => void = () => undefined;
  private before: string | null = null;
  private kept: Kept | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly api: ListenersApi;
  private readonly port: () => string;

  constructor(api: ListenersApi, port: () => string) {
    this.api = api;
    this.port = port;
  }

  async rows(): Promise<Row[]> {
    const [kept, doors] = await Promise.all([this.api.read(), this.api.doors()]);
    // While something is on trial, what somebody else made of it meanwhile is not taken for what was there before.
    if (this.left.value === null) this.kept = kept;
    return rowsOf(listenersIn(kept.value), doors, this.port());
  }

  // One after the other: each begins with what the one before has made.
  change(make: (all: readonly Listener[]) => Listener[]): Promise<void> {
    const next = this.turn.then(() => this.make(make));
    this.turn = next.catch(() => null);
    return next;
  }

  private async make(make: (all: readonly Listener[]) => Listener[]): Promise<void> {
    const kept = this.kept ?? await this.api.read();
    this.kept = null;  // what was refused is tried again on what is there by then
    this.notes.value = await this.api.write(valueOf(make(listenersIn(kept.value))), kept.tag);
    this.before ??= kept.value;
    this.begin();
    this.kept = await this.api.read();
  }

  private begin(): void {
    if (this.timer) clearInterval(this.timer);
    const until = Date.now() + TRIAL * 1000;
    this.left.value = TRIAL;
    this.timer = setInterval(() => {
      this.left.value = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      if (this.left.value === 0) void this.putBack();
    }, TICK);
  }

  keep(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.before = null;
    this.left.value = null;
    this.notes.value = [];
  }

  // Nobody pressed Keep, or somebody would rather have it as it was.
  putBack(): Promise<void> {
    const before = this.before;
    this.keep();
    if (before === null) return Promise.resolve();
    const next = this.turn.then(async () => {
      try {
        await this.api.write(before, this.kept?.tag ?? "*");
        this.onOutcome({ kind: "back" });
      } catch (error) {
        this.onOutcome({ kind: "not-back", problem: asProblem(error) });
      }
      this.kept = null;
    });
    this.turn = next;
    return next;
  }
}
