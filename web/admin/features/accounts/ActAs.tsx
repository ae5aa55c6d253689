// An administrator acts in a user's name for a while: he says why, the user is told, and nothing of his sign-in can be changed by it.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Copyable } from "../../../shared/ui/Copy.tsx";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { enter, impersonate, OWN_PAGES } from "./api.ts";
import type { Impersonation } from "./model.ts";

const howTo = (token: string, place: string): string => `curl -H 'Authorization: Bearer ${token}' ${place}/api/v1/session`;

interface Entered extends Impersonation { place: string | null }

// Its pages are opened beside the console, in a window of their own.
const Granted = ({ granted }: { granted: Entered }) => (
  <div class="stack">
    <p>{t("account-act-as-until", { at: dateTime(granted.expires) })}</p>
    <Callout verdict={granted.told ? "ok" : "warn"}>{t(granted.told ? "account-act-as-told" : "account-act-as-not-told")}</Callout>
    {granted.place === null && (
      <Callout verdict="warn">
        {granted.pages ? t("account-act-as-elsewhere", { pages: granted.pages }) : t("account-act-as-nowhere")}
      </Callout>
    )}
    <details open={granted.place === null}>
      <summary>{t("account-act-as-for-programs")}</summary>
      <div class="stack">
        <Copyable text={granted.token} name={t("account-act-as-token")} titled />
        <p class="dim small">{t("account-act-as-how")}</p>
        <Copyable text={howTo(granted.token, granted.place ?? (granted.pages || location.origin))} name={t("account-act-as-command")} />
      </div>
    </details>
  </div>
);

export function ActAs({ address, open, onClose }: { address: string; open: boolean; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [granted, grant] = useState<Entered | null>(null);
  useEffect(() => { if (open) setReason(""); }, [open]);
  const submit = async (): Promise<void> => {
    const made = await impersonate(address, reason.trim());
    grant({ ...made, place: await enter(made) });
  };
  return (
    <>
      <FormDialog title={t("account-act-as-title", { address })} open={open} onClose={onClose} verb={t("account-act-as")} onSubmit={submit}>
        {(refused) => (
          <>
            <p>{t("account-act-as-about")}</p>
            <TextField label={t("account-reason")} help={t("account-reason-help")} value={reason} onValue={setReason} error={refused("reason")}
              first required autocomplete="off" />
          </>
        )}
      </FormDialog>
      <Dialog title={t("account-act-as-title", { address })} open={granted !== null} onClose={() => grant(null)}
        actions={typeof granted?.place === "string" && (
          <a class="button primary" href={granted.place + OWN_PAGES} target="_blank" rel="noopener">{t("account-act-as-open", { address })}</a>
        )}>
        {granted && <Granted granted={granted} />}
      </Dialog>
    </>
  );
}
