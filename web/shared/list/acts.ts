// What can be done with rows of a list: one by one or with many at once, with a way back where there is one.
import { asProblem, type Problem } from "../api/problem.ts";
import type { IconName } from "../ui/Icon.tsx";

export type Back = () => Promise<unknown>;

interface Offered<Row> {
  key: string;
  label: string;
  icon: IconName;
  shortcut?: string;  // one letter, in the list
  danger?: boolean;
  fits?: (row: Row) => boolean;  // only these
}

export interface Deed<Row> extends Offered<Row> {
  run: (row: Row) => Promise<Back | undefined>;  // gives the way back; none: there is none
  done: (count: number) => string;
  // Only for what cannot be taken back: asked for before it is done, by a word that must be typed. Nothing: these need not be asked for.
  confirm?: (rows: readonly Row[]) => { title: string; text: string; word: string } | null;
}

// More has to be known before it can be done: the page asks for it, in a dialog of its own.
export interface Question<Row> extends Offered<Row> { ask: (rows: readonly Row[]) => void }

export type Act<Row> = Deed<Row> | Question<Row>;

export interface Done { count: number; backs: readonly Back[]; problem: Problem | null; failed: number }

const AT_ONCE = 4;

type Step = (done: number) => void;

// Goes on past what fails and stops when it is told to. `step` is told how many are through.
export async function perform<Row>(act: Pick<Deed<Row>, "run">, rows: readonly Row[], step: Step, stop: AbortSignal): Promise<Done> {
  const backs: Back[] = [];
  const said: { problem: Problem | null } = { problem: null };
  let [next, through, failed] = [0, 0, 0];
  const work = async (): Promise<void> => {
    for (let row = rows[next++]; row !== undefined && !stop.aborted; row = rows[next++]) {
      try {
        const back = await act.run(row);
        if (back) backs.push(back);
      } catch (error) {
        said.problem ??= asProblem(error);
        ++failed;
      }
      step(++through);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, work));
  return { count: through - failed, backs, problem: said.problem, failed };
}

export async function takeBack(backs: readonly Back[]): Promise<void> {
  const rows = [...backs];
  const run = async (back: Back): Promise<undefined> => { await back(); };
  const { problem } = await perform({ run }, rows, () => undefined, new AbortController().signal);
  if (problem) throw problem;
}
