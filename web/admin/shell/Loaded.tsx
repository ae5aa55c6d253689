// One thing that a page asks for, as it is shown: while it comes, when it does not, and when it is not there. What lasts can be stopped.
import type { ComponentChildren } from "preact";
import { useLoaded, type Loaded } from "../../shared/api/useLoaded.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { PageHead } from "../../shared/shell/Shell.tsx";
import { Lasting } from "../../shared/ui/Lasting.tsx";
import { Empty, Failed, Skeleton } from "../../shared/ui/States.tsx";

export { useLoaded, type Loaded };

const PATIENCE = 3000;  // what comes sooner is over before one would stop it

export const Nothing = () => (
  <>
    <h1 class="unseen">{t("shell-nothing-here")}</h1>
    <Empty icon="search" title={t("shell-nothing-here")} action={<a href="/admin">{t("shell-home")}</a>} />
  </>
);

export interface ShownProps<T> { of: Loaded<T>; what: string; title?: string; rows?: number; children: (data: T) => ComponentChildren }

// `what`: what could not be read, in words. `title`: of a page whose own comes with what is read.
export function Shown<T>({ of: { data, problem, since, read, stop }, what, title = "", rows = 5, children }: ShownProps<T>) {
  const head = title !== "" && <PageHead title={title} />;
  if (problem?.status === 404) return <Nothing />;
  const failed = problem && <Failed what={what} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;
  const lasts = <Lasting label={t("kit-reads")} work={since === 0 ? null : { done: 0, total: null, since }} after={PATIENCE} onCancel={stop} />;
  if (data === null) return <>{head}{failed ?? <>{lasts}<Skeleton rows={rows} /></>}</>;
  return <>{failed}{children(data)}</>;  // what one was writing there is not lost with it
}
