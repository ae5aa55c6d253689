// What is done with waiting mail: with one message, or with all that waits for a domain or that an account has sent.
import { Stopped, unwatched, type Going } from "../../../shared/api/patience.ts";
import { Problem } from "../../../shared/api/problem.ts";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { perform, type Act } from "../../../shared/list/acts.ts";
import { force, hold, remove, restart } from "./api.ts";
import type { Meant } from "./model.ts";

type Does = (meant: Meant) => Promise<void>;

const isGone = (error: unknown): boolean => error instanceof Problem && error.status === 404;

// Of several messages one may have gone its way by now: the others are done all the same.
export async function toEach(all: readonly Meant[], does: Does, going: Going = unwatched()): Promise<void> {
  const run = (one: Meant): Promise<undefined> => does(one).then(() => undefined, (error: unknown) => {
    if (all.length > 1 && isGone(error)) return undefined;
    throw error;
  });
  const { problem, rest, count } = await perform({ run }, all, going);
  if (problem) throw problem;
  if (rest.length > 0) throw new Stopped(t("queue-stopped", { done: number(count), all: number(all.length) }));
}

export interface Kind<Row> {
  meant: (row: Row) => readonly Meant[];
  fits: (row: Row) => boolean;
  isHeld: (row: Row) => boolean;  // all of it
  wordOf: (row: Row) => string;  // what is typed before it is deleted or goes to somebody else
  countOf: (rows: readonly Row[]) => number;  // messages
  isPaused: boolean;  // delivery: what is forced waits, too
  redirect: (rows: readonly Row[], word: string) => void;
}

export function actsOn<Row>({ meant, fits, isHeld, wordOf, countOf, isPaused, redirect }: Kind<Row>): readonly Act<Row>[] {
  const each = async (does: Does, row: Row, going?: Going): Promise<undefined> => { await toEach(meant(row), does, going); return undefined; };
  const parts = (row: Row): number => meant(row).length;
  const wordOfAll = (rows: readonly Row[]): string => (rows[0] !== undefined && rows.length === 1 ? wordOf(rows[0]) : String(rows.length));
  return [
    {
      key: "force", label: t("queue-force"), icon: "send", shortcut: "f", fits: (row) => fits(row) && !isHeld(row),
      done: (count) => (isPaused ? t("queue-forced-paused") : t("queue-forced", { count })),
      run: (row, going) => each(force, row, going), parts,
    },
    {
      key: "hold", label: t("queue-hold"), icon: "pause", shortcut: "h", fits: (row) => fits(row) && !isHeld(row),
      done: (count) => t("queue-held", { count }),
      async run(row, going) {
        await each(hold, row, going);
        return (back) => each(force, row, back);
      },
      parts,
    },
    // Being tried is the end of it.
    {
      key: "unhold", label: t("queue-unhold"), icon: "play", shortcut: "e", fits: (row) => fits(row) && isHeld(row),
      done: (count) => (isPaused ? t("queue-forced-paused") : t("queue-unheld", { count })),
      run: (row, going) => each(force, row, going), parts,
    },
    {
      key: "restart", label: t("queue-restart"), icon: "rotate-ccw", shortcut: "r", fits, done: (count) => t("queue-restarted", { count }),
      run: (row, going) => each(restart, row, going), parts,
    },
    { key: "redirect", label: t("queue-redirect"), icon: "arrow-right", shortcut: "t", fits, ask: (rows) => redirect(rows, wordOfAll(rows)) },
    {
      key: "delete", label: t("queue-delete"), icon: "trash-2", shortcut: "d", danger: true, fits, done: (count) => t("queue-deleted", { count }),
      run: (row, going) => each(remove, row, going), parts,
      confirm: (rows) => ({
        title: t("queue-delete-title", { count: countOf(rows) }), text: t("queue-delete-why"), word: wordOfAll(rows),
      }),
    },
  ];
}
