// One log of one day as a file, however long it is: the browser fetches it by itself.
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { DateField, SelectField } from "../../../shared/ui/Field.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { fileOf, LOGS, type Wanted } from "./model.ts";

const today = (): string => new Date().toISOString().slice(0, 10);

export function Day({ open, wanted, onClose }: { open: boolean; wanted: Wanted; onClose: () => void }) {
  const [log, setLog] = useState<string>("smtp_in");
  const [day, setDay] = useState(today);
  const [raw, setRaw] = useState(false);
  const [only, setOnly] = useState(false);
  useEffect(() => { if (open && wanted.log) setLog(wanted.log); }, [open]);
  return (
    <Dialog title={t("logs-save-day")} open={open} onClose={onClose} actions={<>
      <Button onClick={onClose}>{t("kit-close")}</Button>
      <a class="button primary" href={fileOf(wanted, log, day, only, raw)} download><Icon name="download" /><span>{t("logs-save")}</span></a>
    </>}>
      <div class="stack">
        <SelectField label={t("logs-log")} value={log} onValue={setLog} choices={LOGS.map((value) => ({ value, label: t(`logs-log-${value}`) }))} />
        <DateField label={t("logs-day")} help={t("logs-day-help")} max={today()} value={day} onValue={(value) => setDay(value || today())} />
        <Switch label={t("logs-only")} on={only} onChange={setOnly} />
        <Switch label={t("logs-raw")} on={raw} onChange={setRaw} />
      </div>
    </Dialog>
  );
}
