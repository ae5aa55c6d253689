// A question with its answer, and the facts that it rests on. What could not be read is told in its place, and empties nothing else.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { date, number, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { IconButton } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Skeleton } from "../../../shared/ui/States.tsx";
import type { Part } from "./answers.ts";
import { needs, type Answer, type Fact } from "./model.ts";

export type Way = (address: string | undefined) => string | undefined;

export interface PanelProps { question: string; answer: Answer | null; inWords: (answer: Answer) => string; children: ComponentChildren }

export function Panel({ question, answer, inWords: told, children }: PanelProps) {
  const id = useId();
  return (
    <section class="panel overview-panel" aria-labelledby={id}>
      <header class="spread">
        <h2 id={id}>{question}</h2>
        {answer && <VerdictMark verdict={answer.verdict}>{told(answer)}</VerdictMark>}
      </header>
      {children}
    </section>
  );
}

function inWords({ word, args = {}, at }: Fact): string {
  const when = at === undefined ? {} : { at: date(at), ago: relative(at, Date.now()) };
  const count = args["count"];
  return t(word, { ...args, ...(typeof count === "number" && { number: number(count) }), ...when });
}

function Line({ fact, way }: { fact: Fact; way: Way }) {
  const href = way(fact.to);
  const words = inWords(fact);
  const act = needs(fact) ? fact.act : undefined;
  const doing = way(act?.to);
  return (
    <li class="overview-line">
      <VerdictMark verdict={fact.verdict} />
      <div class="overview-words">
        {href ? <a href={href}>{words}</a> : <span>{words}</span>}
        {fact.more && fact.more.length > 0 && <span class="dim small clip">{fact.more.join(", ")}</span>}
      </div>
      {act && doing && <a class="button overview-act" href={doing}>{t(act.word)}<span class="unseen">: {words}</span></a>}
    </li>
  );
}

function Unread({ part: { what, problem, read } }: { part: Part }) {
  return (
    <li class="overview-line">
      <VerdictMark verdict="bad" />
      <div class="overview-words" role="alert">
        <span>{t(what)}</span>
        <span class="dim small">{problem?.message} {problem?.correlation && <code>{problem.correlation}</code>}</span>
      </div>
      <IconButton icon="rotate-ccw" label={t("kit-retry")} onClick={() => void read()} />
    </li>
  );
}

// `most`: of a part that may have very many, the first.
export function Lines({ parts, way, most = Infinity }: { parts: readonly Part[]; way: Way; most?: number }) {
  return (
    <ul class="overview-lines">
      {parts.map((part) => (part.problem ? <Unread key={part.what} part={part} />
        : part.facts === null ? <li key={part.what}><Skeleton rows={1} /></li>
        : part.facts.slice(0, most).map((fact) => <Line key={`${part.what} ${fact.key}`} fact={fact} way={way} />)))}
    </ul>
  );
}
