// For how long: of a block, or of what takes its place.
import { t } from "../../../shared/i18n/i18n.ts";
import { SelectField } from "../../../shared/ui/Field.tsx";

const SPANS = ["1h", "24h", "7d", "30d", ""];

export function SpanField({ value, onValue }: { value: string; onValue: (span: string) => void }) {
  return (
    <SelectField label={t("blocks-lasts")} value={value} onValue={onValue}
      choices={SPANS.map((span) => ({ value: span, label: t(`blocks-lasts-${span || "for-good"}`) }))} />
  );
}
