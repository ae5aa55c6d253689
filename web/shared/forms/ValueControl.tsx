// The control of one value, after its kind: of a setting, or of a member of a record.
import { t } from "../i18n/i18n.ts";
import { Chips } from "../ui/Chips.tsx";
import { PasswordField, SelectField, TextField } from "../ui/Field.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Switch } from "../ui/Switch.tsx";
import { Amount } from "./Amount.tsx";
import { RecordsField, type MemberRemark } from "./RecordsField.tsx";
import { HIDDEN, type FieldSchema } from "./schema.ts";
import { itemsOf, textOf } from "./value.ts";
import "./forms.css";

const FEW = 4;

export interface ValueControlProps {
  field: FieldSchema;
  value: string;
  onValue: (value: string) => void;
  error: string | null;
  help?: string | undefined;
  narrow?: boolean;  // there is little room for it
  remark?: MemberRemark | undefined;
}

export function ValueControl({ field, value, onValue, error, help, narrow = false, remark }: ValueControlProps) {
  const common = { label: field.label, help, error };
  if (field.secret) return <SecretControl {...common} value={value} onValue={onValue} />;
  switch (field.kind) {
    case "boolean": return <Switch label={field.label} help={help} on={value === "on"} onChange={(on) => onValue(on ? "on" : "off")} />;
    case "choice": return (field.choices?.length ?? 0) <= FEW && !narrow
      ? <div class="field">
          <Segmented label={field.label} value={value} segments={field.choices ?? []} onChange={onValue} />
          {help && <p class="field-help">{help}</p>}
        </div>
      : <SelectField {...common} value={value} choices={field.choices ?? []} onValue={onValue} />;
    case "size": case "duration": return <Amount {...common} value={value} onValue={onValue} isSize={field.kind === "size"} />;
    case "integer": return <TextField {...common} value={value} onValue={onValue} inputMode="numeric" unit={field.unit} />;
    case "list": return <Chips {...common} values={itemsOf(value)} onChange={(items) => onValue(textOf(items))} />;
    case "text": return <TextField {...common} value={value} onValue={onValue} />;
    case "records": return <RecordsField {...common} fields={field.fields ?? []} value={value} onValue={onValue} remark={remark} />;
  }
}

// Nobody is shown a secret that is set; what is entered takes its place.
function SecretControl({ value, help, ...rest }: Pick<ValueControlProps, "value" | "onValue" | "error" | "help"> & { label: string }) {
  const isKept = value === HIDDEN;
  return (
    <PasswordField {...rest} help={isKept ? [help, t("forms-secret-kept")].filter(Boolean).join(" ") : help} value={isKept ? "" : value}
      autocomplete="new-password" />
  );
}
