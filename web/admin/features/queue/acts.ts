// What is done with waiting mail: with one message, or with all that waits for a domain or that an account has sent.
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { force, hold, remove, restart, type Meant } from "./api.ts";

export interface Kind<Row> {
  meant: (row: Row) => Meant;
  fits: (row: Row) => boolean;
  isHeld: (row: Row) => boolean;  // all of it
  wordOf: (row: Row) => string;  // what is typed before it is deleted
  countOf: (rows: readonly Row[]) => number;  // messages
  redirect: (rows: readonly Row[]) => void;
}

export function actsOn<Row>({ meant, fits, isHeld, wordOf, countOf, redirect }: Kind<Row>): readonly Act<Row>[] {
  return [
    {
      key: "force", label: t("queue-force"), icon: "send", shortcut: "f", fits, done: (count) => t("queue-forced", { count }),
      async run(row) { await force(meant(row)); return undefined; },
    },
    {
      key: "hold", label: t("queue-hold"), icon: "pause", shortcut: "h", fits: (row) => fits(row) && !isHeld(row),
      done: (count) => t("queue-held", { count }),
      async run(row) { await hold(meant(row)); return () => force(meant(row)); },
    },
    {
      key: "restart", label: t("queue-restart"), icon: "rotate-ccw", shortcut: "r", fits, done: (count) => t("queue-restarted", { count }),
      async run(row) { await restart(meant(row)); return undefined; },
    },
    { key: "redirect", label: t("queue-redirect"), icon: "arrow-right", shortcut: "t", fits, ask: redirect },
    {
      key: "delete", label: t("queue-delete"), icon: "trash-2", shortcut: "d", danger: true, fits, done: (count) => t("queue-deleted", { count }),
      async run(row) { await remove(meant(row)); return undefined; },
      confirm: (rows) => ({
        title: t("queue-delete-title", { count: countOf(rows) }), text: t("queue-delete-why"),
        word: rows[0] !== undefined && rows.length === 1 ? wordOf(rows[0]) : String(rows.length),
      }),
    },
  ];
}
