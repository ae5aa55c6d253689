// What would shut out whoever asks for it is refused first, and he may insist. Whatever else went wrong is told in the same place.
// Use: const { run, busy, refusal } = useInsisting();  run(async (evenMe) => { await undo(number, evenMe); });  {refusal}
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Callout } from "../../shared/ui/States.tsx";

type Act = (evenMe: boolean) => Promise<unknown>;
export interface Insisting { run: (act: Act) => void; busy: boolean; refusal: ComponentChildren }

export function useInsisting(): Insisting {
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<{ problem: Problem; act: Act } | null>(null);
  const go = (act: Act, evenMe: boolean): void => {
    setBusy(true);
    refuse(null);
    act(evenMe).catch((error: unknown) => refuse({ problem: asProblem(error), act })).finally(() => setBusy(false));
  };
  const refusal = refused && (
    <Callout verdict="bad" urgent action={refused.problem.mayInsist
      && <Button kind="danger" onClick={() => go(refused.act, true)}>{t("kit-insist")}</Button>}>
      {refused.problem.message}
      {refused.problem.correlation && <code class="dim small">{refused.problem.correlation}</code>}
    </Callout>
  );
  return { run: (act) => { if (!busy) go(act, false); }, busy, refusal };
}
