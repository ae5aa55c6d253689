// A list that changes while it is looked at: the server tells that something did (text/event-stream), and the list is read again.
// Use: useFollowing("/api/v1/queue/stream", () => rows.read())
// Promises: it is read once a second at most, more seldom where that takes long, and not while the page is out of sight; a stream that ends
// is opened again, ever later for as long as that fails, and the list is read then, for what was missed.
import { useEffect, useRef } from "preact/hooks";

export interface Stream { onopen: unknown; onmessage: unknown; onerror: unknown; close: () => void }

const LEAST = 1000;
const REST = 5;  // so many times as long as a reading took
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60_000;

export class Following {
  private stream: Stream | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private reading: ReturnType<typeof setTimeout> | null = null;
  private wait = FIRST_WAIT;
  private wasOpen = false;
  private next = 0;  // not read again before
  private readonly open: () => Stream;
  private readonly read: () => Promise<unknown>;

  constructor(open: () => Stream, read: () => Promise<unknown>) {
    this.open = open;
    this.read = read;
  }

  start(): void {
    if (this.stream || this.timer) return;
    const stream = this.open();
    this.stream = stream;
    stream.onopen = () => {
      this.wait = FIRST_WAIT;
      // The first time the list has only just been read.
      if (this.wasOpen) this.news();
      this.wasOpen = true;
    };
    stream.onmessage = () => this.news();
    stream.onerror = () => this.again();
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
    if (this.timer) clearTimeout(this.timer);
    if (this.reading) clearTimeout(this.reading);
    this.timer = this.reading = null;
  }

  private again(): void {
    this.stop();
    this.timer = setTimeout(() => { this.timer = null; this.start(); }, this.wait);
    this.wait = Math.min(LONGEST_WAIT, 2 * this.wait);
  }

  private news(): void {
    this.reading ??= setTimeout(() => void this.look(), Math.max(0, this.next - Date.now()));
  }

  private async look(): Promise<void> {
    const since = Date.now();
    this.next = since + LEAST;
    this.reading = null;
    await this.read();
    this.next = Math.max(this.next, Date.now() + REST * (Date.now() - since));
  }
}

export function useFollowing(path: string, read: () => Promise<unknown>): void {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const following = new Following(() => new EventSource(path), () => latest.current());
    const look = (): void => { if (document.hidden) following.stop(); else following.start(); };
    look();
    document.addEventListener("visibilitychange", look);
    return () => { document.removeEventListener("visibilitychange", look); following.stop(); };
  }, [path]);
}
