// The pages to sign in and the frame of the console, with a server that is made up here.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { NavPage } from "../../shared/shell/nav.ts";
import type { SessionApi } from "../../login/api.ts";
import type { ForgottenApi } from "../../login/features/forgotten/api.ts";
import { LoginPage } from "../../login/page.tsx";
import { Problem } from "../../shared/api/problem.ts";
import { PageHead, Shell } from "../../shared/shell/Shell.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Chart } from "../../shared/ui/Chart.tsx";
import { Evidence } from "../../shared/ui/Evidence.tsx";
import { Toasts } from "../../shared/ui/toast.model.ts";

const refuse = (problem: Problem): Promise<never> => Promise.reject(problem);
const API: SessionApi = {
  signIn: ({ name, password }) => (name === "slow" ? refuse(new Problem(429, "", { retryAfter: 30 }))
    : password === "right" ? Promise.resolve({ name, account: null, roles: ["owner"], to_enrol: name === "new" }) : refuse(new Problem(401, ""))),
  challenge: () => Promise.resolve({ challenge: "AAAA", site: location.hostname }),
  signInWithPasskey: () => refuse(new Problem(401, "")),
  isThere: (path) => Promise.resolve(path.startsWith("/admin")),
  signOut: () => Promise.resolve(),
};

const LONG = { rule: "length", text: "It must have at least 12 characters" };
const FORGOTTEN: ForgottenApi = {
  askReset: () => Promise.resolve(),
  setForgotten: (_token, password) => (password.length < 12 ? refuse(new Problem(400, LONG.text)) : Promise.resolve()),
  readPolicy: () => Promise.resolve({
    minimum_length: 12, minimum_strength: 3, forbid_own_names: true, forbid_common: true, numbers: 0, capitals: 0, lowercase: 0, symbols: 0,
    remember: 10, expires_after: 0, exempt: false,
  }),
  check: (_token, password) => Promise.resolve(password.length < 12 ? { strength: 1, broken: [LONG] } : { strength: 4, broken: [] }),
};

// The first time it cannot be read.
function unread(): ForgottenApi {
  let isFirst = true;
  return {
    ...FORGOTTEN,
    readPolicy(token) {
      if (!isFirst) return FORGOTTEN.readPolicy(token);
      isFirst = false;
      return refuse(new Problem(503, ""));
    },
  };
}

function Login({ hash = "", forgotten = FORGOTTEN }: { hash?: string; forgotten?: ForgottenApi }) {
  const [left, leave] = useState("");
  if (left) return <main><h1>Left</h1><output id="said">{left}</output></main>;
  return <LoginPage api={API} forgotten={forgotten} address={{ search: "?next=/admin/queue", hash }} leave={leave} />;
}

function Unread() {
  const [forgotten] = useState(unread);
  return <Login hash="#reset=token" forgotten={forgotten} />;
}

const PAGES: readonly NavPage[] = [
  { path: "/admin", label: "Overview", icon: "gauge", group: "Now", narrow: "Overview" },
  { path: "/admin/audit", label: "Audit", icon: "list-checks", group: "Now", badge: "3", narrow: "Audit" },
  { path: "/admin/queue", label: "Queue", icon: "send", group: "Now", narrow: "Queue" },
  { path: "/admin/quarantine", label: "Quarantine", icon: "archive", group: "Now" },
  { path: "/admin/ids/blocks", label: "Blocks", icon: "ban", group: "Attacks", badge: "41", narrow: "Blocks" },
  { path: "/admin/ids/rules", label: "Rules", icon: "shield", group: "Attacks" },
  { path: "/admin/access", label: "Allow and deny", icon: "network", group: "Attacks" },
  { path: "/admin/domains", label: "Domains", icon: "globe", group: "Mail" },
  { path: "/admin/accounts", label: "Accounts", icon: "users", group: "Mail" },
  { path: "/admin/spam", label: "Spam", icon: "bug", group: "Mail" },
  { path: "/admin/settings", label: "Settings", icon: "sliders-horizontal", group: "System" },
  { path: "/admin/listeners", label: "Listeners and certificates", icon: "lock", group: "System" },
  { path: "/admin/administrators", label: "Administrators", icon: "user-cog", group: "System" },
  { path: "/admin/logs", label: "Logs", icon: "scroll-text", group: "System" },
];

const BEGIN = Date.UTC(2026, 10, 20);
const FIGURES = { times: Array.from({ length: 48 }, (_, i) => BEGIN + i * 3_600_000), series: [
  { key: "in", label: "In", tone: "accent" as const, values: Array.from({ length: 48 }, (_, i) => Math.round(100 + 80 * Math.sin(i / 4))) },
] };
const toasts = new Toasts();

function Console({ by = null }: { by?: string | null }) {
  const [path, go] = useState("/admin");
  const page = PAGES.find((one) => one.path === path);
  return (
    <Shell home="?show=console" host="mail.example.org" pages={PAGES} path={path} toasts={toasts} go={go}
      who={{ name: "ann", roles: "owner", by, reason: "a lost message" }} onSignOut={() => toasts.add("Signed out")}>
      <PageHead title={page?.label ?? ""} about="Score 94, proven at 02:10. Three things to mend." actions={<>
        <Button icon="refresh-cw" onClick={() => toasts.add("The audit ran", { undo: () => {} })}>Run again</Button>
        <Button kind="primary" icon="wrench">Mend all safe</Button>
      </>} />
      <Evidence verdict="bad" title="203.0.113.7 may send without a login" actions={<Button>Mend</Button>}
        proofs={[{ at: BEGIN, source: "settings", text: "smtp.bypass was set by ann" }]} />
      <Evidence verdict="warn" title="Four accounts use passwords that are easily guessed" actions={<Button>Make them change</Button>}
        proofs={[{ at: BEGIN, source: "imap", text: "bob logged in" }]} />
      <Evidence verdict="ok" title="Nobody relays through this server" proofs={[{ at: BEGIN, source: "self-test", text: "18 forms refused" }]} />
      <div class="panel"><Chart title="Mail in" figures={FIGURES} height={160} /></div>
    </Shell>
  );
}

export const SHELLS: Record<string, () => VNode> = {
  login: () => <Login />, "login-reset": () => <Login hash="#reset=token" />, "login-unread": () => <Unread />,
  console: () => <Console />, "console-as": () => <Console by="carol" />,
};
