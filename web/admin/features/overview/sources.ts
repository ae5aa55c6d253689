// What the overview is made from. What somebody's roles do not let him read is null, and is left out of the page.
import { useEffect, useRef, useState } from "preact/hooks";
import { useLive } from "../../../shared/api/useLive.ts";
import type { Area, Session } from "../../session.ts";
import { canRead } from "../../session.ts";
import { useLoaded, type Loaded } from "../../shell/Loaded.tsx";
import { version } from "../about/api.ts";
import { audit, history } from "../audit/api.ts";
import { blocks, certificates, connections, counted, quarantine, queue, status, weakPasswords } from "./api.ts";

type Source<T> = Loaded<T> | null;

function useSource<T>(session: Session, area: Area, ask: () => Promise<T>): Source<T> {
  const may = canRead(session, area);
  const loaded = useLoaded(may ? ask : () => new Promise<T>(() => undefined), [may]);
  return may ? loaded : null;
}

const lastRun = async () => (await history(1)).at(-1) ?? null;
export const auditNow = async () => ({ report: await audit(false), at: Date.now() });
const versionKnown = () => version();

export function useSources(session: Session) {
  return {
    audited: useSource(session, "security", auditNow),
    lastRun: useSource(session, "security", lastRun),
    blocks: useSource(session, "security", blocks),
    counted: useSource(session, "security", counted),
    queue: useSource(session, "queue", queue),
    connections: useSource(session, "security", connections),
    status: useSource(session, "system", status),
    certificates: useSource(session, "system", certificates),
    quarantine: useSource(session, "domains", quarantine),
    weak: useSource(session, "domains", weakPasswords),
    version: useSource(session, "system", versionKnown),
  };
}
export type Sources = ReturnType<typeof useSources>;

export const readAll = (sources: Sources): Promise<unknown> => Promise.all(Object.values(sources).map((one) => one?.read()));

const PATIENCE = 1500;

// All of it at once, so that nothing moves under who begins to read: once everything has come, or been waited for long enough.
export function useFirstLook(sources: Sources): boolean {
  const [isLate, setLate] = useState(false);
  const isThere = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  isThere.current ||= isLate || Object.values(sources).every((one) => one === null || one.data !== null || one.problem !== null);
  return isThere.current;
}

// Of so many parts that are read from above, how many are there: one more at a time, so that none keeps the page from answering.
export function useOneByOne(count: number): number {
  const [shown, show] = useState(0);
  useEffect(() => {
    if (shown === count) return undefined;
    const timer = setTimeout(() => show(shown + 1));
    return () => clearTimeout(timer);
  }, [shown]);
  return shown;
}

const OFTEN = 60_000;

// Whoever leaves the page open sees how things are now: at their word where the server says one, else every now and then. The audit is made
// when it is asked for, or when another one was news: it knocks at every port.
export function useFresh(sources: Sources): void {
  const {
    audited, blocks: held, certificates: shown, connections: open, counted: attacked, lastRun: last, quarantine: kept, queue: waiting, status: now,
  } = sources;
  useLive(["audit"], () => Promise.all([audited?.read(), last?.read()]));
  useLive(["block"], () => Promise.all([held?.read(), attacked?.read()]));
  useLive(["certificate"], async () => shown?.read());
  useLive(["queue", "setting"], async () => waiting?.read());
  useLive(["quarantine"], async () => kept?.read());
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") for (const one of [open, now, attacked]) void one?.read();
    }, OFTEN);
    return () => clearInterval(timer);
  }, []);
}
