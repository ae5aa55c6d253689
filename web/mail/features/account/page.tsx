// One's own account at a glance: what protects it, what it holds, and each part changed where it stands.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useLoaded } from "../../../shared/api/useLoaded.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { date, number, percent, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Passkeys } from "../../../shared/passkeys/Passkeys.tsx";
import { FailedPage } from "../../../shared/shell/FailedPage.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark, type Verdict } from "../../../shared/ui/Evidence.tsx";
import { Callout, Skeleton } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import type { PageProps } from "../../pages.ts";
import type { Person } from "../../session.ts";
import { read, renewCodes, type Known } from "./api.ts";
import { CodesDialog } from "./CodesDialog.tsx";
import { FactorDialog } from "./FactorDialog.tsx";
import { RemoveFactorDialog } from "./RemoveFactorDialog.tsx";
import { LanguageDialog, languageWords } from "./LanguageDialog.tsx";
import { FEW_CODES, shareUsed, type Account, type Factor } from "./model.ts";
import { PasswordForm } from "./PasswordForm.tsx";
import { RecoveryDialog } from "./RecoveryDialog.tsx";
import "./account.css";

export default function AccountPage({ person, toasts, become }: PageProps) {
  const address = person.account;
  const { data: known, problem, read: readAgain } = useLoaded(() => read(address), [address]);
  const again = (): void => void readAgain();
  const changed = (now: Person): void => {
    toasts.add(t("own-changed"));
    become(now);
  };
  if (problem) return <FailedPage title={t("own-title")} what={t("own-not-read")} problem={problem} onRetry={again} />;
  return (
    <>
      <PageHead title={t("own-title")} about={t("own-about")} />
      {!known ? <Skeleton rows={8} /> : (
        <div class="parts">
          <Part title={t("own-password")} state={<PasswordState account={known.account} due={person.password_due} />}>
            <PasswordForm address={address} policy={known.policy} onChanged={changed} />
          </Part>
          <Factors known={known} onChanged={again} toasts={toasts} />
          <RecoveryPart account={known.account} onChanged={again} say={(text) => toasts.add(text)} />
          <LanguagePart account={known.account} onChanged={again} say={(text) => toasts.add(text)} />
          <StoragePart account={known.account} />
        </div>
      )}
    </>
  );
}

interface PartProps { title: string; state?: ComponentChildren; about?: string; actions?: ComponentChildren; children?: ComponentChildren }

function Part({ title, state, about, actions, children }: PartProps) {
  return (
    <section class="panel part">
      <div class="spread"><h2>{title}</h2>{state}</div>
      {about && <p class="dim">{about}</p>}
      {children}
      {actions && <div class="row">{actions}</div>}
    </section>
  );
}

function PasswordState({ account, due }: { account: Account; due: string | null }) {
  if (account.password_changed === "") return <VerdictMark verdict="warn">{t("own-no-password")}</VerdictMark>;
  const since = t("own-password-since", { date: date(account.password_changed) });
  return <span class="dim small">{due === null ? since : `${since} · ${t("own-password-due", { date: date(due) })}`}</span>;
}

// The app, and passkeys: with the first of them come recovery codes.
function Factors({ known, onChanged, toasts }: { known: Known; onChanged: () => void; toasts: Toasts }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <>
      <FactorPart known={known} onChanged={onChanged} say={(text) => toasts.add(text)} onCodes={setCodes} />
      {known.factor.mode !== "disabled" && <Passkeys toasts={toasts} onChanged={onChanged} onCodes={setCodes} />}
      <CodesDialog codes={codes} address={known.account.address} onClose={() => { setCodes(null); onChanged(); }} />
    </>
  );
}

interface ChangingProps { onChanged: () => void; say: (text: string) => void }

interface FactorPartProps extends ChangingProps { known: Known; onCodes: (codes: readonly string[]) => void }

function FactorPart({ known, onChanged, say, onCodes }: FactorPartProps) {
  const { factor, account } = known;
  const [open, setOpen] = useState<"" | "begin" | "renew" | "remove">("");
  const close = (): void => setOpen("");
  return (
    <Part title={t("own-factor")} state={<FactorState factor={factor} />}
      about={t(factorWords(factor))}
      actions={(
        <>
          {!factor.app && factor.mode !== "disabled" && (
            <Button kind={factor.second_factor ? "plain" : "primary"} icon="smartphone" onClick={() => setOpen("begin")}>
              {t("own-factor-begin")}
            </Button>
          )}
          {factor.second_factor && <Button icon="refresh-cw" onClick={() => setOpen("renew")}>{t("own-new-codes")}</Button>}
          {factor.second_factor && factor.mode !== "forced" && (
            <Button kind="danger" icon="trash-2" onClick={() => setOpen("remove")}>{t("own-factor-remove")}</Button>
          )}
        </>
      )}>
      {factor.second_factor && (
        <p>{t("own-codes-left", { count: factor.recovery_codes_left, number: number(factor.recovery_codes_left) })}</p>
      )}
      {factor.second_factor && factor.recovery_codes_left < FEW_CODES && <Callout verdict="warn">{t("own-few-codes")}</Callout>}
      <FactorDialog open={open === "begin"} address={account.address} onClose={close} onCodes={(fresh) => { close(); onCodes(fresh); }} />
      <FormDialog title={t("own-new-codes")} open={open === "renew"} onClose={close} verb={t("own-new-codes-verb")} word={account.address}
        onSubmit={() => renewCodes(account.address).then(onCodes)}>{() => <p>{t("own-new-codes-about")}</p>}</FormDialog>
      <RemoveFactorDialog open={open === "remove"} address={account.address} onClose={close}
        onDone={() => { say(t("own-factor-removed")); onChanged(); }} />
    </Part>
  );
}

function factorWords(factor: Factor): string {
  if (factor.second_factor) return "own-factor-on-about";
  return factor.mode === "disabled" ? "own-factor-disabled" : "own-factor-off-about";
}

function FactorState({ factor }: { factor: Factor }) {
  const verdict: Verdict = factor.second_factor ? "ok" : factor.mode === "disabled" ? "info" : "warn";
  return <VerdictMark verdict={verdict}>{t(factor.second_factor ? "own-factor-on" : "own-factor-off")}</VerdictMark>;
}

function RecoveryPart({ account, onChanged, say }: ChangingProps & { account: Account }) {
  const [open, setOpen] = useState(false);
  const has = account.recovery_address !== "";
  return (
    <Part title={t("own-recovery")} about={t("own-recovery-about")}
      state={has ? undefined : <VerdictMark verdict="warn">{t("own-no-recovery")}</VerdictMark>}
      actions={(
        <Button icon={has ? "pencil" : "plus"} onClick={() => setOpen(true)}>
          {t(has ? "own-change-recovery" : "own-add-recovery")}
        </Button>
      )}>
      {has && <p class="strong clip" title={account.recovery_address}>{account.recovery_address}</p>}
      <RecoveryDialog open={open} onClose={() => setOpen(false)} onDone={() => { say(t("own-recovery-done")); onChanged(); }} />
    </Part>
  );
}

function LanguagePart({ account, onChanged, say }: ChangingProps & { account: Account }) {
  const [open, setOpen] = useState(false);
  return (
    <Part title={t("own-language")} about={t("own-language-about")}
      actions={<Button icon="pencil" onClick={() => setOpen(true)}>{t("own-language-change")}</Button>}>
      <p class="strong">{languageWords(account)}</p>
      <LanguageDialog account={account} open={open} onClose={() => setOpen(false)}
        onDone={() => { say(t("own-language-done")); onChanged(); }} />
    </Part>
  );
}

const NEARLY_FULL = 0.9;

function StoragePart({ account }: { account: Account }) {
  const share = shareUsed(account);
  const words = share === null ? t("own-storage-used", { used: size(account.used_bytes) })
    : t("own-storage-of", { used: size(account.used_bytes), quota: size(account.quota) });
  return (
    <Part title={t("own-storage")} state={share !== null && <span class="dim">{percent(share)}</span>}>
      {share !== null && (
        <meter class={share >= NEARLY_FULL ? "storage full" : "storage"} min={0} max={1} value={share} aria-label={t("own-storage")} />
      )}
      <p>{words} · {t("own-messages", { count: account.used_messages, number: number(account.used_messages) })}</p>
      {share !== null && share >= NEARLY_FULL && <Callout verdict="warn">{t("own-nearly-full")}</Callout>}
      {account.may_send_as.length > 1 && (
        <div>
          <h3>{t("own-addresses")}</h3>
          <ul class="address-list">{account.may_send_as.map((one) => <li key={one} class="clip" title={one}>{one}</li>)}</ul>
        </div>
      )}
    </Part>
  );
}
