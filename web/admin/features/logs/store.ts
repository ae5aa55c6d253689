// The lines that are shown: what was found, and what comes while one follows. What comes while one reads elsewhere waits.
import { signal } from "@preact/signals";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import type { follow, search } from "./api.ts";
import { appended, lineOf, MOST, type Line, type Wanted } from "./model.ts";

export interface LogsApi { search: typeof search; follow: typeof follow }
export type Following = "off" | "opening" | "live" | "lost" | "ended";

const PAUSE = 100;  // lines come one by one, and are drawn some at a time

export class LogStore {
  readonly lines = signal<readonly Line[]>([]);
  readonly isRead = signal(false);
  readonly since = signal(0);  // it is looked for, and has not been found
  readonly isStopped = signal(false);  // by who would rather not wait for it
  readonly problem = signal<Problem | null>(null);
  readonly following = signal<Following>("off");
  readonly why = signal("");  // it ended
  readonly isHeld = signal(false);
  readonly waiting = signal<readonly Line[]>([]);
  readonly gone = signal(0);  // went out of sight since one follows
  private running: AbortController | null = null;
  private fresh: unknown[] = [];
  private known = new Set<string>();
  private next = 0;
  private close: (() => void) | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly api: LogsApi;

  constructor(api: LogsApi) {
    this.api = api;
  }

  async read(wanted: Wanted): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.since.value = Date.now();
    this.isStopped.value = false;
    this.problem.value = null;
    try {
      const found = await this.api.search(wanted, running.signal);
      if (this.running !== running) return;
      this.known = new Set(found.slice(-MOST).map((one) => JSON.stringify(one)));
      this.lines.value = found.map((one) => this.line(one));
      this.waiting.value = [];
      this.isRead.value = true;
    } catch (error) {
      if (this.running === running) this.problem.value = asProblem(error);
    } finally {
      if (this.running === running) this.since.value = 0;
    }
  }

  // What is there stays.
  stopReading(): void {
    this.running?.abort();
    this.running = null;
    this.since.value = 0;
    this.isStopped.value = true;
  }

  private line(raw: unknown): Line { return lineOf(raw, String(this.next++)); }

  get isCut(): boolean { return this.following.value === "off" && this.lines.value.length >= MOST; }

  // The stream is opened before what was there is read: nothing that comes between is missed, and nothing is there twice.
  follow(wanted: Wanted): void {
    this.stop();
    this.following.value = "opening";
    this.gone.value = 0;
    let isFirst = true;
    this.close = this.api.follow(wanted, {
      onOpen: () => {
        this.following.value = "live";
        // After a gap, what is missing is read anew.
        void this.read(wanted).then(() => this.flush());
        isFirst = false;
      },
      onLine: (raw) => this.take(raw),
      onLost: () => { if (!isFirst) this.following.value = "lost"; },
      onEnd: (why) => { this.stop(); this.following.value = "ended"; this.why.value = why; },
    });
  }

  stop(): void {
    this.close?.();
    this.close = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.flush();
    this.hold(false);
    this.following.value = "off";
  }

  private take(raw: unknown): void {
    this.fresh.push(raw);
    this.timer ??= setTimeout(() => { this.timer = null; this.flush(); }, PAUSE);
  }

  private flush(): void {
    if (this.since.value !== 0) return;
    const lines = this.fresh.splice(0).filter((raw) => !this.known.has(JSON.stringify(raw))).map((raw) => this.line(raw));
    if (lines.length === 0) return;
    if (this.isHeld.value) this.waiting.value = appended(this.waiting.value, lines).lines;
    else this.show(lines);
  }

  private show(lines: readonly Line[]): void {
    const { lines: all, gone } = appended(this.lines.value, lines);
    this.lines.value = all;
    this.gone.value += gone;
  }

  // Who reads further up is not torn away; what came meanwhile is shown when he comes back.
  hold(held: boolean): void {
    this.isHeld.value = held;
    if (held || this.waiting.value.length === 0) return;
    const lines = this.waiting.value;
    this.waiting.value = [];
    this.show(lines);
  }
}
