// One domain: whether the world finds it, who is in it, what is set in it, what others say of it.
import { useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Menu } from "../../../shared/ui/Menu.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { Crumb } from "../../parts/Crumb.tsx";
import { placeOfDomain } from "../../domainLinks.ts";
import { canChange } from "../../session.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { AccountsTab } from "./AccountsTab.tsx";
import { AliasesTab } from "./AliasesTab.tsx";
import { changeDomain, domainNamed } from "./api.ts";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { HealthTab } from "./HealthTab.tsx";
import { spelled, type DomainInFull } from "./model.ts";
import { PasswordsTab } from "./PasswordsTab.tsx";
import { ReportsTab } from "./ReportsTab.tsx";
import { SettingsTab } from "./SettingsTab.tsx";

export const pathOfDomain = (name: string, tab = ""): string => `/admin/domains/${encodeURIComponent(name)}${tab ? `/${tab}` : ""}`;

export interface TabProps extends Pick<PageProps, "session" | "toasts" | "go"> {
  domain: DomainInFull;
  tag: string;
  may: boolean;  // change what is in it
  maySet: boolean;  // and the domain itself: who administers the whole server
  read: () => Promise<void>;
}

export interface DomainPageProps extends PageProps { name: string; tab: string }

export function DomainPage({ session, toasts, go, name, tab }: DomainPageProps) {
  const loaded = useLoaded(() => domainNamed(name), [name]);
  const [isAsked, ask] = useState(false);
  const may = canChange(session, "domains");
  const maySet = may && session.domains === null;
  const turn = async (active: boolean): Promise<void> => {
    try {
      await changeDomain(name, { active: active ? "on" : "off" });
      toasts.add(t(active ? "domains-enabled" : "domains-disabled", { count: 1 }), {
        undo: async () => { await changeDomain(name, { active: active ? "off" : "on" }); await loaded.read(); },
      });
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
    await loaded.read();
  };
  const actions = (domain: DomainInFull) => (
    <>
      <a class="button" href={placeOfDomain(name, "services")}>{t("domains-services")}</a>
      {maySet && turning(domain)}
    </>
  );
  const turning = (domain: DomainInFull) => (
    <>
      {domain.status === "active" ? <Button icon="ban" onClick={() => void turn(false)}>{t("domains-disable")}</Button>
        : <Button kind="primary" icon="play" onClick={() => void turn(true)}>{t("domains-enable")}</Button>}
      <Menu label={t("domains-more")} items={[
        { label: t("domains-delete"), icon: "trash-2", danger: true, run: () => ask(true) },
      ]} />
    </>
  );
  return (
    <>
      <Crumb href="/admin/domains">{t("domains-title")}</Crumb>
      <Shown of={loaded} what={t("domains-not-read")} title={name} rows={8}>{({ domain, tag }) => (
        <>
          <PageHead title={spelled(domain) || domain.name} actions={actions(domain)} about={[
            spelled(domain) && domain.name, domain.other_names.length > 0 && t("domains-also", { names: domain.other_names.join(", ") }),
          ].filter(Boolean).join(" · ")} />
          {domain.status === "disabled" && <Callout verdict="warn">{t("domains-is-disabled")}</Callout>}
          <DomainTabs domain={domain} tag={tag} may={may} maySet={maySet} read={loaded.read} session={session} toasts={toasts} go={go} tab={tab} />
        </>
      )}</Shown>
      {maySet && <DeleteDialog name={name} open={isAsked} onClose={() => ask(false)} read={loaded.read} toasts={toasts} go={go} />}
    </>
  );
}

function DomainTabs(props: TabProps & { tab: string }) {
  const { domain, go, tab } = props;
  return (
    <Tabs label={t("domains-parts")} chosen={tab || "health"} onChoose={(id) => go(pathOfDomain(domain.name, id === "health" ? "" : id))} tabs={[
      { id: "health", label: t("domains-health"), content: () => <HealthTab {...props} /> },
      { id: "accounts", label: t("domains-accounts"), content: () => <AccountsTab {...props} /> },
      { id: "aliases", label: t("domains-aliases"), content: () => <AliasesTab {...props} /> },
      { id: "settings", label: t("domains-settings"), content: () => <SettingsTab {...props} /> },
      { id: "reports", label: t("domains-reports"), content: () => <ReportsTab {...props} /> },
      { id: "passwords", label: t("domains-passwords"), content: () => <PasswordsTab {...props} /> },
    ]} />
  );
}
