// One's own account: who one is, then the page that the address names. There is no mailbox here yet, so /mail leads to the account.
import { effect } from "@preact/signals";
import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { SessionOver } from "../login/SessionOver.tsx";
import { Proving } from "../shared/shell/ProofDialog.tsx";
import { proof, signedOut } from "../shared/api/client.ts";
import { asProblem } from "../shared/api/problem.ts";
import { startLanguage, t } from "../shared/i18n/i18n.ts";
import { drawUpright } from "../shared/i18n/upright.ts";
import { signOut } from "../shared/sessions/leave.ts";
import { opened } from "../shared/shell/opened.tsx";
import { Shell } from "../shared/shell/Shell.tsx";
import { startTheme } from "../shared/theme/theme.ts";
import "../shared/theme/tokens.css";
import "../shared/theme/base.css";
import { addIcons } from "../shared/ui/Icon.tsx";
import { MORE } from "../shared/ui/icons-more.generated.tsx";
import { Empty, Failed } from "../shared/ui/States.tsx";
import { Toasts } from "../shared/ui/toast.model.ts";
import { LANGUAGES } from "./languages.ts";
import { ENROL, firstOf, HOME, PAGES, RENEW, type MailPage } from "./pages.ts";
import { isPerson, showSession, signIn, type Person } from "./session.ts";
import { leadWhenDue } from "./shell/due.ts";
import { PasswordDialog } from "./shell/PasswordDialog.tsx";
import { PasswordEnd } from "./shell/PasswordEnd.tsx";

addIcons(MORE);
const toasts = new Toasts();
const proving = new Proving();
proof.ask = () => proving.ask();
leadWhenDue();

// To another page, from where there is none for him: to what comes first, and with that done to where he wanted.
function Lead({ to }: { to: string }) {
  const { route, url } = useLocation();
  useEffect(() => route(to === HOME ? to : `${to}?next=${encodeURIComponent(url)}`, true), []);
  return null;
}

const Home = () => <Lead to={HOME} />;
const Renew = () => <Lead to={RENEW.path} />;
const Enrol = () => <Lead to={ENROL.path} />;

const Nothing = () => <Empty icon="search" title={t("shell-nothing-here")} action={<a href={HOME}>{t("shell-home")}</a>} />;

function shown(page: MailPage, person: Person, become: (person: Person) => void) {
  const Page = opened(page.load);
  return () => <Page person={person} toasts={toasts} become={become} />;
}

function Account({ known }: { known: Person }) {
  const { path, route } = useLocation();
  const [person, become] = useState(known);
  const first = firstOf(person);
  const open = first ? [first] : PAGES;
  const pages = useMemo(() => open.map((page) => ({ page, Shown: shown(page, person, become) })), [person]);
  const nav = open.map(({ path: to, title, icon }) => ({ path: to, icon, label: t(title), group: t("mail-account"), narrow: t(title) }));
  return (
    <Shell home={open[0]?.path ?? HOME} host={location.hostname} pages={nav} path={path} toasts={toasts} go={route} onSignOut={() => void signOut()}
      who={{ name: person.account, roles: "", by: person.in_the_name_by, reason: person.reason }}>
      <PasswordEnd person={person} path={path} />
      <ErrorBoundary>
        <Router>
          {pages.map(({ page, Shown }) => <Route key={page.path} path={page.path} component={Shown} />)}
          {(first ? [] : ["/mail", RENEW.path, ENROL.path]).map((from) => <Route key={from} path={from} component={Home} />)}
          <Route default component={first === RENEW ? Renew : first === ENROL ? Enrol : Nothing} />
        </Router>
      </ErrorBoundary>
      <PasswordDialog proving={proving} account={person.account} />
      {!person.in_the_name_by && <SessionOver name={person.name} />}
    </Shell>
  );
}

// `asked`: the answer to who one is.
export async function start(asked: Promise<Response>): Promise<void> {
  const page = document.getElementById("page");
  if (!page) return;
  drawUpright();
  startTheme();
  await startLanguage(LANGUAGES);
  effect(() => { document.title = t("mail-title"); });
  try {
    const session = await showSession(asked);
    if (!isPerson(session)) return location.assign("/admin");
    if (session.in_the_name_by) effect(() => { if (signedOut.value) signIn(); });  // he signs in as himself, elsewhere
    render(<LocationProvider scope="/mail"><Account known={session} /></LocationProvider>, page);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.isSignedOut) return signIn();
    const retry = (): void => location.reload();
    render(<main><Failed what={t("shell-no-session")} why={problem.message} correlation={problem.correlation} onRetry={retry} /></main>, page);
  }
}
