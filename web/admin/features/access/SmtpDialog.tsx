// A sender, a domain or a client is refused by name, or how it is refused changes.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { blockByName, wantedSmtpOf, type WantedSmtp } from "./api.ts";
import type { SmtpBlock } from "./model.ts";
import { SpanField } from "./Parts.tsx";

const PLAIN: WantedSmtp = { kind: "sender", name: "", way: "both", soft: false, for: "", description: "" };
const KINDS = ["sender", "domain", "client"];
const WAYS = ["both", "inbound", "outbound"];

export interface SmtpDialogProps { open: boolean; of: SmtpBlock | null; onClose: () => void; onDone: (made: SmtpBlock) => void }

export function SmtpDialog({ open, of, onClose, onDone }: SmtpDialogProps) {
  const [entered, enter] = useState(PLAIN);
  const change = (some: Partial<WantedSmtp>): void => enter({ ...entered, ...some });
  useEffect(() => { if (open) enter(of ? wantedSmtpOf(of) : PLAIN); }, [open]);
  const submit = async (): Promise<void> => onDone(await blockByName({ ...entered, name: entered.name.trim() }));
  return (
    <FormDialog title={t(of ? "access-smtp-change" : "access-smtp-add")} open={open} onClose={onClose} onSubmit={submit}
      verb={t(of ? "access-change" : "access-smtp-verb")}>
      {(refused) => (
        <>
          {of ? <p>{t(`access-kind-${of.kind}`)} <code>{of.name}</code></p> : (
            <>
              <Segmented label={t("access-kind")} value={entered.kind} onChange={(kind) => change({ kind })}
                segments={KINDS.map((value) => ({ value, label: t(`access-kind-${value}`) }))} />
              <TextField label={t("access-name")} help={t(`access-name-help-${entered.kind}`)} value={entered.name} error={refused("name")} first
                required onValue={(name) => change({ name })} spellcheck={false} autocomplete="off" autocapitalize="none" />
            </>
          )}
          <SelectField label={t("access-way")} value={entered.way} onValue={(way) => change({ way })}
            choices={WAYS.map((value) => ({ value, label: t(`access-way-${value}`) }))} />
          <Switch label={t("access-soft")} help={t("access-soft-help")} on={entered.soft} onChange={(soft) => change({ soft })} />
          <SpanField value={entered.for} onValue={(span) => change({ for: span })} kept={of ? wantedSmtpOf(of).for : ""} />
          <TextField label={t("access-description")} help={t("access-description-help")} value={entered.description}
            onValue={(description) => change({ description })} />
        </>
      )}
    </FormDialog>
  );
}
