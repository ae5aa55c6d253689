// What can be done with rows of a list: one by one or with many at once, with a way back where there is one.
import { patience, Stopped, unwatched, type Going } from "../api/patience.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import type { IconName } from "../ui/Icon.tsx";

export type Back = (going?: Going) => Promise<unknown>;

// Those that go through every list and mark its rows (gridStep) are nobody's: a habit of marking must not remove anything.
type Letter = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "l" | "m" | "n" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "y" | "z";

interface Offered<Row> {
  key: string;
  label: string;
  icon: IconName;
  shortcut?: Letter;  // in the list
  danger?: boolean;
  fits?: (row: Row) => boolean;  // only these
}

export interface Deed<Row> extends Offered<Row> {
  run: (row: Row, going: Going) => Promise<Back | undefined>;  // gives the way back; none: there is none
  parts?: (row: Row) => number;  // one row may be many requests: it tells of each as it goes, and stops between them
  done: (count: number) => string;
  // Only for what cannot be taken back: asked for before it is done, by a word that must be typed. Nothing: these need not be asked for.
  confirm?: (rows: readonly Row[]) => { title: string; text: string; word: string } | null;
}

// More has to be known before it can be done: the page asks for it, in a dialog of its own.
export interface Question<Row> extends Offered<Row> { ask: (rows: readonly Row[]) => void }

export type Act<Row> = Deed<Row> | Question<Row>;

// `rest`: those that are not done, be it that they failed or that it was stopped before.
export interface Done<Row> { count: number; backs: readonly Back[]; problem: Problem | null; failed: number; rest: readonly Row[] }

const AT_ONCE = 4;

export const requestsOf = <Row>({ parts }: Pick<Deed<Row>, "parts">, rows: readonly Row[]): number =>
  (parts ? rows.reduce((sum, row) => sum + parts(row), 0) : rows.length);

// Goes on past what fails, waits where there is too much of it for the server, and stops when it is told to.
export async function perform<Row>(act: Pick<Deed<Row>, "run" | "parts">, rows: readonly Row[], going: Going): Promise<Done<Row>> {
  const backs: Back[] = [];
  const done = new Set<number>();
  const said: { problem: Problem | null } = { problem: null };
  let [next, failed] = [0, 0];
  const one = async (row: Row, at: number): Promise<void> => {
    try {
      const back = await act.run(row, going);
      if (back) backs.push(back);
      done.add(at);
    } catch (error) {
      const problem = asProblem(error);
      if (error instanceof Stopped || (going.stop.aborted && problem.status === 429)) return;
      said.problem ??= problem;
      ++failed;
    }
    if (!act.parts) going.step?.(1);
  };
  const work = async (): Promise<void> => {
    for (let at = next++; at < rows.length && !going.stop.aborted; at = next++) await one(rows[at] as Row, at);
  };
  await patience.during(going, () => Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, work)));
  return { count: done.size, backs, problem: said.problem, failed, rest: rows.filter((_row, at) => !done.has(at)) };
}

export async function takeBack(backs: readonly Back[], going: Going = unwatched()): Promise<void> {
  const { problem, rest } = await perform({ run: async (back: Back) => { await back(); return undefined; } }, backs, going);
  if (problem) throw problem;
  if (rest.length > 0) throw new Stopped();
}
