// A network is allowed or denied, or what it is spared changes. Before a network is denied it is said whom that shuts out.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { ServicesField } from "../../parts/ServicesField.tsx";
import { useShutOut } from "../../parts/useShutOut.tsx";
import { allow, deny, wantedOf, type Wanted } from "./api.ts";
import { sendsFreely, type Entry, type Side } from "./model.ts";
import { refuseUntyped, SizeField, SpanField, WhoseFields } from "./Parts.tsx";
import { SpareFields } from "./SpareFields.tsx";

const PLAIN: Wanted = {
  network: "", for: "30d", services: [], owner: "", description: "", even_me: false, spare: ["brute-force"], senders: [], hourly: null,
};

export interface EntryDialogProps {
  side: Side;
  open: boolean;
  of: Entry | null;  // none: a new one
  onClose: () => void;
  onDone: (network: string, shutsNobodyOut: boolean) => void;
}

export function EntryDialog({ side, open, of, onClose, onDone }: EntryDialogProps) {
  const [entered, enter] = useState(PLAIN);
  const [typed, type] = useState("");
  const shutsOut = useShutOut();
  const change = (some: Partial<Wanted>): void => {
    if (some.network !== undefined || some.services) shutsOut.forget();
    enter({ ...entered, ...some });
  };
  useEffect(() => {
    if (!open) return;
    enter(of ? wantedOf(of) : side === "deny" ? { ...PLAIN, for: "" } : PLAIN);
    type("");
    shutsOut.forget();
  }, [open]);

  const isFree = side === "allow" && sendsFreely({ spared: entered.spare });
  const isFreed = isFree && !(of && sendsFreely(of));
  const submit = async (): Promise<unknown> => {
    const wanted = { ...entered, network: entered.network.trim(), hourly: isFree ? entered.hourly ?? 0 : null };
    refuseUntyped(wanted.network, typed);
    if (side === "deny" && await shutsOut.isToBeTold(() => deny(wanted, true))) return "stay";
    await (side === "allow" ? allow(wanted) : deny(wanted, false));
    return onDone(wanted.network, side === "deny" && shutsOut.count === 0);
  };
  const verb = of ? t("access-change") : side === "allow" ? t("access-allow-verb") : t("access-deny-verb");
  return (
    <FormDialog title={t(of ? `access-${side}-change` : `access-${side}-add`)} open={open} onClose={onClose} wide={side === "allow"}
      danger={isFree || shutsOut.count > 0} verb={shutsOut.count > 0 ? t("access-deny-still") : verb} word={isFreed ? entered.network.trim() : ""}
      onSubmit={submit}>
      {(refused) => (
        <>
          {shutsOut.told}
          {of ? <p><code>{of.network}</code></p> : (
            <TextField label={t("blocks-network")} help={t("access-network-help")} value={entered.network} error={refused("network")} first required
              onValue={(network) => change({ network })} spellcheck={false} autocomplete="off" />
          )}
          <SizeField network={entered.network} typed={typed} onType={type} />
          {side === "allow" && <SpareFields entered={entered} change={change} refused={refused} />}
          <SpanField value={entered.for} onValue={(span) => change({ for: span })} kept={of ? wantedOf(of).for : ""} endless={!isFree} />
          <ServicesField values={entered.services} onChange={(services) => change({ services })} error={refused("services")} />
          <WhoseFields {...entered} change={change} />
          <Switch label={t("blocks-even-me")} on={entered.even_me} onChange={(on) => change({ even_me: on })} />
        </>
      )}
    </FormDialog>
  );
}
