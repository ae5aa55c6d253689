// Acts on rows as they are carried out: asked for where they cannot be taken back, with progress where they last, with a way back after.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { number } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { TypedConfirmation } from "../ui/Dialog.tsx";
import type { Toasts } from "../ui/toast.model.ts";
import { perform, requestsOf, type Act, type Back, type Deed, type Done } from "./acts.ts";
import { useWork } from "./useWork.tsx";

interface Asked<Row> { act: Deed<Row>; rows: readonly Row[] }
interface Acting<Row> { ask: (act: Act<Row>, rows: readonly Row[]) => void; busy: ComponentChildren }

export interface Doing<Row> {
  acts: readonly Act<Row>[];
  toasts: Toasts;
  nameOf: (row: Row) => string;
  onDone: (rest: readonly Row[]) => void;  // those that failed, and those that were not begun
}

export function useActs<Row>({ acts, toasts, nameOf, onDone }: Doing<Row>): Acting<Row> {
  const [asked, setAsked] = useState<Asked<Row> | null>(null);
  const { through, busy: working } = useWork();

  const tellOfRest = ({ problem, failed, rest }: Pick<Done<unknown>, "problem" | "failed" | "rest">): void => {
    if (problem) toasts.add(t("list-some-failed", { count: failed, why: problem.message }), { kind: "bad" });
    const left = rest.length - failed;
    if (left > 0) toasts.add(t("list-some-left", { count: left, number: number(left) }), { kind: "bad" });
  };

  const undo = async (backs: readonly Back[]): Promise<void> => {
    const run = async (back: Back): Promise<undefined> => { await back(); return undefined; };
    const done = await through(t("kit-undo"), backs.length, (going) => perform({ run }, backs, going));
    if (done.count > 0) toasts.add(t("list-undone", { count: done.count, number: number(done.count) }));
    tellOfRest(done);
    onDone([]);
  };

  const carryOut = async ({ act, rows }: Asked<Row>): Promise<void> => {
    setAsked(null);
    const done = await through(act.label, requestsOf(act, rows), (going) => perform(act, rows, going));
    if (done.count > 0) toasts.add(act.done(done.count), done.backs.length > 0 ? { undo: () => undo(done.backs) } : {});
    tellOfRest(done);
    onDone(done.rest);
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
      {working}
      {confirmed && (
        <TypedConfirmation title={words?.title ?? ""} open={asked !== null} onClose={() => setAsked(null)} word={words?.word ?? ""}
          verb={asked?.act.label ?? ""} onConfirm={() => { if (asked) void carryOut(asked); }}>
          {words?.text}
          {asked && asked.rows.length > 1 && <Named names={asked.rows.map(nameOf)} />}
        </TypedConfirmation>
      )}
    </>
  );
  return { ask, busy };
}

const NAMED = 10;

// Which they are: a number alone is typed for the wrong ones too.
function Named({ names }: { names: readonly string[] }) {
  const more = names.length - NAMED;
  return (
    <ul class="acts-named">
      {names.slice(0, NAMED).map((name) => <li key={name}><bdi>{name}</bdi></li>)}
      {more > 0 && <li class="dim">{t("list-and-more", { count: more, number: number(more) })}</li>}
    </ul>
  );
}
