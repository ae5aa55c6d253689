// What is shown to be believed: differences, evidence, figures, and places that have nothing to show.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../shared/ui/Button.tsx";
import { Chart } from "../../shared/ui/Chart.tsx";
import { Changes, TextDiff } from "../../shared/ui/Diff.tsx";
import { Evidence } from "../../shared/ui/Evidence.tsx";
import { SmallChart } from "../../shared/ui/SmallChart.tsx";
import { Callout, Empty, Failed, Skeleton } from "../../shared/ui/States.tsx";

const BEGIN = Date.UTC(2026, 10, 20);

const DiffPage = () => (
  <>
    <Changes label="Changes" changes={[
      { key: "a", label: "Largest message", from: "50 MiB", to: "100 MiB", note: "in new sessions" },
      { key: "b", label: "Banner", from: "", to: "ready" },
    ]} />
    <TextDiff label="Sieve script" before={'require "fileinto";\nkeep;\nstop;'}
      after={'require ["fileinto", "copy"];\nkeep;\nfileinto "Archive";\nstop;'} />
  </>
);

function EvidencePage() {
  const [said, say] = useState("");
  return (
    <div class="stack">
      <Evidence verdict="bad" title="203.0.113.7 may send without a login" open
        actions={<Button kind="primary" onClick={() => say("mended")}>Mend</Button>} proofs={[
          { at: BEGIN, source: "settings", text: "smtp.bypass was set by ann" },
          { at: BEGIN + 3_600_000, source: "smtp", text: "a message of 48 kB was taken from there without a login", href: "?show=evidence" },
        ]} />
      <Evidence verdict="warn" title="Four accounts use passwords that are easily guessed"
        proofs={[{ at: BEGIN, source: "imap", text: "bob logged in" }]} />
      <Evidence verdict="ok" title="Nobody relays through this server"
        proofs={[{ at: BEGIN, source: "self-test", text: "6 listeners, 18 forms refused" }]} />
      <Evidence verdict="info" title="The certificate is renewed in 12 days" proofs={[]} />
      <output id="said">{said}</output>
    </div>
  );
}

const HOURS = Array.from({ length: 7 * 24 }, (_, i) => i);
const came = (hour: number): number => Math.round(120 + 90 * Math.sin((hour % 24) / 3.8) + (hour * 37) % 23);
const went = (hour: number): number | null => (hour === 40 ? null : Math.round(60 + 40 * Math.sin((hour % 24) / 3.5)));
const FIGURES = {
  times: HOURS.map((hour) => BEGIN + hour * 3_600_000),
  series: [
    { key: "in", label: "In", tone: "accent" as const, values: HOURS.map(came) },
    { key: "out", label: "Out", tone: "ok" as const, values: HOURS.map(went) },
  ],
};
const BLOCKS = { times: FIGURES.times.slice(0, 48), series: [{ key: "blocks", label: "Blocks", tone: "bad" as const,
  values: FIGURES.times.slice(0, 48).map((_, i) => (i * 31) % 17) }] };

const ChartPage = () => (
  <div class="stack">
    <div class="panel"><Chart title="Mail in and out" figures={FIGURES} /></div>
    <div class="panel"><Chart title="Blocks" figures={BLOCKS} bars height={140} /></div>
  </div>
);

const QUEUE = { times: BLOCKS.times, series: [{ key: "age", label: "Minutes at most", tone: "warn" as const, level: true,
  values: BLOCKS.times.map((_, i) => (i * i) % 50) }] };

const SmallChartPage = () => (
  <div class="stack">
    <h2>How it went</h2>
    <SmallChart title="Mail in and out" figures={FIGURES} href="?show=chart" />
    <SmallChart title="Blocks" figures={BLOCKS} />
    <SmallChart title="Age of the oldest" figures={QUEUE} />
  </div>
);

function StatesPage() {
  const [said, say] = useState("");
  return (
    <div class="stack">
      <Callout verdict="info">The server is looked through each night at two.</Callout>
      <Callout verdict="ok">All is as it should be.</Callout>
      <Callout verdict="warn" action={<Button>Look at them</Button>}>Two domains differ from the defaults.</Callout>
      <Callout verdict="bad">The disk has 2 % left.</Callout>
      <div class="panel">
        <Empty icon="shield-check" title="Nobody is blocked" action={<Button icon="shield">Look at the rules</Button>}>All 14 rules are armed.</Empty>
      </div>
      <div class="panel">
        <Failed what="The queue could not be read" why="The server is starting." correlation="c-5f1e07" onRetry={() => say("again")} />
      </div>
      <div class="panel"><Skeleton rows={4} /></div>
      <output id="said">{said}</output>
    </div>
  );
}

export const FACTS: Record<string, () => VNode> = {
  diff: DiffPage, evidence: EvidencePage, chart: ChartPage, "small-chart": SmallChartPage,
  states: StatesPage,
};
