// Work of one press that may last: after a second it is said how far it is, or that it goes on, with the way to stop it if there is one.
// Use: const work = useWork(label); await work.run(async (signal, tell) => { ...; tell(1, 2); ... }); {work.busy}
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Progress } from "./Progress.tsx";
import type { Work } from "./progress.model.ts";

// Shorter work is over before one could read of it.
const SHORT = 1000;
const TICK = 500;

// `after`: milliseconds until it is said.
// Without `onCancel` it is one act of the server's, which is done as a whole.
export interface LastingProps { label: string; work: Work | null; after?: number; onCancel?: (() => void) | undefined }

export function Lasting({ label, work, after = SHORT, onCancel }: LastingProps) {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!work) return undefined;
    const ticks = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(ticks);
  }, [work?.since]);
  return work && now - work.since > after ? <Progress label={label} work={work} now={now} {...(onCancel && { onCancel })} /> : null;
}

export interface Working {
  isBusy: boolean;
  // What comes of it; undefined when it was stopped. What fails is thrown to who called. `tell`: how much is done, of how much.
  run: <Made>(work: (signal: AbortSignal, tell: (done: number, total: number) => void) => Promise<Made>) => Promise<Made | undefined>;
  busy: ComponentChildren;
}

export function useWork(label: string): Working {
  const [work, setWork] = useState<Work | null>(null);
  const stop = useRef(new AbortController());
  // Who leaves the page waits for nothing of it.
  useEffect(() => () => stop.current.abort(), []);
  const run: Working["run"] = async (carryOut) => {
    const { signal } = stop.current = new AbortController();
    const since = Date.now();
    setWork({ done: 0, total: null, since });
    try {
      return await carryOut(signal, (done, total) => setWork({ done, total, since }));
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      if (stop.current.signal === signal) setWork(null);
    }
  };
  return { isBusy: work !== null, run, busy: <Lasting label={label} work={work} onCancel={() => stop.current.abort()} /> };
}
