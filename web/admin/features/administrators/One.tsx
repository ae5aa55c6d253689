// All that is known of one administrator, and what is changed about him.
import { useEffect, useState } from "preact/hooks";
import { country, dateTime, number, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { Button, IconButton } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { LastLogin } from "../../parts/LastLogin.tsx";
import { roleName } from "../../parts/RolesField.tsx";
import { endSession, sessionsOf, setNetworks, setRights } from "./api.ts";
import { NetworksDialog, PasswordDialog, RightsDialog } from "./Dialogs.tsx";
import { rulesOf, type Administrator, type AdministratorSession } from "./model.ts";
import "./administrators.css";

type Opened = "" | "rights" | "networks" | "password";

export interface OneProps {
  one: Administrator;
  isLastOwner: boolean;
  may: boolean;  // change him
  toasts: Toasts;
  onChanged: () => void;
  onPassword: (name: string, password: string) => void;
}

export const factorOf = (one: Administrator): string => {
  if (!one.second_factor) return t("admins-factor-none");
  return one.passkeys > 0 ? t("admins-factor-passkeys", { count: one.passkeys, number: number(one.passkeys) }) : t("admins-factor-app");
};

export function One({ one, isLastOwner, may, toasts, onChanged, onPassword }: OneProps) {
  const [opened, open] = useState<Opened>("");
  const close = (): void => open("");
  const done = (word: string, back: () => Promise<void>): void => {
    toasts.add(t(word, { name: one.name }), { undo: async () => { await back(); onChanged(); } });
    onChanged();
  };
  return (
    <>
      {isLastOwner && <Callout verdict="info">{t("admins-last-owner")}</Callout>}
      {may && (
        <div class="row">
          <Button icon="user-cog" onClick={() => open("rights")}>{t("admins-rights")}</Button>
          <Button icon="network" onClick={() => open("networks")}>{t("admins-networks")}</Button>
          <Button icon="key-round" onClick={() => open("password")}>{t("admins-password-new")}</Button>
        </div>
      )}
      <Known one={one} />
      <Sessions one={one} may={may} toasts={toasts} onChanged={onChanged} />
      {!one.second_factor ? <p class="dim small">{t("admins-factor-first")}</p> : (
        <p class="dim small">{t("admins-factor-lost")} <code>{`postern admin reset-2fa ${one.name}`}</code></p>
      )}
      <RightsDialog one={one} open={opened === "rights"} onClose={close}
        onDone={(before) => done("admins-rights-set", () => setRights(one.name, before))} />
      <NetworksDialog one={one} open={opened === "networks"} onClose={close}
        onDone={(before) => done("admins-networks-set", () => setNetworks(one.name, rulesOf(before)))} />
      <PasswordDialog one={one} open={opened === "password"} onClose={close} onDone={(made) => {
        if (made === null) toasts.add(t("admins-password-was-set", { name: one.name }));
        else onPassword(one.name, made);
        onChanged();
      }} />
    </>
  );
}

// When, and from where as far as that is known.
function Tried({ at, ip, land }: { at: string; ip: string; land: string }) {
  return <><LastLogin at={at} />{ip && <> · <span class="mono">{ip}</span></>}{land && <> · {country(land)}</>}</>;
}

function Known({ one }: { one: Administrator }) {
  return (
    <Facts facts={[
      { label: t("admins-roles"), value: one.roles.map(roleName).join(", ") },
      { label: t("admins-domains"), value: one.domains === null ? t("admins-all-domains") : one.domains.join(", ") || t("admins-no-domains") },
      { label: t("admins-factor"), value: <VerdictMark verdict={one.second_factor ? "ok" : "warn"}>{factorOf(one)}</VerdictMark> },
      { label: t("admins-recovery"), value: number(one.recovery_codes_left) },
      { label: t("admins-networks"), value: (
        <ul class="admins-networks">
          {one.networks.map((rule) => (
            <li key={rule.network}><span class="mono">{rule.network}</span> <span class="dim">{rule.description}</span></li>
          ))}
        </ul>
      ) },
      { label: t("logins-last"), value: <Tried at={one.last_login} ip={one.last_login_ip} land={one.last_login_country} /> },
      {
        label: t("logins-last-failed"),
        value: <Tried at={one.last_failed_login} ip={one.last_failed_login_ip} land={one.last_failed_login_country} />,
      },
      { label: t("admins-password-changed"), value: dateTime(one.password_changed) },
      { label: t("admins-created"), value: dateTime(one.created) },
    ]} />
  );
}

function Sessions({ one, may, toasts, onChanged }: Pick<OneProps, "one" | "may" | "toasts" | "onChanged">) {
  const [sessions, setSessions] = useState<readonly AdministratorSession[] | null>(null);
  const read = (): Promise<void> => sessionsOf(one.name).then(setSessions, () => setSessions(null));
  useEffect(() => { void read(); }, [one.name, one.sessions]);
  useLive(["session"], read);  // one that began where another ended leaves the count as it was
  if (!sessions || sessions.length === 0) return null;
  const end = ({ id, from }: AdministratorSession): void => {
    const ended = (): void => { toasts.add(t("admins-session-ended", { from })); };
    endSession(id).then(ended, (error: unknown) => { toasts.add(asProblem(error).message, { kind: "bad" }); }).finally(onChanged);
  };
  return (
    <section class="stack">
      <h3>{t("admins-sessions")}</h3>
      <ul class="admins-sessions">
        {sessions.map((session) => (
          <li key={session.id} data-session={session.id}>
            <span class="mono">{session.from}</span>
            <time class="dim" dateTime={session.began} title={dateTime(session.began)}>{relative(session.began, Date.now())}</time>
            {session.account && <span class="clip">{t("admins-acts-as", { account: session.account })}</span>}
            {may && <IconButton icon="log-out" kind="quiet" label={t("admins-session-end", { from: session.from })} onClick={() => end(session)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
