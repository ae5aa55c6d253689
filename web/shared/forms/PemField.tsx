// A file as text: pasted, or read from the reader's disk by his browser.
import { useId, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/Button.tsx";
import { TextArea } from "../ui/Field.tsx";
import { LARGEST } from "./pem.ts";

export interface PemFieldProps {
  label: string; help: string; value: string; error?: string | null;
  onValue: (value: string, name: string) => void;  // of the file, if it was read from one
}

export function PemField({ label, help, value, onValue, error = null }: PemFieldProps) {
  const id = useId();
  const [isTooLarge, setTooLarge] = useState(false);
  const read = (file: File | undefined): void => {
    if (!file) return;
    setTooLarge(file.size > LARGEST);
    if (file.size <= LARGEST) void file.text().then((text) => onValue(text, file.name));
    else onValue("", "");  // what was there before is not sent in its place
  };
  return (
    <TextArea label={label} help={help} value={value} error={isTooLarge ? t("forms-pem-too-large") : error} rows={5} mono required
      onValue={(text) => { setTooLarge(false); onValue(text, ""); }}
      aside={<>
        <input id={id} type="file" hidden accept=".pem,.crt,.cer,.key,.txt" aria-label={t("forms-file", { label })} onChange={(event) => {
          read(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }} />
        <Button kind="quiet" icon="upload" aria-label={t("forms-file", { label })} onClick={() => document.getElementById(id)?.click()}>
          {t("forms-file-choose")}
        </Button>
      </>} />
  );
}
