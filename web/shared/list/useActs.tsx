// Acts on rows as they are carried out: asked for where they cannot be taken back, with progress where they last, with a way back after.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { TypedConfirmation } from "../ui/Dialog.tsx";
import { Progress } from "../ui/Progress.tsx";
import type { Work } from "../ui/progress.model.ts";
import type { Toasts } from "../ui/toast.model.ts";
import { perform, takeBack, type Act, type Deed, type Done } from "./acts.ts";

interface Asked<Row> { act: Deed<Row>; rows: readonly Row[] }
interface Acting<Row> { ask: (act: Act<Row>, rows: readonly Row[]) => void; busy: ComponentChildren }

// Shorter work is over before one could read of it.
const SHORT = 1000;

export function useActs<Row>(acts: readonly Act<Row>[], toasts: Toasts, onDone: () => void): Acting<Row> {
  const [asked, setAsked] = useState<Asked<Row> | null>(null);
  const [work, setWork] = useState<(Work & { label: string; now: number }) | null>(null);
  const stop = useRef(new AbortController());

  const tell = (act: Deed<Row>, done: Done): void => {
    const undo = async (): Promise<void> => {
      try {
        await takeBack(done.backs);
      } catch (error) {
        toasts.add(error instanceof Error ? error.message : String(error), { kind: "bad" });
      }
      onDone();
    };
    if (done.count > 0) toasts.add(act.done(done.count), done.backs.length > 0 ? { undo } : {});
    if (done.problem) toasts.add(t("list-some-failed", { count: done.failed, why: done.problem.message }), { kind: "bad" });
  };

  const carryOut = async ({ act, rows }: Asked<Row>): Promise<void> => {
    setAsked(null);
    stop.current = new AbortController();
    const since = Date.now();
    const done = await perform(act, rows, (count) => {
      const now = Date.now();
      if (now - since > SHORT) setWork({ done: count, total: rows.length, since, label: act.label, now });
    }, stop.current.signal);
    setWork(null);
    tell(act, done);
    onDone();
  };

  const ask = (act: Act<Row>, rows: readonly Row[]): void => {
    if ("ask" in act) act.ask(rows);
    else if (act.confirm?.(rows)) setAsked({ act, rows });
    else void carryOut({ act, rows });
  };
  const confirmed = acts.some((act) => "confirm" in act);
  const words = asked?.act.confirm?.(asked.rows);
  const busy = (
    <>
      {work && <Progress label={work.label} work={work} now={work.now} onCancel={() => stop.current.abort()} />}
      {confirmed && (
        <TypedConfirmation title={words?.title ?? ""} open={asked !== null} onClose={() => setAsked(null)} word={words?.word ?? ""}
          verb={asked?.act.label ?? ""} onConfirm={() => { if (asked) void carryOut(asked); }}>{words?.text}</TypedConfirmation>
      )}
    </>
  );
  return { ask, busy };
}
