// A list that comes page by page, each beginning where the one before ended.
import { signal } from "@preact/signals";
import { asProblem, type Problem } from "./problem.ts";

// `isCut`: there are more, which the server did not give. `isAnew`: it has what came before, too.
export interface Page<Row> { items: readonly Row[]; next?: string | undefined; isCut?: boolean; isAnew?: boolean }
export type Fetch<Row> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;

async function* pages<Row>(fetch: Fetch<Row>, signal: AbortSignal): AsyncGenerator<Page<Row>> {
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await fetch(cursor, signal);
    yield page;
    cursor = page.next;
  }
}

export async function collected<Row>(fetch: Fetch<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { items } of pages(fetch, new AbortController().signal)) rows.push(...items);
  return rows;
}

const after = <Row>(before: readonly Row[], { items, isAnew = false }: Page<Row>): readonly Row[] => (isAnew ? items : [...before, ...items]);

// More than anybody looks through: beyond it one has to say what one looks for.
export const MOST_ROWS = 20_000;
// More than is in sight.
const FIRST_ROWS = 200;

// Of a list that the server gives in one answer: what is seen of it first, and then all of it. `made`: the rows of what it gives.
export const firstThenAll = <Given, Row>(
  given: (limit: number, signal: AbortSignal) => Promise<readonly Given[]>, made: (given: readonly Given[]) => readonly Row[],
): Fetch<Row> => async (cursor, signal) => {
  const limit = cursor === undefined ? FIRST_ROWS : MOST_ROWS;
  const all = await given(limit, signal);
  if (cursor === undefined && all.length >= limit) return { items: made(all), next: "all" };
  return { items: made(all), isCut: all.length >= limit, isAnew: true };
};

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((one, i) => JSON.stringify(one) === JSON.stringify(others[i]));

// What the server has found where not all is here. `isCut`: there is more of that, too.
export interface Found<Row> { text: string; rows: readonly Row[]; isCut: boolean }

// All rows, shown from the first page on. What was there stays in sight until it is read anew.
export class Rows<Row> {
  readonly rows = signal<readonly Row[]>([]);
  readonly problem = signal<Problem | null>(null);
  readonly isReading = signal(false);
  readonly isRead = signal(false);  // once at least: what is empty is known to be
  readonly isCut = signal(false);  // there are more than it takes
  readonly found = signal<Found<Row> | null>(null);
  readonly canAsk: boolean;  // the server looks for what is not here
  readonly later = signal<readonly Row[] | null>(null);  // what has come by itself while the rows were held
  private isHeld = false;
  private isAwaited = false;  // what is being read
  private running: AbortController | null = null;
  private change: ((row: Row) => Row) | null = null;
  private asking: AbortController | null = null;
  private text = "";  // that is looked for
  private readonly fetch: Fetch<Row>;
  private readonly matching: ((text: string) => Fetch<Row>) | undefined;
  private readonly most: number;

  // `matching`: those with a text, as the server finds them.
  constructor(fetch: Fetch<Row>, matching?: (text: string) => Fetch<Row>, most = MOST_ROWS) {
    this.fetch = fetch;
    this.matching = matching;
    this.canAsk = matching !== undefined;
    this.most = most;
  }

  // What is typed is looked for by the server where not all is here; and again whenever that is read anew.
  async look(text: string): Promise<void> {
    this.text = text;
    this.asking?.abort();
    if (!this.matching || !this.isCut.value || text === "") {
      this.found.value = null;
      return;
    }
    const asking = new AbortController();
    this.asking = asking;
    try {
      let rows: readonly Row[] = [];
      let isCut = false;
      for await (const page of pages(this.matching(text), asking.signal)) {
        rows = after(rows, page);
        isCut = (page.isCut ?? false) || rows.length >= this.most;
        if (isCut) break;
      }
      if (this.asking === asking) this.found.value = { text, rows: this.change ? rows.map(this.change) : rows, isCut };
    } catch (error) {
      if (this.asking === asking && !asking.signal.aborted) this.problem.value = asProblem(error);
    }
  }

  // What is known of rows only later is told of all of them, until they are read anew: the list does not wait for it.
  amend(change: (row: Row) => Row): void {
    this.change = change;
    this.rows.value = this.rows.value.map(change);
    if (this.found.value) this.found.value = { ...this.found.value, rows: this.found.value.rows.map(change) };
  }

  private show(fresh: readonly Row[]): void {
    this.later.value = null;
    this.rows.value = this.change ? fresh.map(this.change) : fresh;
  }

  // While somebody points at a row, none moves: what comes by itself waits until he looks away, or asks for it.
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    if (!isHeld) this.showLater();
  }

  showLater(): void {
    if (this.later.value) this.rows.value = this.later.value;
    this.later.value = null;
  }

  // Read again because something has changed, and nobody has asked for it here.
  renew(): Promise<void> { return this.read(true); }

  // Who asks for it, or has done something, waits for what comes of it: until he points again nothing is held. So it is when word that
  // something has changed comes meanwhile, and it is read once more.
  async read(isNews = false): Promise<void> {
    const byItself = isNews && !(this.isReading.value && this.isAwaited);
    this.isAwaited = !byItself;
    if (!isNews) this.isHeld = false;
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.isReading.value = true;
    this.problem.value = null;
    this.change = null;
    try {
      await this.take(running, byItself);
    } catch (error) {
      if (this.running === running) this.problem.value = asProblem(error);
    } finally {
      if (this.running === running) this.isReading.value = false;
    }
  }

  // Somebody would rather not wait for it, and keeps what is there. `why`: in words for who has nothing to see yet.
  stop(why: Problem): void {
    this.running?.abort();
    this.running = null;
    this.isReading.value = false;
    this.problem.value = why;
  }

  private async take(running: AbortController, byItself: boolean): Promise<void> {
    let fresh: readonly Row[] = [];
    let isCut = false;
    const waits = (): boolean => byItself && this.isHeld && this.isRead.value;
    for await (const page of pages(this.fetch, running.signal)) {
      if (this.running !== running) return;
      fresh = after(fresh, page);
      isCut = page.isCut ?? false;
      if (!this.isRead.value || (fresh.length >= this.rows.value.length && !waits())) this.show(fresh);
      if (fresh.length >= this.most) break;
    }
    this.isCut.value = isCut || fresh.length >= this.most;
    if (waits()) this.later.value = isSame(fresh, this.rows.value) ? null : fresh;
    else this.show(fresh);
    this.isRead.value = true;
    void this.look(this.text);
  }
}
