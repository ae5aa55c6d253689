// One listener: what is spoken there, where, how it is encrypted, and for the web what it serves.
import { useEffect, useState } from "preact/hooks";
import { FormDialog, wrongMember } from "../../../shared/forms/FormDialog.tsx";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { certificateNames } from "./api.ts";
import { fitted, FRESH, isMost, isPort, MOST, ROLES, SERVICES, TLS, type Listener } from "./model.ts";

export interface ListenerDialogProps { before: Listener | null; open: boolean; onClose: () => void; onSubmit: (after: Listener) => Promise<void> }

export function ListenerDialog({ before, open, onClose, onSubmit }: ListenerDialogProps) {
  const [entered, enter] = useState<Listener>(before ?? FRESH);
  const [port, setPort] = useState("");
  const [most, setMost] = useState("");
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!open) return;
    enter(before ?? FRESH);
    setPort(before ? String(before.port) : "");
    setMost(String((before ?? FRESH).max_connections));
    certificateNames().then(setNames, () => setNames([]));
  }, [open]);
  const change = (some: Partial<Listener>): void => enter(fitted({ ...entered, ...some }));
  const submit = async (): Promise<void> => {
    if (!isPort(port)) throw wrongMember("port", t("listeners-no-port"));
    if (!isMost(most)) throw wrongMember("most", t("listeners-no-most", { most: number(MOST) }));
    await onSubmit({ ...entered, address: entered.address.trim(), port: Number(port), max_connections: Number(most) });
  };
  return (
    <FormDialog title={before ? t("listeners-change") : t("listeners-add")} open={open} onClose={onClose} verb={t("listeners-save")}
      onSubmit={submit}>
      {(refused) => (
        <>
          <SelectField label={t("listeners-service")} value={entered.service} onValue={(service) => change({ service })}
            choices={SERVICES.map((value) => ({ value, label: `${t(`listeners-short-${value}`)}: ${t(`listeners-service-${value}`)}` }))} />
          <div class="listener-place">
            <TextField label={t("listeners-address")} help={t("listeners-address-help")} value={entered.address}
              onValue={(address) => change({ address })} required spellcheck={false} autocomplete="off" class="input mono" />
            <TextField label={t("listeners-port")} value={port} onValue={setPort} error={refused("port")} required inputMode="numeric"
              autocomplete="off" class="input mono" />
          </div>
          <SelectField label={t("listeners-tls")} value={entered.tls} onValue={(tls) => change({ tls })}
            help={entered.service === "api" ? t("listeners-tls-api") : t("listeners-tls-help")}
            choices={TLS.filter((value) => entered.service !== "api" || value === "implicit")
              .map((value) => ({ value, label: t(`listeners-tls-${value}`) }))} />
          <More entered={entered} change={change} names={names} />
          <TextField label={t("listeners-most")} help={t("listeners-most-help")} value={most} onValue={setMost} error={refused("most")} required
            inputMode="numeric" autocomplete="off" />
        </>
      )}
    </FormDialog>
  );
}

interface MoreProps { entered: Listener; change: (some: Partial<Listener>) => void; names: readonly string[] }

function More({ entered, change, names }: MoreProps) {
  const known = [...new Set([...names, ...(entered.certificate ? [entered.certificate] : [])])];
  return (
    <>
      {entered.service === "api" && (
        <fieldset class="stack listener-serves">
          <legend class="strong">{t("listeners-roles")}</legend>
          <p class="field-help">{t("listeners-roles-help")}</p>
          <div class="listener-roles">
            {ROLES.map((role) => (
              <Switch key={role} label={t(`listeners-role-${role}`)} on={entered.roles.length === 0 || entered.roles.includes(role)}
                onChange={(on) => change({ roles: rolesWith(entered.roles, role, on) })} />
            ))}
          </div>
        </fieldset>
      )}
      {entered.tls !== "none" && (
        <SelectField label={t("listeners-certificate")} help={t("listeners-certificate-help")} value={entered.certificate}
          onValue={(certificate) => change({ certificate })} aside={<a class="small" href="/admin/certificates">{t("listeners-certificates")}</a>}
          choices={[{ value: "", label: t("listeners-certificate-by-name") }, ...known.map((value) => ({ value, label: value }))]} />
      )}
      <Chips label={t("listeners-host-names")} help={t("listeners-host-names-help")} values={entered.host_names}
        onChange={(host_names) => change({ host_names })} />
      <Chips label={t("listeners-proxies")} help={t("listeners-proxies-help")} values={entered.proxies} onChange={(proxies) => change({ proxies })} />
    </>
  );
}

// None is all of them, and all of them is none.
function rolesWith(roles: readonly string[], role: string, on: boolean): string[] {
  const shown = ROLES.filter((one) => (one === role ? on : roles.length === 0 || roles.includes(one)));
  return shown.length === ROLES.length ? [] : shown;
}
