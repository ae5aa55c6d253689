// How much may be sent: by each account, each domain and to each alias; and who went beyond it lately.
import { useMemo } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange, canRead } from "../../session.ts";
import { SETTINGS_API } from "../settings/api.ts";
import { Sections, SettingsOfPage, type Section } from "../settings/Sections.tsx";
import { SettingsStore } from "../settings/store.ts";
import { overs, reached } from "./api.ts";
import { Lately } from "./Lately.tsx";
import { Now } from "./Now.tsx";

const PATH = "/admin/throttles";
const store = new SettingsStore(SETTINGS_API);

const sections = (): readonly Section[] => [
  { title: t("throttles-usual"), about: t("throttles-usual-about"), keys: ["throttle.account_hourly", "throttle.domain_hourly", "throttle.action"] },
  { title: t("throttles-others"), about: t("throttles-others-about"), keys: ["throttle.rows"] },
];

export default function ThrottlesPage({ session, toasts, params, go }: PageProps) {
  const lately = useMemo(() => new Rows(overs), []);
  const now = useMemo(() => new Rows(reached), []);
  const first = canRead(session, "system") ? "limits" : "now";
  return (
    <>
      <PageHead title={t("throttles-title")} about={t("throttles-about")}
        actions={canRead(session, "queue") && <a class="button" href="/admin/queue?only=later">{t("throttles-queue")}</a>} />
      <Tabs label={t("throttles-title")} chosen={params["part"] ?? first} onChoose={(id) => go(id === first ? PATH : `${PATH}/${id}`)} tabs={[
        // What may be sent is a setting; whoever looks after the queue alone sees who has reached it.
        ...(canRead(session, "system") ? [{
          id: "limits", label: t("throttles-limits"),
          content: () => (
            <SettingsOfPage store={store} toasts={toasts} may={canChange(session, "system")}>
              {(draft) => <Sections draft={draft} sections={sections()} />}
            </SettingsOfPage>
          ),
        }] : []),
        ...(canRead(session, "queue") ? [{ id: "now", label: t("throttles-now"), content: () => <Now rows={now} toasts={toasts} /> }] : []),
        // It stands in the log, which not everybody reads.
        ...(canRead(session, "security")
          ? [{ id: "lately", label: t("throttles-lately"), content: () => <Lately rows={lately} toasts={toasts} /> }] : []),
      ]} />
    </>
  );
}
