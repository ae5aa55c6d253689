// The password that was made, this once.
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Copyable } from "../../../shared/ui/Copy.tsx";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { Made } from "./model.ts";

export function MadeDialog({ made, address, onClose }: { made: Made | null; address: string; onClose: () => void }) {
  return (
    <Dialog title={t("programs-made", { label: made?.label ?? "" })} open={made !== null} onClose={onClose}
      actions={<Button kind="primary" onClick={onClose}>{t("programs-done")}</Button>}>
      <div class="stack">
        <Callout verdict="warn">{t("programs-shown-once")}</Callout>
        <Copyable titled name={t("programs-user-name")} text={address} />
        <Copyable titled name={t("programs-password")} text={made?.password ?? ""} />
        <p><a href="/mail/security/set-up">{t("programs-how-to")}</a></p>
      </div>
    </Dialog>
  );
}
