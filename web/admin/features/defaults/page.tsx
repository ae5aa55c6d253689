// Where domains differ from what new ones begin with; that is spread after a look at what it changes, and taken back.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useQuery } from "../../../shared/router/query.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange, canRead } from "../../session.ts";
import { drift, propagations, undo } from "./api.ts";
import { bySetting, countDomains, settingsIn, type Drift, type DriftRow, type Propagation } from "./model.ts";
import { PropagateDialog } from "./PropagateDialog.tsx";
import { domainSchema, settingName } from "../../people/domainSchema.ts";
import { Steps } from "./Steps.tsx";
import "../../people/people.css";

export default function DefaultsPage(props: PageProps) {
  const { session } = props;
  const [query, setQuery] = useQuery({ part: "drift", find: "", show: "", sort: "", at: "" });
  const [isSpreading, spread] = useState<readonly string[] | null>(null);
  const known = useMemo(() => ({ drift: [] as readonly Drift[] }), []);
  const named = useMemo(() => domainSchema().catch(() => null), []);  // without it, they are called by their keys
  const rows = useMemo(() => new Rows(async () => { await named; return { items: bySetting(known.drift = await drift()) }; }), []);
  const past = useMemo(() => new Rows(async () => { await named; return { items: await propagations() }; }), []);
  const may = canChange(session, "domains");
  return (
    <>
      <PageHead title={t("defaults-title")} about={t("defaults-about")} actions={<>
        {canRead(session, "system") && <a class="button" href="/admin/settings/domain_defaults">{t("defaults-settings")}</a>}
        {may && rows.rows.value.length > 0 && (
          <Button kind="primary" icon="list-checks"
            onClick={() => spread(rows.rows.value.map((row) => row.setting))}>{t("defaults-propagate")}</Button>
        )}
      </>} />
      <Tabs label={t("defaults-title")} chosen={query.part} onChoose={(part) => setQuery({ part, find: "", show: "", sort: "", at: "" })} tabs={[
        { id: "drift", label: t("defaults-drift"), content: () => <DriftList {...props} rows={rows} may={may} spread={spread} /> },
        { id: "past", label: t("defaults-past"), content: () => <Past {...props} rows={past} may={may} /> },
      ]} />
      <PropagateDialog drift={known.drift} settings={isSpreading} onClose={() => spread(null)} onDone={(plan) => {
        void rows.read();
        void past.read();
        const back = async (): Promise<void> => {
          if (plan.number !== null) await undo(plan.number).catch((error: unknown) => props.toasts.add(asProblem(error).message, { kind: "bad" }));
          await Promise.all([rows.read(), past.read()]);
        };
        props.toasts.add(t("defaults-propagated", { count: countDomains(plan.changes) }), { undo: back });
      }} />
    </>
  );
}

interface DriftListProps extends PageProps { rows: Rows<DriftRow>; may: boolean; spread: (settings: readonly string[]) => void }

const driftColumns = (): readonly ListColumn<DriftRow>[] => [
  { key: "setting", label: t("defaults-setting"), track: "minmax(10rem, 2fr)", text: (row) => settingName(row.setting) },
  { key: "default", label: t("defaults-default"), track: "minmax(6rem, 1fr)", text: (row) => row.default || t("kit-empty-value") },
  { key: "values", label: t("defaults-values"), track: "minmax(6rem, 1fr)", text: (row) => row.values.join(", ") || t("kit-empty-value"),
    wide: true },
  { key: "count", label: t("defaults-domains"), track: "6rem", text: (row) => number(row.domains.length), order: (row) => row.domains.length,
    end: true },
];

function DriftList({ rows, may, spread, toasts }: DriftListProps) {
  return (
    <ListView<DriftRow> name="drift" label={t("defaults-drift")} rows={rows} columns={driftColumns()} keyOf={(row) => row.setting} toasts={toasts}
      order="-count" titleOf={(row) => settingName(row.setting)} aside={(row) => (
        <>
          {may && <div class="row"><Button icon="list-checks" onClick={() => spread([row.setting])}>{t("defaults-propagate-one")}</Button></div>}
          <ul class="entries" aria-label={t("defaults-domains")}>
            {row.domains.map((name) => (
              <li key={name} class="entry"><a class="clip" href={`/admin/domains/${encodeURIComponent(name)}/settings`}><bdi>{name}</bdi></a></li>
            ))}
          </ul>
        </>
      )}
      empty={<Empty icon="circle-check" title={t("defaults-none")}>{t("defaults-none-about")}</Empty>} />
  );
}

const pastColumns = (): readonly ListColumn<Propagation>[] => [
  { key: "at", label: t("defaults-at"), track: "10rem", text: (row) => dateTime(row.at), order: (row) => row.at },
  { key: "by", label: t("defaults-by"), track: "minmax(5rem, 1fr)", text: (row) => row.by, cell: (row) => <bdi>{row.by}</bdi> },
  { key: "settings", label: t("defaults-setting"), track: "minmax(8rem, 2fr)", text: (row) => settingsIn(row.changes).map(settingName).join(", "),
    wide: true },
  { key: "count", label: t("defaults-domains"), track: "6rem", text: (row) => number(countDomains(row.changes)),
    order: (row) => countDomains(row.changes), end: true },
];

const pastActs = (): readonly Act<Propagation>[] => [{
  key: "undo", label: t("defaults-undo"), icon: "undo-2", done: (count) => t("defaults-undone", { count }),
  // What is taken back is a propagation of its own, and is taken back in its turn.
  async run(row) {
    const { number: its } = await undo(row.number);
    return its === null ? undefined : () => undo(its);
  },
}];

function Past({ rows, may, toasts }: PageProps & { rows: Rows<Propagation>; may: boolean }) {
  return (
    <ListView<Propagation> name="propagations" label={t("defaults-past")} rows={rows} columns={pastColumns()} keyOf={(row) => String(row.number)}
      acts={may ? pastActs() : []} toasts={toasts} order="-at" titleOf={(row) => dateTime(row.at)} aside={(row) => <Steps steps={row.changes} />}
      empty={<Empty icon="history" title={t("defaults-no-past")}>{t("defaults-no-past-about")}</Empty>} />
  );
}
