// One setting: its control after its kind, what it may be, where its value comes from, why it shipped so, and what is wrong with what was
// entered.
import { t } from "../i18n/i18n.ts";
import { IconButton } from "../ui/Button.tsx";
import { Chips } from "../ui/Chips.tsx";
import { PasswordField, SelectField, TextField } from "../ui/Field.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Callout } from "../ui/States.tsx";
import { Switch } from "../ui/Switch.tsx";
import type { Draft, Entered } from "./draft.ts";
import { joined, parted, SIZES, SPANS } from "./quantity.ts";
import { isWeaker, itemsOf, textOf, wrongWith } from "./value.ts";
import "./forms.css";

const FEW = 4;

// `member`: of a record within a setting, which no command sets by itself.
export function SettingField({ draft, id, member = false }: { draft: Draft; id: string; member?: boolean }) {
  const entered = draft.entered(id);
  if (!entered) return null;
  const { field, value, before, shipped } = entered;
  const isChanged = value !== before;
  return (
    <div class={isChanged ? "setting changed" : "setting"} id={id} onFocusOut={() => draft.settle()}>
      <div class="setting-control"><Control draft={draft} entered={entered} /></div>
      <div class="setting-about">
        <Mark draft={draft} entered={entered} />
        {value !== shipped && <IconButton icon="rotate-ccw" label={t(draft.word("forms-reset"), { name: field.label })}
          onClick={() => draft.reset(id)} />}
      </div>
      {isWeaker(field, value, shipped) && isChanged && (
        <Callout verdict="warn">
          <span class="strong">{t(draft.word("forms-weaker"), { shipped: shown(entered, shipped) })}</span>
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
            <><dt>{t("forms-command")}</dt><dd><code>{draft.manner.command(id, value)}</code></dd></>
          )}
        </dl>
      </details>
    </div>
  );
}

// Shipped, or drifted from it: the mark says who set it.
function Mark({ draft, entered: { value, before, shipped, origin } }: { draft: Draft; entered: Entered }) {
  if (value !== before) return <span class="mark changed">{t("forms-mark-changed")}</span>;
  if (value === shipped) return <span class="mark">{t(draft.word("forms-mark-shipped"))}</span>;
  return <span class="mark drift">{t(`forms-mark-${origin}`)}</span>;
}

export function shown({ field }: Pick<Entered, "field">, value: string): string {
  if (field.kind === "boolean") return value === "on" ? t("kit-on") : t("kit-off");
  if (field.kind === "choice") return field.choices?.find((choice) => choice.value === value)?.label ?? value;
  return value === "" ? t("kit-empty-value") : field.unit ? `${value} ${field.unit}` : value;
}

function Control({ draft, entered: { key, field, value } }: { draft: Draft; entered: Entered }) {
  const wrong = wrongWith(field, value);
  const error = draft.refusal(key) ?? (wrong ? t(wrong.word, wrong.args) : null);
  const common = { label: field.label, help: field.help, error };
  const set = (next: string): void => draft.set(key, next);
  if (field.secret) return <PasswordField {...common} value={value} onValue={set} autocomplete="off" />;
  switch (field.kind) {
    case "boolean": return <Switch label={field.label} help={field.help} on={value === "on"} onChange={(on) => set(on ? "on" : "off")} />;
    case "choice": return (field.choices?.length ?? 0) <= FEW
      ? <div class="field">
          <Segmented label={field.label} value={value} segments={field.choices ?? []} onChange={set} />
          <p class="field-help">{field.help}</p>
        </div>
      : <SelectField {...common} value={value} choices={field.choices ?? []} onValue={set} />;
    case "size": case "duration": return <Amount {...common} value={value} onValue={set} isSize={field.kind === "size"} />;
    case "integer": return <TextField {...common} value={value} onValue={set} inputMode="numeric" unit={field.unit} />;
    case "list": return <Chips {...common} values={itemsOf(value)} onChange={(items) => set(textOf(items))} />;
    case "text": return <TextField {...common} value={value} onValue={set} />;
    case "records": return <div class="field"><span class="strong">{field.label}</span><p class="field-help">{field.help}</p></div>;
  }
}

interface AmountProps { label: string; help?: string; error: string | null; value: string; onValue: (value: string) => void; isSize: boolean }

export function Amount({ label, help, error, value, onValue, isSize }: AmountProps) {
  const units = isSize ? SIZES : SPANS;
  const { amount, unit } = parted(value, units);
  return (
    <div class="amount">
      <TextField label={label} help={help} error={error} value={amount} inputMode="numeric"
        onValue={(next) => onValue(joined({ amount: next, unit }, units))} />
      <label class="amount-unit">
        <span class="unseen">{t("forms-unit", { name: label })}</span>
        <select class="input" value={unit} onChange={(event) => onValue(joined({ amount, unit: event.currentTarget.value }, units))}>
          {units.map((one) => <option key={one.name} value={one.name}>{t(`forms-unit-${one.name}`)}</option>)}
        </select>
      </label>
    </div>
  );
}
