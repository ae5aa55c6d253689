// A step that is sent: what was refused is told where it was entered, and nothing that was entered is lost.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Callout } from "../../shared/ui/States.tsx";

export interface StepFormProps {
  verb: string;
  onSubmit: () => Promise<unknown>;
  aside?: ComponentChildren;
  otherwise?: ComponentChildren;  // what is left to who may not do this
  children: ComponentChildren;
}

export function StepForm({ verb, onSubmit, aside, otherwise, children }: StepFormProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    onSubmit().catch((error: unknown) => setProblem(asProblem(error))).finally(() => setBusy(false));
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
