// Who has to have a second factor and has none sets one up, an app or a passkey, and is where he wanted to be.
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { hasPasskeys } from "../../../shared/passkeys/ask.ts";
import { AddPasskey } from "../../../shared/passkeys/Passkeys.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Callout, Failed } from "../../../shared/ui/States.tsx";
import { CodesDialog } from "../account/CodesDialog.tsx";
import { FactorDialog } from "../account/FactorDialog.tsx";
import { wantedOf, type PageProps } from "../../pages.ts";
import { isPerson, showSession } from "../../session.ts";
import "../account/account.css";

export default function SecondFactorPage({ person, toasts, become }: PageProps) {
  const { query, route } = useLocation();
  const [open, setOpen] = useState<"" | "app" | "passkey">("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const close = (): void => setOpen("");
  const made = (fresh: readonly string[]): void => { close(); setCodes(fresh); };
  // This session goes on, and everything is open to it from now on.
  const goOn = (): void => {
    setCodes(null);
    setProblem(null);
    showSession().then((now) => {
      if (!isPerson(now)) return;
      toasts.add(t("enrol-done"));
      become(now);
      route(wantedOf(query["next"]), true);
    }, (error: unknown) => setProblem(asProblem(error)));
  };
  if (problem) return <Failed what={t("shell-no-session")} why={problem.message} correlation={problem.correlation} onRetry={goOn} />;
  return (
    <>
      <PageHead title={t("enrol-title")} about={t("enrol-about")} />
      <div class="parts">
        <section class="panel part">
          <h2>{t("enrol-app")}</h2>
          <p class="dim">{t("enrol-app-about")}</p>
          <div class="row"><Button kind="primary" icon="smartphone" onClick={() => setOpen("app")}>{t("own-factor-begin")}</Button></div>
        </section>
        <section class="panel part">
          <h2>{t("enrol-passkey")}</h2>
          <p class="dim">{t("passkeys-about")}</p>
          {hasPasskeys() ? <div class="row"><Button icon="fingerprint" onClick={() => setOpen("passkey")}>{t("passkey-add")}</Button></div>
            : <Callout verdict="info">{t("passkeys-none-here")}</Callout>}
        </section>
      </div>
      <FactorDialog open={open === "app"} address={person.account} onClose={close} onCodes={made} />
      <AddPasskey open={open === "passkey"} onClose={close} onDone={(_, fresh) => made(fresh)} />
      <CodesDialog codes={codes} address={person.account} onClose={goOn} />
    </>
  );
}
