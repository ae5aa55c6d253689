// Every check with what it found, the score over time, what the server mends by itself, and the way back from that.
import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { Problem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { said } from "../../../shared/i18n/said.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useQuery } from "../../../shared/router/query.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { SelectField } from "../../../shared/ui/Field.tsx";
import { Lasting } from "../../../shared/ui/Lasting.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import { wayTo } from "../../links.ts";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { useLoaded } from "../../shell/Loaded.tsx";
import { audit, mendings } from "./api.ts";
import { BreakOut } from "./BreakOut.tsx";
import { Finding } from "./Finding.tsx";
import { Mendings } from "./Mendings.tsx";
import {
  groupsOf, isOfStanding, placeOf, proofOf, safeToMend, standingOf, STANDINGS, verdictOf, worstFirst, type Check, type Group, type Report,
} from "./model.ts";
import { Score } from "./Score.tsx";
import { useMending } from "./useMending.ts";
import "./audit.css";

const groupName = (group: string): string => t(`audit-group-${group}`);
const standingName = (check: Check): string => t(`audit-standing-${standingOf(check)}`);

const columns = (): readonly ListColumn<Check>[] => [
  {
    key: "standing", label: t("audit-standing"), track: "8rem", narrow: "4.75rem", text: standingName, order: placeOf,
    cell: (row) => <VerdictMark verdict={verdictOf(row)}>{standingName(row)}</VerdictMark>,
  },
  { key: "title", label: t("audit-check"), track: "minmax(8rem, 3fr)", text: (row) => said(row.said.title) },
  { key: "found", label: t("audit-found"), track: "minmax(8rem, 2fr)", text: (row) => proofOf(row).map(said).join("; "), wide: true },
  { key: "severity", label: t("audit-severity"), track: "7.75rem", text: (row) => t(`audit-severity-${row.severity}`), order: placeOf, wide: true },
  { key: "group", label: t("audit-group"), track: "8rem", text: (row) => groupName(row.group), wide: true },
];

const filter = (): Filter<Check> => ({
  label: t("audit-standings"), has: isOfStanding,
  chips: ["", ...STANDINGS].map((value) => ({ value, label: t(`audit-standing-${value || "all"}`) })),
});

// The report as a list, and when it was made.
class Reading {
  readonly report = signal<Report | null>(null);
  at = 0;
  readonly since = signal(0);
  readonly rows = new Rows<Check>(async (_cursor, stopped) => {
    this.since.value = Date.now();
    const report = await audit(true, "", stopped);
    this.at = Date.now();
    this.report.value = report;
    return { items: worstFirst(report.checks) };
  });
}

const PLAIN = { group: "", find: "", only: "" };  // with what the list looks for

export default function AuditPage({ session, toasts }: PageProps) {
  const [{ group }, setQuery] = useQuery(PLAIN);
  const reading = useMemo(() => new Reading(), []);
  const done = useLoaded(mendings, []);
  // Mending sets whatever was found weak.
  const may = canChange(session, "system");
  const report = reading.report.value;
  const readAgain = async (): Promise<void> => { await Promise.all([reading.rows.read(), done.read()]); };
  // Only the daily audit and what is mended are news: an audit that is made for a page is not, or this one would never end.
  useLive(["audit"], () => Promise.all([reading.rows.renew(), done.read()]));
  const { act, all, since, takeBack } = useMending(toasts, readAgain, done.read);
  const count = may && report ? safeToMend(report.checks).length : 0;
  const only = useMemo(() => (group === "" ? undefined : (check: Check) => check.group === group), [group]);
  return (
    <>
      <PageHead title={t("audit-title")} about={t("audit-about")} actions={(
        <>
          <Button icon="rotate-ccw" busy={reading.rows.isReading.value} onClick={() => void readAgain()}>{t("audit-run-again")}</Button>
          {count > 0 && <Button kind="primary" icon="wrench" busy={since !== 0} onClick={() => void all()}>{t("audit-mend-all", { count })}</Button>}
        </>
      )} />
      <Lasting label={t("audit-runs")} work={reading.rows.isReading.value ? { done: 0, total: null, since: reading.since.value } : null}
        onCancel={() => reading.rows.stop(new Problem(0, t("audit-stopped")))} />
      <Lasting label={t("audit-mends")} work={since === 0 ? null : { done: 0, total: null, since }} />
      {report && <Score report={report} at={reading.at} />}
      <ListView<Check> name="audit" label={t("audit-checks")} rows={reading.rows} columns={columns()} keyOf={(row) => row.check} filter={filter()}
        acts={may ? [act] : []} toasts={toasts} order="standing" isTall titleOf={(row) => said(row.said.title)} {...(only && { only })}
        choice={report && <Groups report={report} group={group} onChoose={(value) => setQuery({ group: value })} />}
        onShowAll={() => setQuery(PLAIN)} aside={(row) => <Finding check={row} wayTo={(address) => wayTo(session, address)} />}
        empty={<Empty icon="shield-check" title={t("audit-no-checks")} />} />
      <BreakOut />
      <Mendings of={done} onUndo={takeBack} may={may} />
    </>
  );
}

function Groups({ report, group, onChoose }: { report: Report; group: string; onChoose: (group: string) => void }) {
  const labelOf = ({ name, all, failed }: Group): string =>
    (failed > 0 ? t("audit-group-failed", { group: groupName(name), failed }) : t("audit-group-all", { group: groupName(name), all }));
  const choices = groupsOf(report).map((one) => ({ value: one.name, label: labelOf(one) }));
  return (
    <SelectField bare label={t("audit-group")} value={group} onValue={onChoose} choices={[{ value: "", label: t("audit-groups-all") }, ...choices]} />
  );
}
