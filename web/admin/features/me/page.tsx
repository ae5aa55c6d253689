// What one signs in by: the password, the authenticator app and the passkeys; and where one is signed in.
import { t } from "../../../shared/i18n/i18n.ts";
import { Passkeys } from "../../../shared/passkeys/Passkeys.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { roleName } from "../../parts/RolesField.tsx";
import { canRead, type Session } from "../../session.ts";
import { App } from "./App.tsx";
import { Password } from "./Password.tsx";
import { Sessions } from "./Sessions.tsx";
import "./me.css";

// Only who reads administrators is told what is kept of himself.
const knowsOwnState = (session: Session): boolean => canRead(session, "system") && session.domains === null;

export default function MePage({ session, toasts }: PageProps) {
  const ofMailbox = session.account !== null;
  return (
    <>
      <PageHead title={t("me-title")} about={t("me-about")} />
      <section class="panel stack" aria-labelledby="me-who">
        <h2 id="me-who">{session.name}</h2>
        <Facts facts={[
          { label: t("me-roles"), value: session.roles.map(roleName).join(", ") },
          { label: t("me-domains"), value: session.domains === null ? t("me-all-domains") : session.domains.join(", ") },
        ]} />
      </section>
      {ofMailbox ? <Callout verdict="info">{t("me-of-a-mailbox")}</Callout> : (
        <div class="me-factors">
          <div class="stack">
            <Password name={session.name} toasts={toasts} />
            <App name={session.name} isKnown={knowsOwnState(session)} />
          </div>
          <Passkeys toasts={toasts} />
        </div>
      )}
      <Sessions toasts={toasts} />
    </>
  );
}
