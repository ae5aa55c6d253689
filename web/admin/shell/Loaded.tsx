// One thing that a page asks for: while it comes, when it does not, and when it is not there.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { PageHead } from "../../shared/shell/Shell.tsx";
import { Empty, Failed, Skeleton } from "../../shared/ui/States.tsx";

export interface Loaded<T> { data: T | null; problem: Problem | null; read: () => Promise<void> }

// Asked for again when one of the keys is another. What was there stays in sight while the same thing is read anew.
export function useLoaded<T>(ask: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data: T | null; problem: Problem | null }>({ data: null, problem: null });
  const run = useRef(0);
  const read = async (): Promise<void> => {
    const mine = ++run.current;
    try {
      const data = await ask();
      if (mine === run.current) setState({ data, problem: null });
    } catch (error) {
      if (mine === run.current) setState((before) => ({ ...before, problem: asProblem(error) }));
    }
  };
  useEffect(() => {
    setState({ data: null, problem: null });
    void read();
    return () => { ++run.current; };
  }, keys);
  return { ...state, read };
}

export const Nothing = () => (
  <>
    <h1 class="unseen">{t("shell-nothing-here")}</h1>
    <Empty icon="search" title={t("shell-nothing-here")} action={<a href="/admin">{t("shell-home")}</a>} />
  </>
);

export interface ShownProps<T> { of: Loaded<T>; what: string; title?: string; rows?: number; children: (data: T) => ComponentChildren }

// `what`: what could not be read, in words. `title`: of a page whose own comes with what is read.
export function Shown<T>({ of: { data, problem, read }, what, title = "", rows = 5, children }: ShownProps<T>) {
  const head = title !== "" && <PageHead title={title} />;
  if (problem?.status === 404) return <Nothing />;
  const failed = problem && <Failed what={what} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;
  if (data === null) return <>{head}{failed ?? <Skeleton rows={rows} />}</>;
  return <>{failed}{children(data)}</>;  // what one was writing there is not lost with it
}
