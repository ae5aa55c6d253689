// The page of settings: what the store has, and what is said of what it did.
import { useEffect } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { useQuery } from "../../../shared/router/query.ts";
import { FailedPage } from "../../../shared/shell/FailedPage.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Skeleton } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { wayTo } from "../../links.ts";
import { canChange, type Session } from "../../session.ts";
import { SETTINGS_API } from "./api.ts";
import { RoutePasswords } from "./RoutePasswords.tsx";
import { say } from "./say.ts";
import { SettingsStore } from "./store.ts";
import { SettingsView } from "./view.tsx";

const store = new SettingsStore(SETTINGS_API);

// What domains have of their own is no setting of the system: it has a page.
function ofDomains(session: Session, room: string) {
  const way = room === "domain_defaults" && wayTo(session, "/admin/defaults");
  return way && <p class="dim">{t("settings-of-domains")} <a href={way}>{t("settings-of-domains-way")}</a></p>;
}

export default function SettingsPage({ session, toasts, params, go }: PageProps) {
  const [query, setQuery] = useQuery({ find: "" });
  const loaded = store.loaded.value;
  const problem = store.problem.value;
  useEffect(() => { if (!store.loaded.value) void store.load(); }, []);

  if (problem) return <FailedPage title={t("settings-title")} what={t("settings-not-read")} problem={problem} onRetry={() => void store.load()} />;
  if (!loaded) return <><PageHead title={t("settings-title")} /><Skeleton rows={8} /></>;
  return (
    <SettingsView schema={loaded.schema} settings={loaded.settings} draft={loaded.draft} room={params["room"] ?? ""} search={query.find}
      plan={() => store.plan()} onSave={async () => say(toasts, await store.save())} onSearch={(find) => setQuery({ find }, true)} go={go}
      about={(room) => ofDomains(session, room)}
      more={(room, draft) => room === "delivery" && <RoutePasswords draft={draft} may={canChange(session, "system")} toasts={toasts} />} />
  );
}
