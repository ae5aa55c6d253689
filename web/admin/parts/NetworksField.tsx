// From where somebody may come: networks, each with a word on what it is.
import { t } from "../../shared/i18n/i18n.ts";
import { Button, IconButton } from "../../shared/ui/Button.tsx";
import { TextField } from "../../shared/ui/Field.tsx";
import "./parts.css";

export interface Network { network: string; description: string }

export interface NetworksFieldProps { label: string; help: string; networks: readonly Network[]; onNetworks: (networks: Network[]) => void }

export function NetworksField({ label, help, networks, onNetworks }: NetworksFieldProps) {
  const change = (at: number, some: Partial<Network>): void => onNetworks(networks.map((one, i) => (i === at ? { ...one, ...some } : one)));
  return (
    <fieldset class="networks">
      <legend class="strong">{label}</legend>
      <p class="field-help">{help}</p>
      {networks.map((one, at) => (
        <div key={at} class="network-row">
          <TextField label={t("networks-one", { n: at + 1 })} value={one.network} onValue={(network) => change(at, { network })} class="input mono"
            {...(at === networks.length - 1 && { first: true })} spellcheck={false} autocomplete="off" autocapitalize="off" />
          <TextField label={t("networks-what", { n: at + 1 })} value={one.description} onValue={(description) => change(at, { description })} />
          <IconButton icon="x" label={t("networks-remove", { n: at + 1 })} onClick={() => onNetworks(networks.filter((_, i) => i !== at))} />
        </div>
      ))}
      <div class="row">
        <Button icon="plus" onClick={() => onNetworks([...networks, { network: "", description: "" }])}>{t("networks-add")}</Button>
      </div>
    </fieldset>
  );
}
