// The console: who one is, then the page that the address names.
import { effect } from "@preact/signals";
import { render } from "preact";
import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { proof } from "../shared/api/client.ts";
import { asProblem } from "../shared/api/problem.ts";
import { learn, startLanguage, t } from "../shared/i18n/i18n.ts";
import { drawUpright } from "../shared/i18n/upright.ts";
import { signOut } from "../shared/sessions/leave.ts";
import { startTheme } from "../shared/theme/theme.ts";
import "../shared/theme/tokens.css";
import "../shared/theme/base.css";
import { addIcons } from "../shared/ui/Icon.tsx";
import { MORE } from "../shared/ui/icons-more.generated.tsx";
import { Failed } from "../shared/ui/States.tsx";
import { Toasts } from "../shared/ui/toast.model.ts";
import { placeOfDomain, withSearch } from "./domainLinks.ts";
import { formEntries } from "./forms.ts";
import { LANGUAGES } from "./languages.ts";
import { declaredOn, PAGES, type ConsolePage } from "./pages.ts";
import { canRead, mayOpen, showSession, signIn, type Session } from "./session.ts";
import { Nothing } from "./shell/Loaded.tsx";
import { currentPage, entriesOf, type NavPage } from "../shared/shell/nav.ts";
import { opened } from "../shared/shell/opened.tsx";
import { Proving, ProofDialog } from "../shared/shell/ProofDialog.tsx";
import { SessionOver } from "../login/SessionOver.tsx";
import { SettingNames } from "./shell/settingNames.ts";
import { Shell } from "../shared/shell/Shell.tsx";

addIcons(MORE);
const WITHIN = /^\/(admin|domain)\b/;  // a link to another of the server's pages loads it
const toasts = new Toasts();
const proving = new Proving();
const settingNames = new SettingNames();
proof.ask = () => proving.ask();

// A page is fetched when it is opened first, and is given who looks at it.
function shown(page: ConsolePage, session: Session) {
  const Page = opened(async () => (await Promise.all([page.load(), learn(page.words, declaredOn(page))]))[0]);
  return (route: object) => {
    const { route: go } = useLocation();
    return <Page session={session} toasts={toasts} go={go} params={paramsOf(route)} />;
  };
}

const paramsOf = (route: object): Record<string, string> => Object.fromEntries(
  Object.entries(Reflect.get(route, "params") ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"));

const navPage = ({ path, title, icon, group, narrow }: ConsolePage): NavPage =>
  ({ path, icon, label: t(title), group: t(group), ...(narrow && { narrow: t(narrow) }) });

// What a domain has of its own leads to its page, in place of the address that was asked for.
function OfDomain(asked: object) {
  const { route: go } = useLocation();
  const { name = "", part = "" } = paramsOf(asked);
  useEffect(() => go(withSearch(placeOfDomain(name, part), location.search), true), [name, part]);
  return null;
}

// Where one begins: at the first page, and who keeps domains alone at those, or the one.
function homeOf({ domains }: Session, all: readonly { page: ConsolePage; Shown: ReturnType<typeof shown> }[]) {
  const [name, second] = domains ?? [];
  if (name && !second && all[0]) return () => OfDomain({ params: { name } });
  return (domains && all.find(({ page }) => page.path === "/admin/domains") || all[0])?.Shown ?? Nothing;
}

function Console({ session }: { session: Session }) {
  const { path, route } = useLocation();
  const latest = useRef(route);
  latest.current = route;
  const go = useCallback((to: string) => latest.current(to), []);
  return <Around session={session} path={path} go={go} />;
}

// It reads signals, and so is drawn for another path alone: what a page puts into the search of its address, letter by letter, draws the page.
function Around({ session, path, go }: { session: Session; path: string; go: (to: string) => void }) {
  const pages = useMemo(() => PAGES.filter((page) => mayOpen(session, page)).map((page) => ({ page, Shown: shown(page, session) })), [session]);
  const [own, others] = [pages.filter(({ page }) => page.apart), pages.filter(({ page }) => !page.apart)];
  const home = useMemo(() => homeOf(session, others), [pages]);
  const who = { name: session.name, roles: session.roles.join(", "), by: session.in_the_name_by, reason: session.reason };
  const onSearch = (): void => { if (canRead(session, "system")) void settingNames.read(); };
  return (
    <Shell home="/admin" host={location.hostname} pages={others.map(({ page }) => navPage(page))} path={path} who={who} toasts={toasts} go={go}
      account={own.map(({ page }) => ({ label: t(page.title), icon: page.icon, run: () => go(page.path) }))} onSearch={onSearch}
      entries={[...entriesOf(own.map(({ page }) => navPage(page)), go), ...formEntries(session, t, go), ...settingNames.entries(go)]}
      onSignOut={() => void signOut()}>
      <ErrorBoundary>
        <Router>
          {pages.map(({ page, Shown }) => <Route key={page.path} path={page.route ?? page.path} component={Shown} />)}
          <Route path="/domain/:name?/:part?" component={OfDomain} />
          <Route path="/admin" component={home} />
          <Route default component={Nothing} />
        </Router>
      </ErrorBoundary>
      <ProofDialog proving={proving} />
      <SessionOver name={session.name} />
    </Shell>
  );
}

// `asked`: the answer to who one is.
export async function start(asked: Promise<Response>): Promise<void> {
  const page = document.getElementById("page");
  if (!page) return;
  drawUpright();
  startTheme();
  const first = currentPage(PAGES, location.pathname);
  await startLanguage(LANGUAGES, first?.words, first && declaredOn(first));
  effect(() => { document.title = t("shell-title"); });
  try {
    const session = await showSession(asked);
    render(<LocationProvider scope={WITHIN}><Console session={session} /></LocationProvider>, page);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.isSignedOut) return signIn();
    const retry = (): void => location.reload();
    render(<main><Failed what={t("shell-no-session")} why={problem.message} correlation={problem.correlation} onRetry={retry} /></main>, page);
  }
}
