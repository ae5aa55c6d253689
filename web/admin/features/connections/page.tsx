// Who is connected to which service, and who has signed in.
import { useMemo } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange, canRead } from "../../session.ts";
import { connections, sessions } from "./api.ts";
import { Connections } from "./Connections.tsx";
import { Sessions } from "./Sessions.tsx";

const PATH = "/admin/connections";

export default function ConnectionsPage({ session, toasts, params, go }: PageProps) {
  const open = useMemo(() => new Rows(connections(), connections), []);
  const signedIn = useMemo(() => new Rows(sessions), []);
  return (
    <>
      <PageHead title={t("connections-title")} about={t("connections-about")} />
      <Tabs label={t("connections-title")} chosen={params["part"] ?? "open"} onChoose={(id) => go(id === "open" ? PATH : `${PATH}/${id}`)} tabs={[
        {
          id: "open", label: t("connections-open"),
          content: () => <Connections rows={open} may={canChange(session, "security")} toasts={toasts} go={go} />,
        },
        // Sessions are the system's: who looks after attacks alone has no say in them.
        ...(canRead(session, "system") ? [{
          id: "sessions", label: t("connections-sessions"),
          content: () => <Sessions rows={signedIn} may={canChange(session, "system")} own={session.name} toasts={toasts} />,
        }] : []),
      ]} />
    </>
  );
}
