// The trail of what administrators did: the settings they changed, with the way back, and the log, with the proof that no line is missing.
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { useQuery } from "../../../shared/router/query.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { canRead } from "../../session.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { verify } from "./api.ts";
import { Log } from "./Log.tsx";
import { Settings } from "./Settings.tsx";

const PLAIN = { list: "", who: "", since: "30d" };
// What is of one list alone.
const OF_A_LIST = { find: "", show: "", sort: "", at: "" };

export default function ChangesPage({ session, toasts }: PageProps) {
  const [{ list, who, since }, setQuery] = useQuery({ ...PLAIN, ...OF_A_LIST });
  const person = { person: who, onPerson: (name: string) => setQuery({ who: name }) };
  const settings = {
    id: "settings", label: t("changes-of-settings"), content: () => <Settings session={session} toasts={toasts} {...person} />,
  };
  const log = {
    id: "log", label: t("changes-log"),
    content: () => <Log session={session} toasts={toasts} since={since} onSince={(span) => setQuery({ since: span })} {...person} />,
  };
  const tabs = canRead(session, "system") ? [settings, log] : [log];
  return (
    <>
      <PageHead title={t("changes-title")} about={t("changes-about")} />
      <Proven />
      <Tabs label={t("changes-title")} tabs={tabs} chosen={list || (tabs[0]?.id ?? "")}
        onChoose={(id) => setQuery({ ...OF_A_LIST, list: id === tabs[0]?.id ? "" : id })} />
    </>
  );
}

// Each line of the log holds what the one before it came to: none was changed or taken out.
function Proven() {
  const proof = useLoaded(verify, []);
  return (
    <Shown of={proof} what={t("changes-not-verified")} rows={1}>
      {({ intact, lines, problem, head }) => (intact ? (
        <Callout verdict="ok">
          <span>{t("changes-intact", { count: lines, number: number(lines) })}</span>
          {head && <span class="dim small">{t("changes-last-link")} <code>{head}</code></span>}
        </Callout>
      ) : <Callout verdict="bad" urgent><span class="strong">{t("changes-broken")}</span><span>{heard(problem)}</span></Callout>)}
    </Shown>
  );
}
