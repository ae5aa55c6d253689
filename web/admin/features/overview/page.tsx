// Three questions at a glance: am I safe, does mail flow, what needs me.
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { useQuery } from "../../../shared/router/query.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark, type Verdict } from "../../../shared/ui/Evidence.tsx";
import { Icon, type IconName } from "../../../shared/ui/Icon.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { Callout, Skeleton } from "../../../shared/ui/States.tsx";
import type { Span } from "../../figures/model.ts";
import { SmallFigures } from "../../figures/SmallFigures.tsx";
import { wayTo } from "../../links.ts";
import type { PageProps } from "../../pages.ts";
import { groupsOf, type Report } from "../audit/model.ts";
import { answerTo, elsewhere, mailParts, mendNext, needParts, safeAnswer, safeParts, wholeAnswer } from "./answers.ts";
import { isBegun, pathOfDomain, slowest } from "./model.ts";
import { Lines, Panel, type Way } from "./Panel.tsx";
import { readAll, useFirstLook, useFresh, useOneByOne, useSources, type Sources } from "./sources.ts";
import "./overview.css";

interface PartProps { sources: Sources; way: Way }
interface AnswersProps extends PartProps { isOwner: boolean }

export default function OverviewPage({ session }: PageProps) {
  const sources = useSources(session);
  useFresh(sources);
  const isThere = useFirstLook(sources);
  const way: Way = (address) => wayTo(session, address);
  // An element of its own, which goes: one that became another would count as having moved.
  if (!isThere) return <><PageHead title={t("overview-title")} /><div key="waiting" class="overview-answer"><Skeleton rows={2} /></div></>;
  return <Answers sources={sources} way={way} isOwner={session.roles.includes("owner")} />;
}

function Answers({ sources, way, isOwner }: AnswersProps) {
  const shown = useOneByOne(4);
  const first = mendNext(sources, Date.now());
  const next = way(first?.act?.to ?? first?.to);
  return (
    <>
      <PageHead title={t("overview-title")} actions={(
        <>
          <Button icon="rotate-ccw" onClick={() => void readAll(sources)}>{t("overview-look-again")}</Button>
          {next && <a class="button primary" href={next}><Icon name="arrow-right" /><span>{t("overview-mend-next")}</span></a>}
        </>
      )} />
      {isOwner && isBegun(sources.status?.data) && <Begun />}
      <Whole sources={sources} />
      <div class="overview-panels">
        {shown > 0 && <Safe sources={sources} way={way} />}
        <div class="overview-column">
          {shown > 1 && <Mail sources={sources} way={way} />}
          {shown > 2 && <Needs sources={sources} way={way} />}
        </div>
      </div>
      {shown > 3 && <Lately />}
    </>
  );
}

// The first run was left before there was a domain; only an owner goes on with it. It is no page of the console: by the target the router
// leaves the link to the browser.
function Begun() {
  const goOn = <a class="button" href="/setup">{t("overview-begun-go-on")}</a>;
  return <Callout verdict="info" action={goOn}>{t("overview-begun")}</Callout>;
}

const SIGNS: Readonly<Record<Verdict, IconName>> = { ok: "shield-check", info: "shield-check", warn: "triangle-alert", bad: "shield-alert" };

// All of it in a sentence, with what proves it.
function Whole({ sources }: { sources: Sources }) {
  const answer = wholeAnswer(sources, Date.now());
  const proof = sources.audited?.data;
  const run = sources.lastRun?.data;
  if (answer === null) return <div class="overview-answer"><Skeleton rows={2} /></div>;
  return (
    <section class={`overview-answer ${answer.verdict}`} aria-label={t("overview-answer")}>
      <Icon name={SIGNS[answer.verdict]} size={32} />
      <div class="overview-words">
        <p class="overview-headline">{answer.count === 0 ? t("overview-all-well") : t("overview-needs", { count: answer.count })}</p>
        {proof && <p class="dim">{t("overview-proof", { count: proof.report.passed, at: dateTime(proof.at) })}</p>}
        {run && <p class="dim">{t("overview-last-run", { at: dateTime(run.at), score: run.score })}</p>}
      </div>
    </section>
  );
}

const MOST_FINDINGS = 4;

function Safe({ sources, way }: PartProps) {
  const parts = safeParts(sources);
  const { answer, isAttacked } = safeAnswer(sources, Date.now());
  const report = sources.audited?.data?.report;
  const hidden = (parts[0]?.facts?.length ?? 0) - MOST_FINDINGS;
  const all = "/admin/audit";
  return (
    <Panel question={t("overview-safe")} answer={answer} inWords={({ verdict }) => t(`overview-${isAttacked ? "attacked" : "yes"}-${verdict}`)}>
      {report && (
        <p class="overview-score">
          <a class="overview-number" href={all}>{number(report.score)}</a>
          <span class="dim">{t("overview-of-hundred")}</span>
          <span class="dim">{t("overview-counts", { passed: report.passed, failed: report.failed, unknown: report.not_checked })}</span>
        </p>
      )}
      <Lines parts={parts} way={way} most={MOST_FINDINGS} />
      {report && <Groups report={report} />}
      {hidden > 0 && <p><a href={all}>{t("overview-more-findings", { count: hidden })}</a></p>}
    </Panel>
  );
}

// What was looked at, and how much of it is right: the proof in short.
function Groups({ report }: { report: Report }) {
  return (
    <ul class="overview-groups" aria-label={t("overview-groups")}>
      {groupsOf(report).map((group) => (
        <li key={group.name}>
          <VerdictMark verdict={group.verdict} />
          <a class="clip" href={`/admin/audit?group=${group.name}`}>{t(`audit-group-${group.name}`)}</a>
          <span class="dim">
            {t(group.unknown > 0 ? "overview-group-unchecked" : "overview-group-passed",
              { passed: group.passed, all: group.all, unknown: group.unknown })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Mail({ sources, way }: PartProps) {
  const parts = mailParts(sources, Date.now());
  const waiting = sources.queue?.data;
  const domains = waiting ? slowest(waiting.lines) : [];
  if (parts.length === 0) return null;
  return (
    <Panel question={t("overview-mail")} answer={answerTo(parts)} inWords={({ verdict }) => t(`overview-flows-${verdict}`)}>
      <Lines parts={parts} way={way} />
      {domains.length > 0 && (
        <dl class="overview-domains" aria-label={t("overview-domains")}>
          {domains.map((line) => {
            const href = way(pathOfDomain(line.domain));
            return (
              <div key={line.domain}>
                <dt class="clip">{line.domain || t("overview-here")}</dt>
                <dd>{href ? <a href={href}>{number(line.waiting)}</a> : number(line.waiting)}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </Panel>
  );
}

function Needs({ sources, way }: PartProps) {
  const now = Date.now();
  const parts = needParts(sources, now);
  if (parts.length === 0) return null;
  const others = { what: "others", problem: null, read: () => Promise.resolve(), facts: elsewhere(sources, now) };
  return (
    <Panel question={t("overview-need")} answer={wholeAnswer(sources, now)}
      inWords={({ count }) => (count === 0 ? t("overview-need-nothing") : t("overview-need-some", { count }))}>
      <Lines parts={[others, ...parts]} way={way} />
    </Panel>
  );
}

const LATELY: readonly Span[] = ["day", "week"];

// How it went, after the answers: for who would rather look than read.
function Lately() {
  const [query, setQuery] = useQuery({ span: "day" });
  const span = LATELY.find((one) => one === query.span) ?? "day";
  return (
    <section class="panel stack overview-lately" aria-labelledby="overview-lately">
      <header class="spread">
        <h2 id="overview-lately">{t("overview-lately")}</h2>
        <Segmented bare label={t("figures-span")} value={span} onChange={(to) => setQuery({ span: to })}
          segments={LATELY.map((value) => ({ value, label: t(`overview-span-${value}`) }))} />
      </header>
      <SmallFigures span={span} />
    </section>
  );
}
