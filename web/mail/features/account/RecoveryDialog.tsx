// A recovery address counts once its owner has read a token there: first the address, then what was sent to it.
import { useEffect, useRef, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { confirmRecovery, proposeRecovery } from "./api.ts";

export function RecoveryDialog({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: () => void }) {
  const [address, setAddress] = useState("");
  const [token, setToken] = useState("");
  const [sent, setSent] = useState(false);
  const goesOn = useRef(false);  // the first dialog closes for the second
  const step = (on: boolean): void => { goesOn.current = on; setSent(on); };
  useEffect(() => { if (open) { setAddress(""); setToken(""); step(false); } }, [open]);
  const propose = (): Promise<void> => proposeRecovery(address.trim());
  const confirm = async (): Promise<void> => { await confirmRecovery(token.trim()); onDone(); };
  // Two forms one after the other: the first leaves the dialog open for the second.
  return (
    <>
      <FormDialog key="propose" title={t("recovery-title")} open={open && !sent} verb={t("recovery-send")}
        onClose={() => { if (!goesOn.current) onClose(); }} onSubmit={async () => { await propose(); step(true); }}>
        {(refused) => (
          <TextField label={t("recovery-address")} help={t("recovery-address-help")} value={address} onValue={setAddress}
            error={refused("address")} first required inputMode="email" autocomplete="email" spellcheck={false} autocapitalize="off" />
        )}
      </FormDialog>
      <FormDialog key="confirm" title={t("recovery-title")} open={open && sent} onClose={onClose} verb={t("recovery-confirm")} onSubmit={confirm}>
        {(refused) => (
          <>
            <Callout verdict="info">{t("recovery-sent", { address: address.trim() })}</Callout>
            <TextField label={t("recovery-token")} value={token} onValue={setToken} error={refused("token")} first required autocomplete="off"
              spellcheck={false} autocapitalize="off" />
          </>
        )}
      </FormDialog>
    </>
  );
}
