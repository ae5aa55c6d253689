// What the server says of the last text that was typed; nothing while it has not been asked.
// Use: const said = useCheck(password, ask);   `ask` is the same from one drawing to the next; `may`: it can be asked by now
import { useEffect, useRef, useState } from "preact/hooks";
import { learn } from "../i18n/i18n.ts";
import { heard } from "../i18n/said.ts";
import type { Check } from "./model.ts";

const PAUSE = 250;

// In the reader's language.
export async function inWords({ strength, broken }: Check): Promise<Check> {
  if (broken.length > 0) await learn([], ["said"]).catch(() => null);
  return { strength, broken: broken.map(({ rule, text }) => ({ rule, text: heard(text) })) };
}

export function useCheck(password: string, ask: (password: string) => Promise<Check>, may = true): Check | null {
  const [found, setFound] = useState<Check | null>(null);
  const latest = useRef(password);
  latest.current = password;
  useEffect(() => {
    if (password === "" || !may) return undefined;
    const timer = setTimeout(() => {
      // Typing goes on without it: what is wrong is told when it is set.
      ask(password).then((said) => { if (latest.current === password) setFound(said); }, () => undefined);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [ask, may, password]);
  return password !== "" ? found : null;
}
