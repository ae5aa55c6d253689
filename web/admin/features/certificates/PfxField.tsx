// A file that is no text, as Windows writes it: chosen from the reader's disk, and sent as it is.
import { t } from "../../../shared/i18n/i18n.ts";
import { Field } from "../../../shared/ui/Field.tsx";

export interface PfxFieldProps { onValue: (file: File | null) => void; error: string | null }

export function PfxField({ onValue, error }: PfxFieldProps) {
  return (
    <Field label={t("certs-pfx")} help={t("certs-pfx-help")} error={error} required>
      {(wiring) => <input type="file" class="input" accept=".pfx,.p12" {...wiring}
        onChange={(event) => onValue(event.currentTarget.files?.[0] ?? null)} />}
    </Field>
  );
}
