// How a message is judged: what becomes of it with how many points, what each check weighs, whom greylisting knows, and whose mail is
// trusted or blocked.
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange, canRead } from "../../session.ts";
import { HeldList } from "../quarantine/HeldList.tsx";
import { SETTINGS_API } from "../settings/api.ts";
import { Sections, SettingsOfPage } from "../settings/Sections.tsx";
import { SettingsStore } from "../settings/store.ts";
import { Greylist } from "./Greylist.tsx";
import { Owners } from "./Owners.tsx";
import { Scale } from "./Scale.tsx";
import { PARTS, sectionsOf, type Part } from "./sections.ts";

const HELD = "held";
const PATH = "/admin/spam";
const store = new SettingsStore(SETTINGS_API);

export default function SpamPage({ session, toasts, params, go }: PageProps) {
  const part = [...PARTS, HELD].find((one) => one === params["part"]) ?? "verdict";
  const may = canChange(session, "system");
  const content = (shown: Part) => (
    <SettingsOfPage store={store} toasts={toasts} may={may}>
      {(draft) => (
        <>
          {shown === "verdict" && <Scale draft={draft} />}
          <Sections draft={draft} sections={sectionsOf(shown)} />
        </>
      )}
    </SettingsOfPage>
  );
  const beside = (shown: Part) => {
    if (shown === "senders" && canRead(session, "domains")) return <Owners may={canChange(session, "domains")} toasts={toasts} />;
    return shown === "greylisting" && canRead(session, "security") && <Greylist may={canChange(session, "security")} toasts={toasts} />;
  };
  return (
    <>
      <PageHead title={t("spam-title")} about={t("spam-about")} />
      <Tabs label={t("spam-title")} chosen={part} onChoose={(id) => go(id === "verdict" ? PATH : `${PATH}/${id}`)} tabs={[
        ...PARTS.map((id) => ({
          id, label: t(`spam-tab-${id}`), content: () => <div class="stack">{content(id)}{beside(id)}</div>,
        })),
        ...(canRead(session, "domains")
          ? [{ id: HELD, label: t("spam-tab-held"), content: () => <HeldList session={session} toasts={toasts} isSpamAlone /> }] : []),
      ]} />
    </>
  );
}
