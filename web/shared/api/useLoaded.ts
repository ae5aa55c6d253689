// One thing that a page asks for, and asks for again.
// Use: const { data, problem, read } = useLoaded(() => passkeys(), []);
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { asProblem, Problem } from "./problem.ts";

// `since`: it is asked for, and has not come; 0: it is not. `stop`: somebody would rather not wait for it, and keeps what is there.
export interface Loaded<T> { data: T | null; problem: Problem | null; since: number; read: () => Promise<void>; stop: () => void }

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
