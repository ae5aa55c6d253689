// A service account is made, or its bounds are changed.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { changeService, createService, type New } from "./api.ts";
import { boundsBefore, boundsOf, entryOf, type Entered, type Service } from "./model.ts";

export interface ServiceDialogProps {
  about: Service | "new" | null;
  onClose: () => void;
  onMade: (made: New) => void;
  onChanged: (address: string, undo: () => Promise<unknown>) => void;
}

const LIVES = ["never", "30d", "90d", "365d"];

export function ServiceDialog({ about, onClose, onMade, onChanged }: ServiceDialogProps) {
  const service = about === "new" ? null : about;
  const [entered, enter] = useState<Entered>(() => entryOf(service));
  useEffect(() => enter(entryOf(service)), [about]);
  const change = (some: Partial<Entered>): void => enter({ ...entered, ...some });
  const submit = async (): Promise<void> => {
    if (!/^\d+$/.test(entered.hourly)) throw new Error(t("forms-no-integer"));
    if (about === "new") return onMade(await createService(entered.address.trim(), boundsOf(entered)));
    if (!service) return;
    const before = boundsBefore(service, Date.now());
    await changeService(service.address, boundsOf(entered));
    onChanged(service.address, () => changeService(service.address, before));
  };
  const lives = [...(service ? [""] : []), ...LIVES].map((value) => ({ value, label: t(`services-life-${value || "same"}`) }));
  return (
    <FormDialog title={about === "new" ? t("services-add") : t("services-change-title", { address: service?.address ?? "" })} open={about !== null}
      onClose={onClose} verb={t(about === "new" ? "services-add-verb" : "services-save")} onSubmit={submit}>
      {(refused) => (
        <>
          {about === "new" && <TextField label={t("services-login")} help={t("services-login-help")} value={entered.address} first required
            onValue={(address) => change({ address })} error={refused("address")} spellcheck={false} autocomplete="off" inputMode="email" />}
          <TextField label={t("services-description")} help={t("services-description-help")} value={entered.description}
            onValue={(description) => change({ description })} error={refused("description")} autocomplete="off" />
          <Chips label={t("services-networks")} help={t("services-networks-help")} values={entered.networks} required
            onChange={(networks) => change({ networks })} error={refused("networks")} />
          <Chips label={t("services-senders")} help={t("services-senders-help")} values={entered.senders} onChange={(senders) => change({ senders })}
            error={refused("senders")} />
          <TextField label={t("services-hourly")} help={t("services-hourly-help")} value={entered.hourly} onValue={(hourly) => change({ hourly })}
            error={refused("hourly")} inputMode="numeric" autocomplete="off" />
          <SelectField label={t("services-ends")} value={entered.life} onValue={(life) => change({ life })} choices={lives}
            error={refused("expires_in")} />
        </>
      )}
    </FormDialog>
  );
}
