// Work of many requests as one sees it: how far it is, whether the server asks it to wait, and the way to stop it.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { patience, type Going } from "../api/patience.ts";
import { Progress } from "../ui/Progress.tsx";
import type { Work } from "../ui/progress.model.ts";

export interface Working {
  // `total`: requests; null: it is not known how many.
  through: <T>(label: string, total: number | null, work: (going: Going) => Promise<T>) => Promise<T>;
  busy: ComponentChildren;
}

// Shorter work is over before one could read of it.
const SHORT = 1000;
const TICK = 500;

interface Under extends Work { label: string; until: number | null; stop: () => void }

export function useWork(): Working {
  const [under, set] = useState<Under | null>(null);
  const [now, setNow] = useState(0);
  const latest = useRef<Under | null>(null);
  const isUnder = under !== null;
  useEffect(() => {
    if (!isUnder) return undefined;
    const timer = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(timer);
  }, [isUnder]);

  const through: Working["through"] = async (label, total, work) => {
    const stop = new AbortController();
    let own: Under = { label, total, done: 0, since: Date.now(), until: null, stop: () => stop.abort() };
    const tell = (change: Partial<Under>): void => {
      const isShown = latest.current === own;
      own = { ...own, ...change };
      if (isShown) set(latest.current = own);
    };
    set(latest.current = own);
    setNow(own.since);
    try {
      const going: Going = { stop: stop.signal, step: (more) => tell({ done: own.done + more }), waits: (until) => tell({ until }) };
      return await patience.during(going, () => work(going));
    } finally {
      if (latest.current === own) set(latest.current = null);
    }
  };
  const isSeen = under !== null && (under.until !== null || now - under.since > SHORT);
  const busy = isSeen && <Progress label={under.label} work={under} now={now} until={under.until} onCancel={under.stop} />;
  return { through, busy };
}
