// How much each of several accounts may hold, set in one act and taken back in one.
import { useEffect, useState } from "preact/hooks";
import { Amount } from "../../shared/forms/Amount.tsx";
import { FormDialog } from "../../shared/forms/FormDialog.tsx";
import { said, SIZES, valueOf } from "../../shared/forms/quantity.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { perform, takeBack } from "../../shared/list/acts.ts";
import { useWayBack } from "../../shared/list/useWayBack.tsx";
import { useWork } from "../../shared/list/useWork.tsx";
import type { Toasts } from "../../shared/ui/toast.model.ts";
import { setQuota } from "./api.ts";
import type { AccountRow } from "./model.ts";

export interface QuotaDialogProps { rows: readonly AccountRow[]; onClose: () => void; toasts: Toasts; read: () => Promise<void> }

// What the first of them may hold is where it begins.
const begin = (rows: readonly AccountRow[]): string => said(rows[0]?.quota || 2 ** 30, SIZES);

export function QuotaDialog({ rows, onClose, toasts, read }: QuotaDialogProps) {
  const [quota, enter] = useState("");
  const { through, busy } = useWork();
  const back = useWayBack(toasts, read);
  useEffect(() => enter(begin(rows)), [rows]);
  const submit = async (): Promise<void> => {
    const octets = valueOf(quota, SIZES);
    if (octets === null) throw new Error(t("forms-no-size"));
    const run = async ({ address, quota: before }: AccountRow): Promise<() => Promise<void>> => {
      await setQuota(address, octets);
      return () => setQuota(address, before);
    };
    const { count, backs, problem } = await through(t("people-quota-verb"), rows.length, (going) => perform({ run }, rows, going));
    if (count > 0) back.tell(t("people-quota-set", { count }), (going) => takeBack(backs, going));
    await read();
    if (problem) throw problem;
  };
  return (
    <>
      {back.busy}
      <FormDialog title={t("people-quota-title", { count: rows.length })} open={rows.length > 0} onClose={onClose} verb={t("people-quota-verb")}
        onSubmit={submit} progress={busy}>
        {(refused) => (
          <>
            <Amount label={t("people-quota")} help={t("people-quota-help")} value={quota} onValue={enter} error={refused("quota")} isSize />
          </>
        )}
      </FormDialog>
    </>
  );
}
