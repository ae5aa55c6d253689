// How an account is opened: its password, its second factor, the keys of programs, and who is in right now.
import { useState } from "preact/hooks";
import { number, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { Entries } from "../../../shared/list/Entries.tsx";
import { KnownDevices } from "../../../shared/sessions/KnownDevices.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Card } from "../../people/Card.tsx";
import { canChange, canRead } from "../../session.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import type { PartProps } from "./AccountPage.tsx";
import { connectionsOf, dropConnection, endWebSessions, factorOf, removeFactor, webSessions } from "./api.ts";
import { KeysCard } from "./KeysCard.tsx";
import { factorWords, visitsOf, type Visit } from "./model.ts";
import { PasswordCard } from "./PasswordCard.tsx";

export function SignInTab(props: PartProps) {
  const isSystemWide = props.session.domains === null;
  const seesVisits = isSystemWide && (canRead(props.session, "security") || canRead(props.session, "system"));
  return (
    <div class="cards">
      <PasswordCard {...props} />
      <FactorCard {...props} />
      <KeysCard {...props} />
      {seesVisits && <VisitsCard {...props} />}
      <KnownCard {...props} />
    </div>
  );
}

function FactorCard({ account: { address, status }, may, toasts, read }: PartProps) {
  const factor = useLoaded(() => factorOf(address), [address]);
  const [isAsked, ask] = useState(false);
  const remove = (): void => {
    ask(false);
    removeFactor(address).then(() => toasts.add(t("account-factor-gone")), (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" }))
      .finally(() => { void factor.read(); void read(); });
  };
  const on = factor.data?.second_factor === true;
  return (
    <Card title={t("people-factor")} actions={may && (on || factor.data?.begun) && (
      <Button kind="danger" icon="trash-2" onClick={() => ask(true)}>{t("account-factor-remove")}</Button>
    )}>
      <Shown of={factor} what={t("account-factor-not-read")} rows={1}>{(known) => (
        <div class="stack">
          {factorWords(known, status).map(({ word, count }) => (
            <VerdictMark key={word} verdict={known.second_factor ? "ok" : "warn"}>
              {t(`account-factor-is-${word}`, { count, number: number(count) })}
            </VerdictMark>
          ))}
          {known.second_factor && <p class="dim">{t("account-codes-left", { count: known.recovery_codes_left })}</p>}
        </div>
      )}</Shown>
      <TypedConfirmation title={t("account-factor-remove")} open={isAsked} onClose={() => ask(false)} word={address}
        verb={t("account-factor-remove")} onConfirm={remove}>
        {t(factor.data?.mode === "forced" ? "account-factor-remove-forced" : "account-factor-remove-about")}
      </TypedConfirmation>
    </Card>
  );
}

function KnownCard({ account: { address }, may, toasts }: PartProps) {
  return (
    <Card title={t("known-title")} about={t("known-about")} wide><KnownDevices address={address} may={may} toasts={toasts} /></Card>
  );
}

function VisitsCard({ account: { address }, session, toasts }: PartProps) {
  const visits = useLoaded(async () => {
    const sessions = canRead(session, "system") ? await webSessions() : [];
    return visitsOf(address, sessions, canRead(session, "security") ? await connectionsOf(address) : []);
  }, [address]);
  const mayEnd = canChange(session, "system");
  const endAll = (): void => {
    endWebSessions(address).then(() => toasts.add(t("account-sessions-ended")), (error: unknown) => toasts.add(asProblem(error).message, {
      kind: "bad" }))
      .finally(() => void visits.read());
  };
  const acts: readonly Act<Visit>[] = [{
    key: "drop", label: t("account-visit-drop"), icon: "log-out", fits: (visit) => visit.kind === "connection" && canChange(session, "security"),
    done: (count) => t("account-visits-dropped", { count }), async run(visit) { await dropConnection(visit.key); return undefined; },
  }];
  return (
    <Card title={t("account-visits")} about={t("account-visits-about")} wide
      actions={mayEnd && <Button icon="log-out" onClick={endAll}>{t("account-sessions-end")}</Button>}>
      <Shown of={visits} what={t("account-visits-not-read")}>{(known) => (
        <>
          {known.some((visit) => visit.by !== "") && <Callout verdict="warn">{t("account-acted")}</Callout>}
          <Entries<Visit> label={t("account-visits")} rows={known} keyOf={(visit) => visit.key} acts={acts} toasts={toasts}
            onDone={() => void visits.read()} none={t("account-no-visits")} entry={(visit) => ({
              title: <>{visit.service} · <span class="mono">{visit.from}</span></>, name: `${visit.service} ${visit.from}`,
              facts: [relative(visit.since, Date.now()), visit.by ? t("account-visit-by", { by: visit.by }) : null],
            })} />
        </>
      )}</Shown>
    </Card>
  );
}
