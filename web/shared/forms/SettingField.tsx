// One setting: its control after its kind, what it may be, where its value comes from, why it shipped so, and what is wrong with what was
// entered.
import { t } from "../i18n/i18n.ts";
import { IconButton } from "../ui/Button.tsx";
import { Callout } from "../ui/States.tsx";
import type { Draft, Entered } from "./draft.ts";
import { entriesOf } from "./records.ts";
import { HIDDEN } from "./schema.ts";
import { wrongWith } from "./value.ts";
import { ValueControl } from "./ValueControl.tsx";
import "./forms.css";

// `member`: of a record within a setting, which no command sets by itself.
export function SettingField({ draft, id, member = false }: { draft: Draft; id: string; member?: boolean }) {
  const entered = draft.entered(id);
  if (!entered) return null;
  const { field, value, before, shipped } = entered;
  const isChanged = value !== before;
  const weakness = draft.weakness(entered);
  return (
    <div class={isChanged ? "setting changed" : "setting"} id={id} onFocusOut={() => draft.settle()}>
      <div class="setting-control"><Control draft={draft} entered={entered} /></div>
      <div class="setting-about">
        <Mark draft={draft} entered={entered} />
        {value !== shipped && <IconButton icon="rotate-ccw" label={t(draft.word("forms-reset"), { name: field.label })}
          onClick={() => draft.reset(id)} />}
      </div>
      {weakness && isChanged && (
        <Callout verdict="warn">
          <span class="strong">{weakness === "before" ? t("forms-weaker-before", { before: shown(entered, before) })
            : t(draft.word("forms-weaker"), { shipped: shown(entered, shipped) })}</span>
          {field.reason && <span>{field.reason}</span>}
        </Callout>
      )}
      <details class="setting-why">
        <summary>{t("forms-why")}</summary>
        <dl class="setting-facts">
          <dt>{t(draft.word("forms-shipped"))}</dt><dd class="mono">{shown(entered, shipped)}</dd>
          {field.bounds && <><dt>{t("forms-bounds")}</dt><dd>{field.bounds}</dd></>}
          <dt>{t("forms-applies")}</dt><dd>{t(`forms-apply-${field.apply}`)}</dd>
          {field.reason && <><dt>{t("forms-reason")}</dt><dd>{field.reason}</dd></>}
          {!member && (
            <><dt>{t("forms-command")}</dt><dd><code>{draft.manner.command(id, value, field)}</code></dd></>
          )}
        </dl>
      </details>
    </div>
  );
}

// Shipped, or drifted from it: the mark says who set it.
function Mark({ draft, entered: { field, value, before, shipped, origin } }: { draft: Draft; entered: Entered }) {
  if (value !== before) return <span class="mark changed">{t("forms-mark-changed")}</span>;
  if (value === shipped) return <span class="mark">{t(draft.word("forms-mark-shipped"), { by: field.begins ?? "shipped" })}</span>;
  return <span class="mark drift">{t(`forms-mark-${origin}`)}</span>;
}

export function shown({ field }: Pick<Entered, "field">, value: string): string {
  if (field.secret) return t(value === "" ? "kit-empty-value" : value === HIDDEN ? "forms-secret-set" : "forms-secret-new");
  if (field.kind === "boolean") return value === "on" ? t("kit-on") : t("kit-off");
  if (field.kind === "choice") return field.choices?.find((choice) => choice.value === value)?.label ?? value;
  if (field.kind === "records") return t("forms-records", { count: entriesOf(value, field.fields ?? []).length });
  return value === "" ? t("kit-empty-value") : field.unit ? `${value} ${field.unit}` : value;
}

function Control({ draft, entered: { key, field, value, before } }: { draft: Draft; entered: Entered }) {
  const wrong = wrongWith(field, value);
  const error = draft.refusal(key) ?? (wrong ? t(wrong.word, wrong.args) : null);
  return (
    <ValueControl field={field} value={value} help={field.help} error={error}
      onValue={(next) => draft.set(key, field.secret && next === "" ? before : next)}
      remark={(member, text) => draft.remark(key, member, text)} />
  );
}
