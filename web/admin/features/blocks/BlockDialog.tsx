// A network is blocked by hand: first it is said whom that would shut out.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { ServicesField } from "../../parts/ServicesField.tsx";
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
  const [rightful, setRightful] = useState<number | null>(null);
  const change = (some: Partial<Entered>): void => {
    if (some.network !== undefined || some.services) setRightful(null);  // whom else it shuts out is known
    enter({ ...entered, ...some });
  };
  useEffect(() => { if (open) { enter({ ...PLAIN, network: first }); setRightful(null); } }, [open]);
  const submit = async (): Promise<unknown> => {
    const wanted = { ...entered, network: entered.network.trim() };
    const count = rightful ?? (await block({ ...wanted, preview: true })).accounts_that_logged_in_from_there;
    if (count > 0 && rightful === null) {
      setRightful(count);
      return "stay";
    }
    const made = await block({ ...wanted, preview: false });
    return onDone(made.subject, count === 0);
  };
  return (
    <FormDialog title={t("blocks-add")} open={open} onClose={onClose} verb={rightful ? t("blocks-add-still") : t("blocks-add-verb")}
      danger={rightful !== null && rightful > 0} onSubmit={submit}>
      {(refused) => (
        <>
          {rightful !== null && rightful > 0 && <Callout verdict="warn" urgent>{t("blocks-shuts-out", { count: rightful })}</Callout>}
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
