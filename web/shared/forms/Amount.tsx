// A size or a time: a number and its unit.
import { t } from "../i18n/i18n.ts";
import { TextField } from "../ui/Field.tsx";
import { joined, parted, SIZES, SPANS } from "./quantity.ts";
import "./forms.css";

export interface AmountProps {
  label: string;
  help?: string | undefined;
  error: string | null;
  value: string;
  onValue: (value: string) => void;
  isSize: boolean;
}

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
