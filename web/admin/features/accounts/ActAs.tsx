// An administrator acts in a user's name for a while: he says why, the user is told, and nothing of his sign-in can be changed by it.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Copyable, SecretDialog } from "../../../shared/ui/Copy.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { impersonate } from "./api.ts";
import type { Impersonation } from "./model.ts";

const howTo = (token: string): string => `curl -H 'Authorization: Bearer ${token}' ${location.origin}/api/v1/session`;

export function ActAs({ address, open, onClose }: { address: string; open: boolean; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [granted, grant] = useState<Impersonation | null>(null);
  useEffect(() => { if (open) setReason(""); }, [open]);
  const submit = async (): Promise<void> => grant(await impersonate(address, reason.trim()));
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
      <SecretDialog title={t("account-act-as-title", { address })} onClose={() => grant(null)} shown={granted && {
        name: t("account-act-as-token"), secret: granted.token, more: (
          <>
            <p>{t("account-act-as-until", { at: dateTime(granted.expires) })}</p>
            <Callout verdict={granted.told ? "ok" : "warn"}>{t(granted.told ? "account-act-as-told" : "account-act-as-not-told")}</Callout>
            <p class="dim small">{t("account-act-as-how")}</p>
            <Copyable text={howTo(granted.token)} name={t("account-act-as-command")} />
          </>
        ),
      }} />
    </>
  );
}
