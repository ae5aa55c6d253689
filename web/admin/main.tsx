// The console: who one is, then the page that the address names.
import { effect } from "@preact/signals";
import { render } from "preact";
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { asProblem } from "../shared/api/problem.ts";
import { startLanguage, t } from "../shared/i18n/i18n.ts";
import { startTheme } from "../shared/theme/theme.ts";
import "../shared/theme/tokens.css";
import "../shared/theme/base.css";
import { addIcons } from "../shared/ui/Icon.tsx";
import { MORE } from "../shared/ui/icons-more.generated.tsx";
import { Empty, Failed } from "../shared/ui/States.tsx";
import { Toasts } from "../shared/ui/toast.model.ts";
import { SETTINGS_API } from "./features/settings/api.ts";
import { SettingsPage } from "./features/settings/page.tsx";
import { SettingsStore } from "./features/settings/store.ts";
import { LANGUAGES } from "./languages.ts";
import { showSession, signIn, signOut, type Session } from "./session.ts";
import type { NavPage } from "./shell/nav.ts";
import { Shell } from "./shell/Shell.tsx";

addIcons(MORE);
const toasts = new Toasts();
const settings = new SettingsStore(SETTINGS_API);

const pages = (): NavPage[] => [
  { path: "/admin/settings", label: t("settings-title"), icon: "sliders-horizontal", group: t("shell-system"), narrow: true },
];

function SettingsRoute({ room = "" }: { room?: string }) {
  return <SettingsPage store={settings} toasts={toasts} room={room} go={useLocation().route} />;
}

const Nothing = () => <Empty icon="search" title={t("shell-nothing-here")} action={<a href="/admin">{t("shell-home")}</a>} />;

function Console({ session }: { session: Session }) {
  const { path, route } = useLocation();
  const who = { name: session.name, roles: session.roles.join(", "), by: session.in_the_name_by };
  return (
    <Shell home="/admin" host={location.hostname} pages={pages()} path={path} who={who} toasts={toasts} go={route} onSignOut={() => void signOut()}>
      <ErrorBoundary>
        <Router>
          <Route path="/admin" component={SettingsRoute} />
          <Route path="/admin/settings/:room?" component={SettingsRoute} />
          <Route default component={Nothing} />
        </Router>
      </ErrorBoundary>
    </Shell>
  );
}

async function start(page: HTMLElement): Promise<void> {
  startTheme();
  await startLanguage(LANGUAGES);
  effect(() => { document.title = t("shell-title"); });
  try {
    const session = await showSession();
    render(<LocationProvider><Console session={session} /></LocationProvider>, page);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.isSignedOut) return signIn();
    const retry = (): void => location.reload();
    render(<main><Failed what={t("shell-no-session")} why={problem.message} correlation={problem.correlation} onRetry={retry} /></main>, page);
  }
}

const page = document.getElementById("page");
if (page) await start(page);
