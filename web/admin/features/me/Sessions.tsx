// Where one is signed in, which of it is this window, and the way to end what one does not know.
import { useEffect, useState } from "preact/hooks";
import { collected } from "../../../shared/api/list.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { end, endOthers, sessions } from "../../../shared/sessions/api.ts";
import { isEnded, type SignedIn } from "../../../shared/sessions/model.ts";
import { nameOf, placeOf } from "../../../shared/sessions/words.ts";
import { Button, IconButton } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";

// The one that is looked from, then by when they were seen last.
const inOrder = (all: readonly SignedIn[]): SignedIn[] =>
  [...all].sort((a, b) => Number(b.current) - Number(a.current) || Date.parse(b.seen) - Date.parse(a.seen));

export function Sessions({ toasts }: { toasts: Toasts }) {
  const [known, setKnown] = useState<readonly SignedIn[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = (): void => {
    setProblem(null);
    collected(sessions).then((all) => setKnown(inOrder(all)), (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(read, []);
  const act = (what: Promise<void>, done: string): void => {
    what.then(() => toasts.add(done), (error: unknown) => { toasts.add(asProblem(error).message, { kind: "bad" }); }).finally(read);
  };
  const hasOthers = known?.some(isEnded) ?? false;
  return (
    <section class="panel stack" aria-labelledby="me-sessions">
      <div class="spread">
        <h2 id="me-sessions">{t("sessions-title")}</h2>
        {hasOthers && <Button icon="log-out" onClick={() => act(endOthers(), t("sessions-others-ended"))}>{t("sessions-end-others")}</Button>}
      </div>
      <p class="dim">{t("me-sessions-about")}</p>
      {problem && <Failed what={t("list-not-read")} why={problem.message} correlation={problem.correlation} onRetry={read} />}
      {!known && !problem && <Skeleton rows={2} />}
      {known && (
        <ul>
          {known.map((one) => (
            <Row key={one.id} one={one} onEnd={() => act(end(one.id), t("sessions-ended", { count: 1 }))} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ one, onEnd }: { one: SignedIn; onEnd: () => void }) {
  const [place, seen] = [placeOf(one), relative(one.seen, Date.now())];
  return (
    <li class="me-session">
      <span class="me-session-words">
        <span class="strong">
          {one.current ? <VerdictMark verdict="ok">{t("sessions-this-one", { name: nameOf(one) })}</VerdictMark> : nameOf(one)}
        </span>
        <span class="dim small">{t("me-session-about", { place, began: dateTime(one.began), seen })}</span>
      </span>
      {isEnded(one) && <IconButton icon="log-out" label={t("me-session-end", { place, seen })} onClick={onEnd} />}
    </li>
  );
}
