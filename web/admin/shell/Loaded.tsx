// One thing that a page asks for: while it comes, when it does not, and when it is not there. What lasts can be stopped.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, Problem } from "../../shared/api/problem.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { PageHead } from "../../shared/shell/Shell.tsx";
import { Lasting } from "../../shared/ui/Lasting.tsx";
import { Empty, Failed, Skeleton } from "../../shared/ui/States.tsx";

// `since`: it is asked for, and has not come; 0: it is not. `stop`: somebody would rather not wait for it, and keeps what is there.
export interface Loaded<T> { data: T | null; problem: Problem | null; since: number; read: () => Promise<void>; stop: () => void }

const PATIENCE = 3000;  // what comes sooner is over before one would stop it

type State<T> = Pick<Loaded<T>, "data" | "problem" | "since">;

// Asked for again when one of the keys is another. What was there stays in sight while the same thing is read anew.
export function useLoaded<T>(ask: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<State<T>>({ data: null, problem: null, since: 0 });
  const running = useRef(new AbortController());
  const read = async (): Promise<void> => {
    running.current.abort();
    const { signal } = running.current = new AbortController();
    setState((before) => ({ ...before, since: Date.now() }));
    try {
      const data = await ask(signal);
      if (!signal.aborted) setState({ data, problem: null, since: 0 });
    } catch (error) {
      if (!signal.aborted) setState((before) => ({ ...before, problem: asProblem(error), since: 0 }));
    }
  };
  const stop = (): void => {
    running.current.abort();
    setState((before) => ({ ...before, problem: new Problem(0, t("kit-stopped")), since: 0 }));
  };
  useEffect(() => {
    setState({ data: null, problem: null, since: 0 });
    void read();
    return () => running.current.abort();
  }, keys);
  return { ...state, read, stop };
}

export const Nothing = () => (
  <>
    <h1 class="unseen">{t("shell-nothing-here")}</h1>
    <Empty icon="search" title={t("shell-nothing-here")} action={<a href="/admin">{t("shell-home")}</a>} />
  </>
);

export interface ShownProps<T> { of: Loaded<T>; what: string; title?: string; rows?: number; children: (data: T) => ComponentChildren }

// `what`: what could not be read, in words. `title`: of a page whose own comes with what is read.
export function Shown<T>({ of: { data, problem, since, read, stop }, what, title = "", rows = 5, children }: ShownProps<T>) {
  const head = title !== "" && <PageHead title={title} />;
  if (problem?.status === 404) return <Nothing />;
  const failed = problem && <Failed what={what} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;
  const lasts = <Lasting label={t("kit-reads")} work={since === 0 ? null : { done: 0, total: null, since }} after={PATIENCE} onCancel={stop} />;
  if (data === null) return <>{head}{failed ?? <>{lasts}<Skeleton rows={rows} /></>}</>;
  return <>{failed}{children(data)}</>;  // what one was writing there is not lost with it
}
