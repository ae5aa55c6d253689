// A network is blocked by hand: first it is said whom that would shut out.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { ServicesField } from "../../parts/ServicesField.tsx";
import { useShutOut } from "../../parts/useShutOut.tsx";
import { block, type Wanted } from "./api.ts";
import { SpanField } from "./SpanField.tsx";

type Entered = Omit<Wanted, "preview">;
const PLAIN: Entered = { network: "", for: "24h", services: [], description: "", even_me: false };

// `network`: what is entered first.
export interface BlockDialogProps {
  open: boolean; network: string; onClose: () => void; onDone: (subject: string, shutsNobodyOut: boolean) => void;
}

export function BlockDialog({ open, network: first, onClose, onDone }: BlockDialogProps) {
  const [entered, enter] = useState(PLAIN);
  const shutsOut = useShutOut();
  const change = (some: Partial<Entered>): void => {
    if (some.network !== undefined || some.services) shutsOut.forget();
    enter({ ...entered, ...some });
  };
  useEffect(() => { if (open) { enter({ ...PLAIN, network: first }); shutsOut.forget(); } }, [open]);
  const submit = async (): Promise<unknown> => {
    const wanted = { ...entered, network: entered.network.trim() };
    const preview = async (): Promise<number> => (await block({ ...wanted, preview: true })).accounts_that_logged_in_from_there;
    if (await shutsOut.isToBeTold(preview)) return "stay";
    const made = await block({ ...wanted, preview: false });
    return onDone(made.subject, shutsOut.count === 0);
  };
  return (
    <FormDialog title={t("blocks-add")} open={open} onClose={onClose} verb={t(shutsOut.count > 0 ? "blocks-add-still" : "blocks-add-verb")}
      danger={shutsOut.count > 0} onSubmit={submit}>
      {(refused) => (
        <>
          {shutsOut.told}
          <TextField label={t("blocks-network")} help={t("blocks-network-help")} value={entered.network} onValue={(network) => change({ network })}
            error={refused("network")} first required spellcheck={false} autocomplete="off" />
          <SpanField value={entered.for} onValue={(span) => change({ for: span })} />
          <ServicesField values={entered.services} onChange={(services) => change({ services })} error={refused("services")} />
          <TextField label={t("blocks-description")} help={t("blocks-description-help")} value={entered.description}
            onValue={(description) => change({ description })} />
          <Switch label={t("blocks-even-me")} on={entered.even_me} onChange={(on) => change({ even_me: on })} />
        </>
      )}
    </FormDialog>
  );
}
