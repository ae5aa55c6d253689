// A certificate and its key are given to the server, which looks at them and uses them at once.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { install } from "./api.ts";
import { wrongWithChain, wrongWithKey } from "./model.ts";
import { PemField } from "./PemField.tsx";

const said = (word: string | null): string | null => (word === null ? null : t(word));

export function UploadDialog({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: () => void }) {
  const [chain, setChain] = useState("");
  const [key, setKey] = useState("");
  const [isTried, setTried] = useState(false);
  // A key is in the page no longer than the form is.
  useEffect(() => { setChain(""); setKey(""); setTried(false); }, [open]);
  const [wrongChain, wrongKey] = [wrongWithChain(chain), wrongWithKey(key)];
  const submit = async (): Promise<void> => {
    setTried(true);
    if (wrongChain ?? wrongKey) throw new Error(t("certs-look-again"));
    await install(chain, key);
    onDone();
  };
  const shown = (text: string, wrong: string | null): string | null => (isTried || text !== "" ? said(wrong) : null);
  return (
    <FormDialog title={t("certs-upload")} open={open} onClose={onClose} verb={t("certs-upload-verb")} onSubmit={submit} wide>
      {(refused) => (
        <>
          <PemField label={t("certs-chain")} help={t("certs-chain-help")} value={chain} onValue={setChain}
            error={refused("chain") ?? shown(chain, wrongChain)} />
          <PemField label={t("certs-key")} help={t("certs-key-help")} value={key} onValue={setKey} error={refused("key") ?? shown(key, wrongKey)} />
        </>
      )}
    </FormDialog>
  );
}
