// Listeners as they are changed: each change is on trial, and the server takes it back unless somebody says in time that it is to stay.
// Promises: what is on trial is shown whoever began it and in whichever window; nothing of it hangs on this page.
import { signal } from "@preact/signals";
import type { Kept, ListenersApi, Trial } from "./api.ts";
import { listenersIn, rowsOf, valueOf, type Listener, type Row } from "./model.ts";

const TICK = 250;
const AGAIN = 2000;  // how often it is asked, once the time is over, whether the server has done it

export class ListenerStore {
  readonly trial = signal<Trial | null>(null);
  readonly left = signal(0);  // seconds until the trial is over
  readonly notes = signal<readonly string[]>([]);  // what the server had to say about the change
  onEnd: (isBack: boolean) => void = () => undefined;  // a trial that was not ended here
  onDue: () => void = () => undefined;  // time to read again
  private kept: Kept | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private asked = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly api: ListenersApi;

  constructor(api: ListenersApi) { this.api = api; }

  rows(): Promise<Row[]> {
    return this.inTurn(async () => {
      const [kept, doors] = await Promise.all([this.api.read(), this.api.doors()]);
      this.see(kept);
      return rowsOf(listenersIn(kept.value), doors);
    });
  }

  private see(kept: Kept): void {
    const before = this.trial.value;
    this.kept = kept;
    this.show(kept.trial);
    if (before && !kept.trial) this.onEnd(kept.value === before.before);
  }

  private show(trial: Trial | null): void {
    this.trial.value = trial;
    if (this.timer) clearInterval(this.timer);
    this.timer = trial && setInterval(() => this.tick(), TICK);
    if (trial) this.tick();
    else this.notes.value = [];
  }

  private tick(): void {
    const { kept } = this;
    if (!kept?.trial) return;
    const now = Date.now();
    this.left.value = Math.max(0, Math.ceil((Date.parse(kept.trial.until) - now - kept.ahead) / 1000));
    if (this.left.value > 0 || now - this.asked < AGAIN) return;
    this.asked = now;
    this.onDue();
  }

  change(make: (all: readonly Listener[]) => Listener[]): Promise<void> {
    return this.act(async (kept) => {
      this.notes.value = await this.api.tryOut(valueOf(make(listenersIn(kept.value))), kept.tag);
    });
  }

  keep(): Promise<void> { return this.end((tag) => this.api.keep(tag)); }
  putBack(): Promise<void> { return this.end((tag) => this.api.putBack(tag)); }

  private end(how: (tag: string) => Promise<void>): Promise<void> {
    return this.act(async (kept) => {
      await how(kept.tag);
      this.show(null);
    });
  }

  private act(how: (kept: Kept) => Promise<void>): Promise<void> {
    return this.inTurn(async () => {
      const kept = this.kept ?? await this.api.read();
      this.kept = null;  // what was refused is tried again on what is there by then
      await how(kept);
      this.see(await this.api.read());
    });
  }

  // One after the other: each begins with what the one before has made.
  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = this.turn.then(act);
    this.turn = next.catch(() => null);
    return next;
  }
}
