// A page that reads again what has changed:  useLive(["block"], () => rows.read());
import { useEffect, useRef } from "preact/hooks";
import { Attention, Live, paced, type Channel, type LivePorts } from "./live.ts";

const PATIENCE = 10 * 60_000;

const later: LivePorts["later"] = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

function joined(name: string, heard: (data: unknown) => void): Channel {
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<unknown>) => heard(event.data);
  return { tell: (data) => channel.postMessage(data), close: () => channel.close() };
}

// One lock may not be asked for at once and with a signal: who does not get it at once waits for it.
async function hold(name: string, held: (waited: boolean) => Promise<void>, signal: AbortSignal): Promise<void> {
  const isMine = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await held(false);
    return lock !== null;
  });
  if (!isMine) await navigator.locks.request(name, { signal }, () => held(true));
}

const ports: LivePorts = {
  open: (address, said, failed) => {
    const source = new EventSource(address);
    source.onmessage = (event: MessageEvent<string>) => said(event.data, event.lastEventId);
    source.onerror = failed;
    return () => source.close();
  },
  ...("BroadcastChannel" in globalThis && { channel: joined }),
  ...("locks" in navigator && { hold }),
  later,
  chance: Math.random,
};

const live = new Live(ports);
const attention = new Attention(() => Date.now(), PATIENCE, () => document.hidden);
for (const sign of ["pointermove", "pointerdown", "keydown", "wheel", "focus"])
  addEventListener(sign, () => attention.came(), { capture: true, passive: true });
document.addEventListener("visibilitychange", () => attention.came());

// At most one reading a second, however much happens, and the next only after it; none for what is not among the kinds, or while nobody is there.
export function useLive(kinds: readonly string[], read: () => Promise<unknown>): void {
  const latest = useRef(read);
  latest.current = read;
  const wanted = kinds.join(" ");
  useEffect(() => {
    const pace = paced(() => latest.current(), later, () => Date.now());
    const call = (): void => pace.call();
    const end = live.listen((piece) => {
      if (piece.kind === "missing" || wanted.split(" ").includes(piece.kind)) attention.call(call);
    });
    return () => { end(); pace.stop(); attention.forget(call); };
  }, [wanted]);
}
