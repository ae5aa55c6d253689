// An account's password: how it stands, a new one, a link by which its owner sets one himself, and its end.
import { useEffect, useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { SecretDialog, type SecretShown } from "../../../shared/ui/Copy.tsx";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { PasswordField } from "../../../shared/ui/Field.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { faultWords } from "../../people/AccountList.tsx";
import { expirePassword, passwordFaults } from "../../people/api.ts";
import { Card } from "../../people/Card.tsx";
import { domainOf } from "../../people/model.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import type { PartProps } from "./AccountPage.tsx";
import { resetLink, setPassword } from "./api.ts";
import { resetShown } from "./resetShown.tsx";

export function PasswordCard({ account, may, toasts, read }: PartProps) {
  const { address } = account;
  const isContained = account.status === "contained";
  const fault = useLoaded(async () => (await passwordFaults(domainOf(address))).filter((one) => one.address === address), [address]);
  const [asked, ask] = useState<"" | "set" | "expire">("");
  const [made, show] = useState<SecretShown & { title: string } | null>(null);
  const again = (): void => { void fault.read(); void read(); };
  const link = async (): Promise<void> => {
    try {
      show({ title: t("account-reset-link"), ...resetShown(await resetLink(address)) });
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
  };
  const expire = (): void => {
    ask("");
    expirePassword(address).then(() => toasts.add(t("people-expired", { count: 1 })), (error: unknown) => toasts.add(asProblem(error).message, {
      kind: "bad" }))
      .finally(again);
  };
  return (
    <Card title={t("people-password")}>
      <Shown of={fault} what={t("account-password-not-read")} rows={1}>{([wrong]) => (
        <div class="stack">
          {isContained ? <VerdictMark verdict="info">{t("account-password-contained")}</VerdictMark>
            : <VerdictMark verdict={wrong ? "warn" : "ok"}>{wrong ? faultWords(wrong.reasons) : t("account-password-good")}</VerdictMark>}
          <p class="dim">
            {account.password_changed ? t("account-password-set-on", { at: dateTime(account.password_changed) }) : t("account-password-none")}
            {wrong?.sending_stops && ` ${t("account-sending-stops", { at: dateTime(wrong.sending_stops) })}`}
          </p>
        </div>
      )}</Shown>
      {may && (
        <div class="row">
          <Button kind="primary" icon="key-round" onClick={() => ask("set")}>{t("account-password-new")}</Button>
          <Button icon="external-link" onClick={() => void link()}>{t("account-reset-link")}</Button>
          <Button kind="danger" icon="clock" onClick={() => ask("expire")}>{t("people-expire")}</Button>
        </div>
      )}
      <NewPassword address={address} open={asked === "set"} onClose={() => ask("")} onDone={(password) => {
        again();
        if (password === null) toasts.add(t("account-password-is-set"));
        else show({ title: t("account-password-is-set"), name: t("people-password-of", { address }), secret: password });
      }} />
      <TypedConfirmation title={t("people-expire-title", { count: 1 })} open={asked === "expire"} onClose={() => ask("")} word={address}
        verb={t("people-expire")} onConfirm={expire}>{t("people-expire-about")}</TypedConfirmation>
      <SecretDialog title={made?.title ?? ""} shown={made} onClose={() => show(null)} />
    </Card>
  );
}

type Way = "made" | "given";

interface NewPasswordProps { address: string; open: boolean; onClose: () => void; onDone: (password: string | null) => void }

function NewPassword({ address, open, onClose, onDone }: NewPasswordProps) {
  const [way, choose] = useState<Way>("made");
  const [password, enter] = useState("");
  useEffect(() => { choose("made"); enter(""); }, [open]);
  const submit = async (): Promise<void> => onDone(await setPassword(address, way === "made" ? null : password));
  return (
    <FormDialog title={t("account-password-new-title", { address })} open={open} onClose={onClose} verb={t("account-password-set")}
      word={address} onSubmit={submit}>
      {(refused) => (
        <>
          <p>{t("account-password-about")}</p>
          <Segmented<Way> label={t("account-password-way")} value={way} onChange={choose}
            segments={[{ value: "made", label: t("account-password-made") }, { value: "given", label: t("account-password-given") }]} />
          {way === "given" && (
            <PasswordField label={t("people-password")} value={password} onValue={enter} error={refused("password")} autocomplete="new-password" />
          )}
        </>
      )}
    </FormDialog>
  );
}
