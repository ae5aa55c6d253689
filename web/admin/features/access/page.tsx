// Who is let in past the rules and who is kept out for good: by network, by name, and by country.
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { Countries } from "./Countries.tsx";
import { EntryList } from "./EntryList.tsx";
import { Relay } from "./Relay.tsx";
import { SmtpList } from "./SmtpList.tsx";
import { WebDoors } from "./WebDoors.tsx";
import "./access.css";

export default function AccessPage({ session, toasts, params, go }: PageProps) {
  const list = { session, toasts };
  return (
    <>
      <PageHead title={t("access-title")} about={t("access-about")} />
      <Tabs label={t("access-title")} chosen={params["list"] ?? "allow"} onChoose={(id) => go(`/admin/access/${id}`)} tabs={[
        { id: "allow", label: t("access-allow"), content: () => <EntryList key="allow" side="allow" {...list} /> },
        { id: "deny", label: t("access-deny"), content: () => <EntryList key="deny" side="deny" {...list} /> },
        { id: "smtp", label: t("access-smtp"), content: () => <SmtpList {...list} /> },
        { id: "relay", label: t("access-relay"), content: () => <Relay go={go} /> },
        { id: "countries", label: t("access-countries"), content: () => <Countries {...list} /> },
        { id: "web", label: t("access-web"), content: () => <WebDoors {...list} /> },
      ]} />
    </>
  );
}
