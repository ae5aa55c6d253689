// Recovery codes, shown this once: copied, saved or written down before the dialog is closed.
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Copyable } from "../../../shared/ui/Copy.tsx";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { saveAs } from "../../../shared/ui/save.ts";
import { codesAsText } from "./model.ts";

export function CodesDialog({ codes, address, onClose }: { codes: readonly string[] | null; address: string; onClose: () => void }) {
  const text = codesAsText(address, codes ?? []);
  return (
    <Dialog title={t("codes-title")} open={codes !== null} onClose={onClose} actions={<>
      <Button icon="download" onClick={() => saveAs("recovery-codes.txt", "text/plain", text)}>{t("codes-save")}</Button>
      <Button kind="primary" onClick={onClose}>{t("codes-kept")}</Button>
    </>}>
      <div class="stack">
        <p>{t("codes-about")}</p>
        <Copyable titled name={t("codes-label")} text={(codes ?? []).join("\n")}>
          <ul class="code-list">{(codes ?? []).map((code) => <li key={code} class="mono">{code}</li>)}</ul>
        </Copyable>
      </div>
    </Dialog>
  );
}
