// An account that is or may be in a stranger's hands is shut in one act, for a reason; and given back to its owner afterwards.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { SecretDialog, type SecretShown } from "../../../shared/ui/Copy.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { contain, recover, trailOf } from "./api.ts";
import { HELD_MAIL, type AccountDetails, type HeldMail, type Recovered } from "./model.ts";
import { resetShown } from "./resetShown.tsx";

export interface ContainProps { address: string; open: boolean; onClose: () => void; toasts: Toasts; onDone: () => void }

export function Contain({ address, open, onClose, toasts, onDone }: ContainProps) {
  const [reason, setReason] = useState("");
  useEffect(() => { if (open) setReason(""); }, [open]);
  const submit = async (): Promise<void> => {
    const done = await contain(address, reason.trim());
    toasts.add(t("trail-is-done", { count: done.messages, number: number(done.messages) }));
    onDone();
  };
  return (
    <FormDialog title={t("trail-contain-title", { address })} open={open} onClose={onClose} verb={t("trail-contain")} danger onSubmit={submit}>
      {(refused) => (
        <>
          <p>{t("trail-contain-about")}</p>
          <ul>
            {["ways", "sessions", "mail", "kept"].map((what) => <li key={what}>{t(`trail-contain-${what}`)}</li>)}
          </ul>
          <TextField label={t("trail-reason")} help={t("trail-reason-help")} value={reason} onValue={setReason} error={refused("reason")}
            first required autocomplete="off" />
        </>
      )}
    </FormDialog>
  );
}

type Way = "link" | "made";

const shownOf = (address: string, { password, token = "", link = "", expires = "" }: Recovered): SecretShown =>
  (password === undefined ? resetShown({ token, link, expires }) : { name: t("people-password-of", { address }), secret: password });

export interface RecoverProps extends Omit<ContainProps, "address"> { account: AccountDetails }

export function Recover({ account, open, onClose, toasts, onDone }: RecoverProps) {
  const { address, recovery_address: elsewhere, second_factor: hasFactor } = account;
  const [way, choose] = useState<Way>("link");
  const [mail, setMail] = useState<HeldMail>("keep");
  const [forgets, setForgets] = useState<boolean | null>(null);  // as yet unknown: the server decides the same
  const [removes, setRemoves] = useState(false);
  const [shown, show] = useState<SecretShown | null>(null);
  useEffect(() => { if (open) { choose("link"); setMail("keep"); setForgets(null); setRemoves(false); } }, [open]);
  useEffect(() => {
    if (!open || elsewhere === "") return undefined;
    let gone = false;
    const start = (on: boolean): void => { if (!gone) setForgets(on); };
    trailOf(address, "").then((trail) => start(trail.recovery_in_doubt), () => start(true));
    return () => { gone = true; };
  }, [open, address, elsewhere]);
  const isFinal = mail !== "keep" || removes;
  const submit = async (): Promise<void> => {
    const done = await recover(address, {
      generate: way === "made", mail, remove_second_factor: removes,
      ...(forgets !== null && { forget_recovery_address: forgets, keep_recovery_address: !forgets }),
    });
    toasts.add(t("trail-is-recovered", { address }));
    show(shownOf(address, done));
    onDone();
  };
  return (
    <>
      <FormDialog title={t("trail-recover-title", { address })} open={open} onClose={onClose} verb={t("trail-recover")}
        word={isFinal ? address : ""} onSubmit={submit}>
        {() => (
          <>
            <p>{t("trail-recover-about")}</p>
            <Segmented<Way> label={t("trail-way")} value={way} onChange={choose}
              segments={(["link", "made"] as const).map((value) => ({ value, label: t(`trail-way-${value}`) }))} />
            <Segmented<HeldMail> label={t("trail-mail")} value={mail} onChange={setMail}
              segments={HELD_MAIL.map((value) => ({ value, label: t(`trail-mail-${value}`) }))} />
            {elsewhere !== "" && forgets !== null && (
              <Switch label={t("trail-forget")} help={t("trail-forget-help", { address: elsewhere })} on={forgets} onChange={setForgets} />
            )}
            {hasFactor && <Switch label={t("trail-remove-factor")} help={t("trail-remove-factor-help")} on={removes} onChange={setRemoves} />}
            {isFinal && <Callout verdict="warn">{t("trail-no-way-back")}</Callout>}
          </>
        )}
      </FormDialog>
      <SecretDialog title={t("trail-recover-title", { address })} shown={shown} onClose={() => show(null)} />
    </>
  );
}
