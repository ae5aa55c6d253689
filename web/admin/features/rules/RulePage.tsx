// One rule: its members as a form, and what it would have done to the traffic that was recorded, before it is saved.
import { useEffect, useState } from "preact/hooks";
import { asProblem, Problem } from "../../../shared/api/problem.ts";
import { SaveBar } from "../../../shared/forms/SettingsForm.tsx";
import { SettingField } from "../../../shared/forms/SettingField.tsx";
import { declared, t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { Callout, Empty, Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { Crumb } from "../../parts/Crumb.tsx";
import { canChange, canRead } from "../../session.ts";
import { change, editable, rules } from "./api.ts";
import { entered, openedRule, settingsOf, trialOf, type Opened } from "./editor.ts";
import { replaced, ruleOf, type RuleRecord } from "./model.ts";
import { Simulation } from "./Simulation.tsx";
import { kindOf } from "./words.ts";
import "./rules.css";

const isSame = (a: RuleRecord | undefined, b: RuleRecord): boolean => JSON.stringify(a) === JSON.stringify(b);

// Only if it is still as it was when it was shown.
const save = ({ record, fields, draft }: Opened): Promise<void> => change((all) => {
  if (!isSame(ruleOf(all, String(record["id"])), record)) throw new Problem(412, t("rules-changed-meanwhile"));
  return replaced(entered({ record, fields, draft }))(all);
});

export function RulePage({ session, toasts, rule }: PageProps & { rule: string }) {
  const [mayRead, mayChange] = [canRead(session, "system"), canChange(session, "system")];
  const [opened, setOpened] = useState<Opened | "none" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const read = async (): Promise<void> => {
    setProblem(null);
    try {
      const [all, setting] = await Promise.all([rules(), mayRead ? editable() : null]);
      setOpened(openedRule(all, setting, rule) ?? "none");
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  useEffect(() => { void read(); }, [rule]);

  const undo = async (record: RuleRecord): Promise<void> => {
    await change(replaced(record)).catch((error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" }));
    await read();
  };
  const onSave = async (now: Opened): Promise<void> => {
    try {
      await save(now);
      toasts.add(t("rules-saved", { rule }), { undo: () => undo(now.record) });
      await read();
    } catch (error) {
      const why = asProblem(error);
      toasts.add(why.message, { kind: "bad" });
      // What somebody else made of it stands beside what was entered, and one of them is chosen.
      if (why.isChangedMeanwhile) await editable().then((setting) => now.draft.refresh(settingsOf(setting, rule)), () => null);
    }
  };

  if (problem) return <Failed what={t("list-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;
  if (opened === null) return <Skeleton rows={8} />;
  if (opened === "none") return <Empty icon="search" title={t("rules-no-such")} action={<a href="/admin/ids/rules">{t("rules-all")}</a>} />;
  return <Editor session={session} toasts={toasts} opened={opened} {...(mayChange && { onSave: () => onSave(opened) })} />;
}

type EditorProps = Pick<PageProps, "session" | "toasts"> & { opened: Opened; onSave?: () => Promise<void> };

function Editor({ session, toasts, opened, onSave }: EditorProps) {
  const { row, draft, room } = opened;
  const fields = (isAdvanced: boolean) => room.fields.filter((field) => field.advanced === isAdvanced)
    .map((field) => <SettingField key={field.key} draft={draft} id={`${row.rule}.${field.key}`} member />);
  const advanced = fields(true);
  return (
    <>
      <Crumb href="/admin/ids/rules">{t("rules-all")}</Crumb>
      <PageHead title={declared(row.description) || row.rule} about={kindOf(row.kind)} />
      <div class="rule-page">
        <div class="panel rule-form">
          <p class="rule-id">
            <code>{row.rule}</code>
            {row.permanent && <span class="mark"><Icon name="lock" size={12} />{t("rules-permanent")}</span>}
          </p>
          {!onSave && <Callout verdict="info">{t("rules-not-yours")}</Callout>}
          <section class="settings" aria-label={t("rules-rule")}>
            {fields(false)}
            {advanced.length > 0 && (
              <details class="settings-more"><summary>{t("forms-advanced", { count: advanced.length })}</summary>{advanced}</details>
            )}
          </section>
          {onSave && <SaveBar draft={draft} onSave={onSave} />}
        </div>
        <Simulation row={row} trial={trialOf(opened)} toasts={toasts} maySpare={canChange(session, "security")} />
      </div>
    </>
  );
}
