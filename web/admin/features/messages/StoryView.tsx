// The story of one message: what became of it, what was agreed about it, and every step in order of time.
import { dateTime, number, size, time } from "../../../shared/i18n/format.ts";
import { has, t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { SaveMenu } from "../../../shared/list/SaveMenu.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { wayTo } from "../../links.ts";
import { actName } from "../../parts/acts.ts";
import type { Session } from "../../session.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { fileColumns } from "../logs/file.ts";
import { lineOf } from "../logs/model.ts";
import { storyOf } from "./api.ts";
import { envelopeOf, fateOf, fileNameOf, inboxWithout, stepOf, VERDICTS, type Part, type Step, type Story, type WaitingLeg } from "./model.ts";

const pathTo = (id: string): string => `/admin/messages/${encodeURIComponent(id)}`;

export function StoryView({ id, session }: { id: string; session: Session }) {
  const story = useLoaded((signal) => storyOf(id, signal), [id]);
  return (
    <Shown of={story} what={t("messages-not-read")} rows={8}>{(known) => (
      <div class="stack">
        <Sum story={known} session={session} />
        <section class="panel card" aria-label={t("messages-steps")}>
          <div class="spread">
            <h2>{t("messages-steps")}</h2>
            <SaveMenu name={fileNameOf(id)} rows={known.steps.map((step, index) => lineOf(step, String(index)))} columns={fileColumns()}
              plain={(line) => line.raw} />
          </div>
          {!known.complete && <Callout verdict="info">{t("messages-cut")}</Callout>}
          <ol class="messages-steps">{known.steps.map((line, index) => <OneStep key={index} of={stepOf(line)} />)}</ol>
          {wayTo(session, "/admin/logs") && <a href={`/admin/logs?message=${encodeURIComponent(id)}&whole=1`}>{t("messages-in-logs")}</a>}
        </section>
      </div>
    )}</Shown>
  );
}

function Sum({ story, session }: { story: Story; session: Session }) {
  const envelope = envelopeOf(story.steps);
  const fate = fateOf(story);
  const without = inboxWithout(story.steps);
  return (
    <section class="panel card" aria-label={t("messages-fate")}>
      <h2><VerdictMark verdict={VERDICTS[fate]}>{t(`messages-fate-${fate}`)}</VerdictMark></h2>
      {without !== "" && <Callout verdict="info">{t("messages-without", { what: without })}</Callout>}
      {story.about && <p>{t("messages-is-report")} <a href={pathTo(story.about)}>{t("messages-about-which")}</a></p>}
      <Facts facts={[
        envelope.from ? { label: t("messages-from"), value: <bdi class="mono">{envelope.from}</bdi> } : null,
        { label: t("messages-to"), value: envelope.to.map((to) => <div key={to}><bdi class="mono">{to}</bdi></div>) },
        envelope.login ? { label: t("messages-login"), value: <bdi class="mono">{envelope.login}</bdi> } : null,
        envelope.size > 0 ? { label: t("messages-size"), value: size(envelope.size) } : null,
        envelope.at ? { label: t("messages-at"), value: dateTime(envelope.at) } : null,
      ]} />
      {story.waiting.length > 0 && <Waiting legs={story.waiting} session={session} />}
    </section>
  );
}

function Waiting({ legs, session }: { legs: readonly WaitingLeg[]; session: Session }) {
  const [first] = legs;
  const place = wayTo(session, `${first?.quarantine ? "/admin/quarantine" : "/admin/queue"}?at=${first?.id ?? ""}`);
  return (
    <>
      <h3>{t("messages-waits")}</h3>
      <ul>
        {legs.map((leg) => (
          <li key={leg.domain}>
            <bdi class="mono">{leg.to.join(", ")}</bdi>{" "}
            {leg.quarantine ? t("messages-leg-quarantine", { why: heard(leg.quarantine) })
              : leg.due === null ? t("messages-leg-held") : t("messages-leg-due", { at: dateTime(leg.due) })}
          </li>
        ))}
      </ul>
      {place && <a href={place}>{t(first?.quarantine ? "messages-in-quarantine" : "messages-in-queue")}</a>}
    </>
  );
}

// Numbers and sizes as people read them, and words of the log that have a word here.
function said({ word, args }: Step): Record<string, string | number> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => {
    if (name === "name" && word === "messages-step-administration-acted") return [name, actName(String(value))];
    if (name === "size") return [name, size(Number(value))];
    if (name === "count") return [name, Number(value)];
    if (name === "score") return [name, number(Number(value), 2)];
    const known = `messages-word-${String(value).replaceAll(" ", "-")}`;
    return [name, has(known) ? t(known) : value];
  }));
}

function OneStep({ of: step }: { of: Step }) {
  const sentence = step.word && has(step.word) ? t(step.word, { ...said(step), number: number(Number(step.args["count"] ?? 0)) }) : "";
  return (
    <li class={`messages-step ${step.verdict}`}>
      <time class="dim mono nowrap" dateTime={step.at} title={dateTime(step.at)}>{time(step.at)}</time>
      <div class="stack">
        <span><VerdictMark verdict={step.verdict} /> {sentence && <span>{sentence}</span>}</span>
        {step.why !== "" && <q class="dim small">{heard(step.why)}</q>}
        {step.link !== "" && <a href={pathTo(step.link)}>{t("messages-report")}</a>}
        {step.parts.length > 0 && <ul class="messages-parts">{step.parts.map((part, index) => <OnePart key={index} of={part} />)}</ul>}
      </div>
    </li>
  );
}

const OnePart = ({ of: part }: { of: Part }) => (
  <li>
    <VerdictMark verdict={part.verdict}>{part.name}</VerdictMark> <span class="mono strong">{part.value}</span>{" "}
    {part.why !== "" && <bdi class="dim small">{heard(part.why)}</bdi>}{" "}
    {part.more !== "" && <bdi class="dim small mono">{part.more}</bdi>}
  </li>
);
