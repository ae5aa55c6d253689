// One waiting message: for whom it waits, and what was answered for each of them.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { dateTime, number, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout, Failed, Skeleton } from "../../../shared/ui/States.tsx";
import { wayTo } from "../../links.ts";
import { canChange, type Session } from "../../session.ts";
import { MessageText } from "../../shell/MessageText.tsx";
import { look, message } from "./api.ts";
import type { Leg, Waiting } from "./model.ts";
import { dueWord, placeOf } from "./words.tsx";
import "./queue.css";

export function Message({ of: one, session, isPaused }: { of: Waiting; session: Session; isPaused: boolean }) {
  const story = wayTo(session, `/admin/messages/${encodeURIComponent(one.message)}`);
  const [legs, setLegs] = useState<readonly Leg[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = (): void => { message(one.id).then((all) => { setProblem(null); setLegs(all); }, (error: unknown) => setProblem(asProblem(error))); };
  useEffect(() => { setLegs(null); setProblem(null); }, [one.id]);
  useEffect(read, [one]);  // and when the list was read again
  if (problem?.status === 404) return <p class="dim">{t("queue-gone")}</p>;
  if (problem) return <Failed what={t("queue-not-shown")} why={problem.message} correlation={problem.correlation} onRetry={read} />;
  if (!legs) return <Skeleton rows={6} />;
  return (
    <>
      {one.state === "quarantine" && (
        <Callout verdict="warn" action={<a class="button" href={`/admin/quarantine?at=${one.id}`}>{t("queue-to-quarantine")}</a>}>
          {t("queue-in-quarantine")}
        </Callout>
      )}
      {one.state === "held" && <Callout verdict="warn">{t("queue-is-held")}</Callout>}
      <Facts facts={[
        { label: t("queue-from"), value: <span class="mono">{one.from}</span> },
        one.login && one.login !== one.from ? { label: t("queue-login"), value: <span class="mono">{one.login}</span> } : null,
        Date.parse(one.queued) <= Date.now() ? { label: t("queue-since"), value: dateTime(one.queued) } : null,
        { label: t("queue-size"), value: size(one.size) },
        { label: t("queue-id"), value: <code>{one.id}</code> },
      ]} />
      {story && <a href={story}>{t("queue-story")}</a>}
      {legs.map((leg) => <LegOf key={leg.domain} leg={leg} isPaused={isPaused} />)}
      {canChange(session, "queue") && <Look key={one.id} id={one.id} />}
    </>
  );
}

// Somebody's mail: it is looked at when that is asked for, and who did is kept.
function Look({ id }: { id: string }) {
  const [lines, show] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = (): void => { look(id).then(show, (error: unknown) => setProblem(asProblem(error))); };
  if (lines) return <MessageText title={t("queue-text")} lines={lines} />;
  return (
    <div class="stack">
      {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
      <p class="dim small">{t("queue-look-about")}</p>
      <div class="row"><Button icon="eye" onClick={() => { setProblem(null); read(); }}>{t("queue-look")}</Button></div>
    </div>
  );
}

function LegOf({ leg, isPaused }: { leg: Leg; isPaused: boolean }) {
  const waits = isPaused && leg.domain !== "";
  return (
    <section class="queue-leg">
      <h3 class="spread"><span>{placeOf(leg.domain)}</span><span class="dim small">{dueWord(leg.due, waits)}</span></h3>
      <ul class="queue-recipients">
        {leg.to.map((to, index) => {
          const { attempts = 0, answer = "" } = leg.answers[index] ?? {};
          return (
            <li key={to} class="queue-recipient">
              <span class="mono">{to}</span>
              <span class="dim small">{t("queue-tried", { count: attempts, number: number(attempts) })}</span>
              {answer && <q class="queue-answer">{heard(answer)}</q>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
