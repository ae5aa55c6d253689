// Whom the rule would have caught, had it been as it is entered: when, how many, and first of all who of them was no attacker.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { dateTime, number, span as spanned } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Chart } from "../../../shared/ui/Chart.tsx";
import { Evidence, VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { useWork } from "../../../shared/ui/Lasting.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { Callout, Empty, Failed } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { exempt } from "../blocks/api.ts";
import { isNetwork } from "../blocks/model.ts";
import { simulate } from "./api.ts";
import type { Rule } from "./model.ts";
import {
  exemptOf, figuresOf, hasOutcome, isSameTrial, outcomes, signed, SPANS, tallyOf, type Exempt, type Outcome, type Simulated, type Span, type Trial,
} from "./simulation.model.ts";

const MINUTE = 60_000;
const MOST_SHOWN = 50;

interface Result { trial: Trial; of: Exempt; span: Span; now: number; tried: Simulated; present: Simulated }

const saidOf = (trial: Trial): string => t("rules-limit", { number: number(trial.threshold), span: spanned(trial.minutes * MINUTE) });

export interface SimulationProps { row: Rule; trial: Trial | null; toasts: Toasts; maySpare: boolean }

export function Simulation({ row, trial, toasts, maySpare }: SimulationProps) {
  const [span, choose] = useState<Span>("30d");
  const [result, setResult] = useState<Result | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const work = useWork(t("rules-simulation-runs"));
  const run = async (): Promise<void> => {
    if (!trial) return;
    setProblem(null);
    try {
      const done = await work.run(async (signal, tell) => {
        // One after the other: each reads all that was recorded.
        const present = await simulate(row.rule, span, null, signal);
        const of = exemptOf(row, trial);
        if (trial.isPresent) return { trial, of, span, now: Date.now(), tried: present, present };
        tell(1, 2);
        return { trial, of, span, now: Date.now(), tried: await simulate(row.rule, span, trial, signal), present };
      });
      if (done) setResult(done);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <section class="panel stack simulation" aria-labelledby="simulation">
      <div class="stack">
        <h2 id="simulation">{t("rules-simulation")}</h2>
        <p class="dim">{t("rules-simulation-about")}</p>
      </div>
      <div class="spread">
        <Segmented label={t("rules-since")} bare value={span} onChange={choose}
          segments={SPANS.map((value) => ({ value, label: t(`rules-since-${value}`) }))} />
        <Button kind="primary" icon="play" busy={work.isBusy} disabled={!trial} onClick={() => void run()}>{t("rules-simulate")}</Button>
      </div>
      {work.busy}
      {problem && <Failed what={t("rules-not-simulated")} why={problem.message} correlation={problem.correlation} onRetry={() => void run()} />}
      {!problem && !result && <Empty icon="chart-line" title={t("rules-not-yet")}>{trial ? saidOf(trial) : t("rules-not-tryable")}</Empty>}
      {!problem && result && (
        <>
          {!isSameTrial(trial, result.trial) && <Callout verdict="warn">{t("rules-simulation-old")}</Callout>}
          <Shown result={result} toasts={toasts} maySpare={maySpare} />
        </>
      )}
    </section>
  );
}

type ShownProps = { result: Result } & Pick<SimulationProps, "toasts" | "maySpare">;

function Shown({ result, toasts, maySpare }: ShownProps) {
  const { tried, present, trial, span, now } = result;
  const labels = { all: t("rules-caught"), rightful: t("rules-caught-rightful") };
  const figures = useMemo(() => figuresOf(tried, span, now, labels), [tried, labels.all]);
  const [of, was] = [tallyOf(tried), tallyOf(present)];
  const isCut = tried.verdicts > tried.found.length;
  return (
    <>
      <p class="strong">{t("rules-tried", { limit: saidOf(trial) })}</p>
      <dl class="tally">
        <Count label={t("rules-caught")} value={of.blocked} difference={of.blocked - was.blocked} />
        <Count label={t("rules-attackers")} value={of.attackers} difference={of.attackers - was.attackers} />
        <Count label={t("rules-people")} value={of.people.length} difference={of.people.length - was.people.length} isBad={of.people.length > 0} />
      </dl>
      <p class="difference">{differenceOf(of.attackers - was.attackers, of.people.length - was.people.length)}</p>
      <People tried={tried} count={of.people.length} />
      {isCut && <Callout verdict="warn">{t("rules-cut", { number: number(tried.found.length), all: number(tried.verdicts) })}</Callout>}
      <Chart title={t("rules-over-time")} figures={figures} bars height={180} />
      <Caught result={result} toasts={toasts} maySpare={maySpare} />
    </>
  );
}

const differenceOf = (attackers: number, people: number): string => (attackers === 0 && people === 0 ? t("rules-no-difference")
  : t("rules-difference", {
    attackers: signed(attackers, number), attackerCount: Math.abs(attackers), people: signed(people, number), personCount: Math.abs(people),
  }));

function Count({ label, value, difference, isBad = false }: { label: string; value: number; difference: number; isBad?: boolean }) {
  return (
    <div class={isBad ? "count bad" : "count"}>
      <dt>{label}</dt>
      <dd><span class="count-number">{number(value)}</span> <span class="dim small">{signed(difference, number)}</span></dd>
    </div>
  );
}

// A rule that shuts out one's own people is looked at before all else.
function People({ tried, count }: { tried: Simulated; count: number }) {
  const theirs = tried.found.filter((one) => one.rightful.length > 0).slice(0, MOST_SHOWN);
  if (count === 0) return <Callout verdict="ok">{t("rules-nobody-rightful")}</Callout>;
  return (
    <Evidence verdict="bad" open title={t("rules-look-first", { count, number: number(count) })}
      proofs={theirs.map((one) => ({ at: one.at, source: one.subject, text: one.rightful.join(", ") }))} />
  );
}

const columns = (): readonly ListColumn<Outcome>[] => [
  {
    key: "subject", label: t("blocks-subject"), track: "minmax(8rem, 2fr)", text: (row) => row.subject,
    cell: (row) => <span class="mono">{row.subject}</span>,
  },
  {
    key: "rightful", label: t("rules-rightful"), track: "minmax(7rem, 2fr)", text: (row) => row.rightful.join(", "),
    cell: (row) => (row.rightful.length > 0 ? <VerdictMark verdict="bad">{row.rightful.join(", ")}</VerdictMark> : <span class="dim">–</span>),
  },
  { key: "at", label: t("kit-time"), track: "minmax(8rem, 1fr)", text: (row) => dateTime(row.at), order: (row) => Date.parse(row.at), wide: true },
  { key: "count", label: t("rules-counted"), track: "5rem", text: (row) => number(row.count), order: (row) => row.count, end: true, wide: true },
  {
    key: "difference", label: t("rules-against"), track: "6.5rem", text: (row) => t(`rules-outcome-${row.difference}`),
    cell: (row) => (row.difference === "same" ? <span class="dim">{t("rules-outcome-same")}</span>
      : <span class={row.difference === "fresh" ? "mark changed" : "mark"}>{t(`rules-outcome-${row.difference}`)}</span>),
  },
];

const filter = (): Filter<Outcome> => ({
  label: t("rules-outcomes"), has: hasOutcome,
  chips: ["", "rightful", "attackers", "fresh", "gone"].map((value) => ({ value, label: t(`rules-outcomes-${value || "all"}`) })),
});

const acts = ({ kind, services }: Exempt): readonly Act<Outcome>[] => [{
  key: "spare", label: t("rules-spare"), icon: "shield-check", fits: isNetwork, done: (count) => t("rules-spared", { count }),
  run: (row) => exempt(row.subject, kind, services, t("rules-spare-why")),
}];

function Caught({ result: { tried, present, of }, toasts, maySpare }: ShownProps) {
  const rows = useMemo(() => new Rows(() => Promise.resolve({ items: outcomes(tried, present) })), [tried, present]);
  return (
    <ListView<Outcome> name="simulation" label={t("rules-outcomes")} rows={rows} columns={columns()} keyOf={(row) => row.key} filter={filter()}
      acts={maySpare ? acts(of) : []} toasts={toasts}
      empty={<Empty icon="shield" title={t("rules-nobody-caught")}>{t("rules-nobody-caught-about")}</Empty>} />
  );
}
