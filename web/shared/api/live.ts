// What changes on the server, as it says it: one connection a browser, shared by its tabs.
// Use: const end = live.listen((piece) => ...);  as a hook: useLive.ts
// Promises: the tab that holds the lock is connected and tells the others; when it goes, the next one is, and goes on after what was heard
//   last. A browser without locks or channels has a connection a tab. What is lost is opened again, later each time, and goes on likewise.
export interface Piece { kind: string; key?: string }  // kind "missing": some was lost, so anything may have changed

export interface Channel { tell: (data: unknown) => void; close: () => void }

export interface LivePorts {
  open: (address: string, said: (data: string, id: string) => void, failed: () => void) => () => void;  // gives what closes it
  channel?: (name: string, heard: (data: unknown) => void) => Channel;
  // Until what `held` gives is done; `waited`: somebody had it before.
  hold?: (name: string, held: (waited: boolean) => Promise<void>, signal: AbortSignal) => Promise<unknown>;
  later: (run: () => void, ms: number) => () => void;
  chance: () => number;  // 0 to 1
}

const NAME = "postern-live";
const ADDRESS = "/api/v1/events";
// No number is as old: the server says first that some is missing.
const ALL_MISSED = "0";
const SOONEST = 1000;
const LATEST = 60_000;

const isPiece = (data: unknown): data is Piece => typeof data === "object" && data !== null && typeof Reflect.get(data, "kind") === "string";

// {"number": 7, "kind": "block"}, or {"number": 7, "change": "missing"}
export function pieceOf(data: string): Piece | null {
  let said: unknown;
  try { said = JSON.parse(data); } catch { return null; }
  if (typeof said === "object" && said !== null && Reflect.get(said, "change") === "missing") return { kind: "missing" };
  if (!isPiece(said)) return null;
  return typeof said.key === "string" ? { kind: said.kind, key: said.key } : { kind: said.kind };
}

// Tabs that lost the same server do not come back at the same instant.
export const waitBefore = (tries: number, chance: number): number => Math.min(LATEST, SOONEST * 2 ** tries) * (0.5 + chance / 2);

// A connection that comes back by itself.
class Connection {
  private readonly ports: LivePorts;
  private readonly heard: (piece: Piece, number: string) => void;
  private shut: (() => void) | null = null;
  private cancel: (() => void) | null = null;
  private last: string;
  private tries = 0;

  // `after`: the number of what was heard last; empty: what comes from now on.
  constructor(ports: LivePorts, heard: (piece: Piece, number: string) => void, after = "") {
    this.ports = ports;
    this.heard = heard;
    this.last = after;
    this.open();
  }

  private open(): void {
    const address = this.last === "" ? ADDRESS : `${ADDRESS}?after=${encodeURIComponent(this.last)}`;
    this.shut = this.ports.open(address, (data, id) => this.take(data, id), () => this.fail());
  }

  private take(data: string, id: string): void {
    this.tries = 0;
    if (id) this.last = id;
    const piece = pieceOf(data);
    if (piece) this.heard(piece, this.last);
  }

  private fail(): void {
    if (!this.shut) return;
    this.shut();
    this.shut = null;
    this.cancel = this.ports.later(() => this.open(), waitBefore(this.tries++, this.ports.chance()));
  }

  close(): void {
    this.cancel?.();
    this.shut?.();
    this.shut = null;
  }
}

export class Live {
  private readonly ports: LivePorts;
  private readonly listeners = new Set<(piece: Piece) => void>();
  private end: (() => void) | null = null;

  constructor(ports: LivePorts) {
    this.ports = ports;
  }

  // Until what it gives is called. Connected while anybody listens.
  listen(heard: (piece: Piece) => void): () => void {
    this.listeners.add(heard);
    this.end ??= this.begin();
    return () => {
      this.listeners.delete(heard);
      if (this.listeners.size > 0) return;
      this.end?.();
      this.end = null;
    };
  }

  private tell(piece: Piece): void { for (const heard of [...this.listeners]) heard(piece); }

  private begin(): () => void {
    const { hold, channel: join } = this.ports;
    if (!hold || !join) {
      const own = new Connection(this.ports, (piece) => this.tell(piece));
      return () => own.close();
    }
    let last = "";  // the number of what the tab said that is connected
    const channel = join(NAME, (data) => {
      if (!isPiece(data)) return;
      const number: unknown = Reflect.get(data, "number");
      if (typeof number === "string") last = number;
      this.tell(data);
    });
    const ending = new AbortController();
    const lead = (waited: boolean): Promise<void> => new Promise((resolve) => {
      if (ending.signal.aborted) return resolve();
      const heard = (piece: Piece, number: string): void => { channel.tell({ ...piece, number }); this.tell(piece); };
      const connection = new Connection(this.ports, heard, last || (waited ? ALL_MISSED : ""));
      ending.signal.addEventListener("abort", () => { connection.close(); resolve(); });
    });
    hold(NAME, lead, ending.signal).catch(() => null);  // who no longer waits for the lock is told so by this
    return () => { ending.abort(); channel.close(); };
  }
}

const LEAST = 1000;
const REST = 5;  // so many times as long as a reading took

// Reads once a second at most, more seldom where that takes long, and never twice at once: at once, and what comes meanwhile once more after.
export function paced(read: () => unknown, later: LivePorts["later"], now: () => number): { call: () => void; stop: () => void } {
  let cancel: (() => void) | null = null;
  let isBusy = false;
  let isAsked = false;
  let isOver = false;
  const rest = (ms: number): void => {
    cancel = later(() => {
      isBusy = false;
      if (isAsked) call();
    }, ms);
  };
  const call = (): void => {
    if (isOver) return;
    if (isBusy) { isAsked = true; return; }
    isBusy = true;
    isAsked = false;
    const since = now();
    // A reading that fails is told by who reads; the next one comes as if it had not.
    const done = (): void => { if (!isOver) rest(Math.max(LEAST - (now() - since), REST * (now() - since))); };
    void Promise.resolve(read()).then(done, done);
  };
  return { call, stop: () => { cancel?.(); isOver = true; } };
}

// Whether somebody is there: a page out of sight and a window that is left open ask nothing by themselves, so that the session ends in time.
export class Attention {
  private readonly now: () => number;
  private readonly patience: number;
  private readonly isHidden: () => boolean;
  private last: number;
  private readonly waiting = new Set<() => void>();

  constructor(now: () => number, patience: number, isHidden: () => boolean) {
    this.now = now;
    this.patience = patience;
    this.isHidden = isHidden;
    this.last = now();
  }

  // He does something, or looks again: what was put off is done.
  came(): void {
    if (this.isHidden()) return;
    this.last = this.now();
    const due = [...this.waiting];
    this.waiting.clear();
    for (const run of due) run();
  }

  // At once, or once when he is back.
  call(run: () => void): void {
    if (!this.isHidden() && this.now() - this.last < this.patience) run();
    else this.waiting.add(run);
  }

  forget(run: () => void): void { this.waiting.delete(run); }
}
