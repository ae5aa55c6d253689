import { describe, expect, test } from "vitest";
import { Attention, Live, paced, pieceOf, waitBefore, type LivePorts, type Piece } from "./live.ts";

class FakeSource {
  isOpen = true;
  readonly address: string;
  private readonly said: (data: string, id: string) => void;
  readonly fails: () => void;
  constructor(...[address, said, failed]: Parameters<LivePorts["open"]>) {
    this.address = address;
    this.said = said;
    this.fails = failed;
  }
  close(): void { this.isOpen = false; }
  says(number: number, more: object): void { this.said(JSON.stringify({ number, ...more }), String(number)); }
}

// A browser: its tabs share locks and channels, and time passes when the test says so.
class Browser {
  readonly sources: FakeSource[] = [];
  private readonly waiting: { at: number; run: () => void }[] = [];
  now = 0;
  private readonly channels = new Set<(data: unknown) => void>();
  private holders: Promise<unknown> = Promise.resolve();
  private wanting = 0;  // who has the lock, and who waits for it

  readonly ports: LivePorts = {
    open: (...asked) => {
      const source = new FakeSource(...asked);
      this.sources.push(source);
      return () => source.close();
    },
    channel: (_name, heard) => {
      this.channels.add(heard);
      return {
        tell: (data) => { for (const other of this.channels) if (other !== heard) other(data); },
        close: () => { this.channels.delete(heard); },
      };
    },
    hold: (_name, held, signal) => {
      const waited = this.wanting++ > 0;
      const mine = this.holders.then(() => (signal.aborted ? undefined : held(waited))).finally(() => { --this.wanting; });
      this.holders = mine;
      return mine;
    },
    later: (run, ms) => {
      const one = { at: this.now + ms, run };
      this.waiting.push(one);
      return () => { const at = this.waiting.indexOf(one); if (at >= 0) this.waiting.splice(at, 1); };
    },
    chance: () => 1,
  };

  get open(): FakeSource[] { return this.sources.filter((source) => source.isOpen); }

  pass(ms: number): void {
    this.now += ms;
    for (const one of this.waiting.filter(({ at }) => at <= this.now)) { this.waiting.splice(this.waiting.indexOf(one), 1); one.run(); }
  }
}

const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

function tab(ports: LivePorts): { heard: string[]; close: () => void } {
  const heard: string[] = [];
  const close = new Live(ports).listen((piece: Piece) => heard.push(piece.key ?? piece.kind));
  return { heard, close };
}

describe("a browser", () => {
  test("has one connection, and every tab hears what it says", async () => {
    const browser = new Browser();
    const one = tab(browser.ports);
    const two = tab(browser.ports);
    await settled();
    expect(browser.sources.map(({ address }) => address)).toEqual(["/api/v1/events"]);
    browser.sources[0]?.says(1, { kind: "block" });
    browser.sources[0]?.says(2, { kind: "setting", key: "spam.low" });
    expect([one.heard, two.heard]).toEqual([["block", "spam.low"], ["block", "spam.low"]]);
  });

  test("is connected by the next tab when the first is closed, and by none when all are", async () => {
    const browser = new Browser();
    const one = tab(browser.ports);
    const two = tab(browser.ports);
    await settled();
    one.close();
    await settled();
    expect(browser.open).toHaveLength(1);
    browser.open[0]?.says(3, { kind: "queue" });
    expect([one.heard, two.heard]).toEqual([[], ["queue"]]);
    two.close();
    await settled();
    expect(browser.open).toHaveLength(0);
  });

  test("goes on after what the tab that is closed has said", async () => {
    const browser = new Browser();
    const one = tab(browser.ports);
    tab(browser.ports);
    await settled();
    browser.sources[0]?.says(7, { kind: "block" });
    browser.sources[0]?.says(9, { kind: "queue" });
    one.close();
    await settled();
    expect(browser.open.map(({ address }) => address)).toEqual(["/api/v1/events?after=9"]);
  });

  test("is told that some is missing where the next tab knows no number, and not when there was none before", async () => {
    const browser = new Browser();
    const one = tab(browser.ports);
    await settled();
    browser.sources[0]?.says(7, { kind: "block" });
    const two = tab(browser.ports);  // it was not there when that was said
    const three = tab(browser.ports);
    await settled();
    one.close();
    await settled();
    expect(browser.open.map(({ address }) => address), "what is older than all that is kept").toEqual(["/api/v1/events?after=0"]);
    browser.open[0]?.says(9, { change: "missing" });
    expect([two.heard, three.heard]).toEqual([["missing"], ["missing"]]);
    two.close();
    await settled();
    expect(browser.open.map(({ address }) => address)).toEqual(["/api/v1/events?after=9"]);
    three.close();
    await settled();
    tab(browser.ports);
    await settled();
    expect(browser.open.map(({ address }) => address)).toEqual(["/api/v1/events"]);
  });

  test("without locks has a connection a tab", () => {
    const browser = new Browser();
    const { hold: _without, ...ports } = browser.ports;
    tab(ports);
    const two = tab(ports);
    expect(browser.open).toHaveLength(2);
    browser.open[1]?.says(1, { kind: "block" });
    expect(two.heard).toEqual(["block"]);
  });
});

describe("a connection that is lost", () => {
  test("comes back later each time, after what was heard last, and soon again once it stood", async () => {
    const browser = new Browser();
    tab(browser.ports);
    await settled();
    browser.sources[0]?.says(7, { kind: "block" });
    browser.sources[0]?.fails();
    expect(browser.open).toHaveLength(0);
    browser.pass(1000);
    expect(browser.open[0]?.address).toBe("/api/v1/events?after=7");
    browser.open[0]?.fails();
    browser.pass(1000);
    expect(browser.open).toHaveLength(0);
    browser.pass(1000);
    browser.open[0]?.says(8, { kind: "block" });
    browser.open[0]?.fails();
    browser.pass(1000);
    expect(browser.open).toHaveLength(1);
  });

  test("is not opened again when nobody listens", async () => {
    const browser = new Browser();
    const one = tab(browser.ports);
    await settled();
    browser.sources[0]?.fails();
    one.close();
    browser.pass(60_000);
    expect(browser.sources).toHaveLength(1);
  });
});

test("what the server says is a piece, that some is missing, or nothing", () => {
  expect(pieceOf('{"number":1,"kind":"block"}')).toEqual({ kind: "block" });
  expect(pieceOf('{"number":1,"change":"missing"}')).toEqual({ kind: "missing" });
  expect([pieceOf("{"), pieceOf("null"), pieceOf('{"kind":7}')]).toEqual([null, null, null]);
});

test("waits grow to a minute, and are not the same for all", () => {
  expect([0, 1, 2, 10].map((tries) => waitBefore(tries, 1))).toEqual([1000, 2000, 4000, 60_000]);
  expect(waitBefore(0, 0)).toBe(500);
});

describe("a list that changes while it is looked at", () => {
  test("much news is one reading a second, and the last of it is not lost", async () => {
    const browser = new Browser();
    let reads = 0;
    const pace = paced(() => { ++reads; }, browser.ports.later, () => browser.now);
    const storm = async (): Promise<void> => { for (let i = 0; i < 50; ++i) pace.call(); await settled(); };
    const passes = async (ms: number): Promise<void> => { browser.pass(ms); await settled(); };
    await storm();
    expect(reads).toBe(1);
    await storm();
    await passes(999);
    expect(reads).toBe(1);
    await passes(1);
    expect(reads).toBe(2);
    await passes(1000);
    expect(reads).toBe(2);
    await storm();
    pace.stop();
    await passes(5000);
    expect(reads).toBe(3);
  });

  test("rests five times as long as a reading took, and never reads twice at once", async () => {
    const browser = new Browser();
    const ends: (() => void)[] = [];
    const pace = paced(() => new Promise<void>((resolve) => { ends.push(resolve); }), browser.ports.later, () => browser.now);
    pace.call();
    browser.pass(2000);
    pace.call();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await settled();
    browser.pass(9999);
    expect(ends).toHaveLength(1);
    browser.pass(1);
    expect(ends).toHaveLength(2);
  });

  test("goes on after a reading that failed", async () => {
    const browser = new Browser();
    let reads = 0;
    const pace = paced(() => { ++reads; return Promise.reject(new Error("gone")); }, browser.ports.later, () => browser.now);
    pace.call();
    pace.call();
    await settled();
    browser.pass(1000);
    expect(reads).toBe(2);
  });

  test("is not read again once nobody has it before him", async () => {
    const browser = new Browser();
    let end = (): void => undefined;
    let reads = 0;
    const pace = paced(() => { ++reads; return new Promise<void>((resolve) => { end = resolve; }); }, browser.ports.later, () => browser.now);
    pace.call();
    pace.call();
    pace.stop();
    end();
    await settled();
    browser.pass(60_000);
    expect(reads).toBe(1);
  });
});

test("nothing is asked while nobody is there, and once when he is back", () => {
  let now = 0;
  const calls: string[] = [];
  const attention = new Attention(() => now, 1000, () => false);
  const one = (): void => { calls.push("one"); };
  const two = (): void => { calls.push("two"); };
  attention.call(one);
  now = 1000;
  attention.call(one);
  attention.call(one);
  attention.call(two);
  attention.forget(two);
  expect(calls).toEqual(["one"]);
  attention.came();
  attention.came();
  expect(calls).toEqual(["one", "one"]);
});

test("who looks away is told nothing, and is told all when he looks again", () => {
  let isHidden = true;
  let reads = 0;
  const attention = new Attention(() => 0, 1000, () => isHidden);
  const read = (): void => { ++reads; };
  attention.call(read);
  attention.call(read);
  attention.came();  // a pointer that passes over what is not shown
  expect(reads).toBe(0);
  isHidden = false;
  attention.came();
  expect(reads).toBe(1);
});
