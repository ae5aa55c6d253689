// A step that is sent: what was refused is told where it was entered, and nothing that was entered is lost.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Callout } from "../../shared/ui/States.tsx";

export interface StepFormProps {
  verb: string;
  onSubmit: () => Promise<unknown>;
  told?: Problem | null;  // what is known to be in the way before it is sent
  aside?: ComponentChildren;
  otherwise?: ComponentChildren;  // what is left to who may not do this
  children: ComponentChildren;
}

export function StepForm({ verb, onSubmit, told = null, aside, otherwise, children }: StepFormProps) {
  const [busy, setBusy] = useState(false);
  const isSending = useRef(false);
  const [refused, setProblem] = useState<Problem | null>(null);
  const problem = refused ?? told;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;  // at once: two clicks may come before it is drawn
    setBusy(true);
    setProblem(null);
    onSubmit().catch((error: unknown) => setProblem(asProblem(error))).finally(() => { isSending.current = false; setBusy(false); });
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      {problem && (
        <Callout verdict="bad" urgent action={problem.status === 403 && otherwise}>
          {problem.message}{problem.correlation && <code class="dim small">{problem.correlation}</code>}
        </Callout>
      )}
      {children}
      <div class="row"><Button kind="primary" type="submit" busy={busy}>{verb}</Button>{aside}</div>
    </form>
  );
}
