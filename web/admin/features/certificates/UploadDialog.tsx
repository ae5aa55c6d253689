// A certificate and its key are given to the server, which looks at them and uses them at once.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { LARGEST } from "../../../shared/forms/pem.ts";
import { PemField } from "../../../shared/forms/PemField.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { PasswordField } from "../../../shared/ui/Field.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { install, installPfx } from "./api.ts";
import { FORMS, wrongWithChain, wrongWithKey, type Form } from "./model.ts";
import { PfxField } from "./PfxField.tsx";

interface Entered { form: Form; chain: string; chainName: string; key: string; keyName: string; file: File | null; passphrase: string }
const NOTHING: Entered = { form: "pem", chain: "", chainName: "", key: "", keyName: "", file: null, passphrase: "" };

const wrongWithFile = (file: File | null): string | null => (file === null ? "certs-empty" : file.size > LARGEST ? "forms-pem-too-large" : null);
const said = (word: string | null): string | null => (word === null ? null : t(word));

export function UploadDialog({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: () => void }) {
  const [entered, enter] = useState(NOTHING);
  const [isTried, setTried] = useState(false);
  const change = (some: Partial<Entered>): void => enter({ ...entered, ...some });
  // A key is in the page no longer than the form is.
  useEffect(() => { enter(NOTHING); setTried(false); }, [open]);
  const { form, chain, chainName, key, keyName, file, passphrase } = entered;
  const [wrongChain, wrongKey, wrongFile] = [wrongWithChain(chain), wrongWithKey(key), wrongWithFile(file)];
  const submit = async (): Promise<void> => {
    setTried(true);
    if (form === "pem" ? wrongChain ?? wrongKey : wrongFile) throw new Error(t("certs-look-again"));
    if (form === "pem") await install(chain, key, [chainName, keyName].filter(Boolean));
    else if (file) await installPfx(file, passphrase);
    onDone();
  };
  const shown = (isThere: boolean, wrong: string | null): string | null => (isTried || isThere ? said(wrong) : null);
  return (
    <FormDialog title={t("certs-upload")} open={open} onClose={onClose} verb={t("certs-upload-verb")} onSubmit={submit} wide>
      {(refused) => (
        <>
          <Segmented label={t("certs-form")} value={form} onChange={(to) => change({ form: to })}
            segments={FORMS.map((value) => ({ value, label: t(`certs-form-${value}`) }))} />
          {form === "pem" ? (
            <>
              <PemField label={t("certs-chain")} help={t("certs-chain-help")} value={chain}
                onValue={(to, name) => change({ chain: to, chainName: name })}
                error={refused("chain") ?? refused("file_names") ?? shown(chain !== "", wrongChain)} />
              <PemField label={t("certs-key")} help={t("certs-key-help")} value={key} onValue={(to, name) => change({ key: to, keyName: name })}
                error={refused("key") ?? shown(key !== "", wrongKey)} />
            </>
          ) : (
            <>
              <PfxField onValue={(to) => change({ file: to })} error={refused("file") ?? refused("file_names") ?? shown(file !== null, wrongFile)} />
              <PasswordField label={t("certs-passphrase")} help={t("certs-passphrase-help")} value={passphrase} error={refused("passphrase")}
                onValue={(to) => change({ passphrase: to })} autocomplete="off" />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
