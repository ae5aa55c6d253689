// All rules: what each counts, how much of it is too much, and for how long. Each has a page of its own.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { number, span } from "../../../shared/i18n/format.ts";
import { declared, t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange, canRead } from "../../session.ts";
import { change, ruleRows, shippedRule } from "./api.ts";
import { hasRule, replaced, ruleOf, switched, without, withRule, type Rewrite, type RuleRecord, type RuleRow } from "./model.ts";
import { NewRuleDialog } from "./NewRuleDialog.tsx";
import { PresetDialog } from "./PresetDialog.tsx";
import { actionOf, kindOf, pathOf, servicesOf } from "./words.ts";
import "./rules.css";

const MINUTE = 60_000;

const limitOf = (row: RuleRow): string => t("rules-limit", { number: number(row.threshold), span: span(row.minutes * MINUTE) });
const lastsOf = (row: RuleRow): string => (row.action === "notify" ? "" : span(row.lasts_minutes * MINUTE));

const columns = (): readonly ListColumn<RuleRow>[] => [
  {
    key: "rule", label: t("rules-rule"), track: "minmax(clamp(9.5rem, 18vw, 14rem), 3fr)",
    text: (row) => `${row.rule} ${declared(row.description)}`, order: (row) => row.rule,
    cell: (row) => (
      <span class="rule-what">
        <span class="rule-cell">
          <a class="rule-name clip" href={pathOf(row.rule)} tabIndex={-1}>{row.rule}</a>{row.permanent && <Permanent />}
        </span>
        <span class="rule-services dim small clip" title={servicesOf(row.services)}>{servicesOf(row.services)}</span>
      </span>
    ),
  },
  { key: "services", label: t("blocks-services"), track: "0", text: (row) => servicesOf(row.services), unseen: true },
  {
    key: "on", label: t("rules-state"), track: "5rem", text: (row) => t(row.enabled ? "kit-on" : "kit-off"), order: (row) => Number(!row.enabled),
    cell: (row) => <VerdictMark verdict={row.enabled ? "ok" : row.permanent ? "bad" : "warn"}>{t(row.enabled ? "kit-on" : "kit-off")}</VerdictMark>,
  },
  { key: "counts", label: t("rules-counts"), track: "minmax(9rem, 3fr)", text: (row) => kindOf(row.kind), wide: true },
  { key: "limit", label: t("rules-too-much"), track: "minmax(8rem, 1.5fr)", text: limitOf, order: (row) => row.threshold / row.minutes, wide: true },
  { key: "action", label: t("rules-action"), track: "minmax(7rem, 2.5fr)", text: (row) => actionOf(row.action), wide: true },
  { key: "lasts", label: t("rules-lasts"), track: "6rem", text: lastsOf, order: (row) => row.lasts_minutes, wide: true },
  {
    key: "standing", label: t("rules-standing"), track: "8.5rem", text: (row) => t(`rules-standing-${row.standing}`), wide: true,
    cell: (row) => (row.standing === "unknown" ? <span class="dim">–</span>
      : <span class={row.standing === "shipped" ? "mark" : "mark drift"}>{t(`rules-standing-${row.standing}`)}</span>),
  },
];

function Permanent() {
  const words = t("rules-permanent");
  return <span class="rule-lock dim" title={words}><Icon name="lock" size={14} /><span class="unseen">{words}</span></span>;
}

const filter = (): Filter<RuleRow> => ({
  label: t("rules-which"), has: hasRule,
  chips: ["", "on", "off", "drifted"].map((value) => ({ value, label: t(`rules-which-${value || "all"}`) })),
});

// Makes a change that needs the rules as they are at that moment, and gives them to whoever makes the way back.
async function changeSeen(rewrite: Rewrite): Promise<readonly RuleRecord[]> {
  let seen: readonly RuleRecord[] = [];
  await change((rules) => {
    seen = rules;
    return rewrite(rules);
  });
  return seen;
}

const turn = (on: boolean): Act<RuleRow> => ({
  key: on ? "on" : "off", label: t(on ? "rules-turn-on" : "rules-turn-off"), icon: on ? "play" : "pause", danger: !on,
  fits: (row) => row.enabled !== on, done: (count) => t(on ? "rules-turned-on" : "rules-turned-off", { count }),
  async run(row) {
    await change(switched(row.rule, on));
    return () => change(switched(row.rule, !on));
  },
});

const acts = (): readonly Act<RuleRow>[] => [
  turn(true), turn(false),
  {
    key: "reset", label: t("rules-reset"), icon: "rotate-ccw", fits: (row) => row.standing === "changed",
    done: (count) => t("rules-were-reset", { count }),
    async run(row) {
      const shipped = await shippedRule(row.rule);
      if (!shipped) return undefined;
      const was = ruleOf(await changeSeen(replaced(shipped)), row.rule);
      return was && (() => change(replaced(was)));
    },
  },
  {
    key: "delete", label: t("rules-delete"), icon: "trash-2", danger: true, fits: (row) => !row.permanent,
    done: (count) => t("rules-deleted", { count }),
    async run(row) {
      const seen = await changeSeen(without(row.rule));
      const was = ruleOf(seen, row.rule);
      return was && (() => change(withRule(was, seen.indexOf(was))));
    },
  },
];

export function RuleList({ session, toasts, go }: PageProps) {
  const [opened, open] = useState<"preset" | "new" | null>(null);
  const mayRead = canRead(session, "system");
  const mayChange = canChange(session, "system");
  const rows = useMemo(() => new Rows(async () => ({ items: await ruleRows(mayRead) })), [mayRead]);
  const shut = (): void => open(null);
  return (
    <>
      <PageHead title={t("rules-title")} about={t("rules-about")} actions={<>
        {canChange(session, "security") && <Button icon="list-checks" onClick={() => open("preset")}>{t("rules-preset")}</Button>}
        {mayChange && <Button kind="primary" icon="plus" onClick={() => open("new")}>{t("rules-add")}</Button>}
      </>} />
      <ListView<RuleRow> name="rules" label={t("rules-title")} rows={rows} columns={columns()} keyOf={(row) => row.rule} filter={filter()} isTall
        acts={mayChange ? acts() : []} toasts={toasts} onOpen={(row) => go(pathOf(row.rule))} order="rule"
        empty={<Empty icon="shield-alert" title={t("rules-none")} />} />
      <PresetDialog open={opened === "preset"} mayUndo={mayChange} onClose={shut} onDone={(set, undo) => {
        toasts.add(t("rules-preset-done", { set: t(`rules-preset-${set}`) }), undo ? { undo: async () => { await undo(); await rows.read(); } } : {});
        void rows.read();
      }} />
      <NewRuleDialog open={opened === "new"} taken={rows.rows.value.map((row) => row.rule)} onClose={shut} onDone={(rule) => go(pathOf(rule))} />
    </>
  );
}
