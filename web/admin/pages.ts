// Every page of the console: where it is, who has it, and how it is found. A page that is not in here does not exist.
import type { ComponentType } from "preact";
import type { IconName } from "../shared/ui/Icon.tsx";
import type { Toasts } from "../shared/ui/toast.model.ts";
import type { Area, Session } from "./session.ts";

export interface PageProps {
  session: Session;
  toasts: Toasts;
  go: (path: string) => void;
  params: Readonly<Record<string, string>>;  // of the route
}

export interface ConsolePage {
  path: string;
  route?: string;  // what else it answers for: "/admin/settings/:room?"
  title: string;  // the key of its word
  group: string;
  icon: IconName;
  area?: Area;  // whose reader may open it; none: whoever is signed in
  forDomains?: boolean;  // also an administrator of domains, who sees his own there
  narrow?: string;  // in the bar at the foot of a narrow window, under this short word
  apart?: boolean;  // not in the side bar: in the person's own menu
  words: readonly string[];  // files of web/locales that are read with it; its title stands in pages.ftl
  declared?: readonly string[];  // groups of words that the server declares and it shows: web/locales/*/declared
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

// Refusals are told on all of them.
export const declaredOn = (page: ConsolePage): readonly string[] => [...page.declared ?? [], "answers"];

// In the order of the side bar.
export const PAGES: readonly ConsolePage[] = [
  {
    path: "/admin", title: "overview-title", group: "shell-now", icon: "gauge", area: "security", narrow: "pages-foot-overview",
    declared: ["audit", "rules", "said", "settings"], words: ["audit", "figures", "overview"], load: () => import("./features/overview/page.tsx"),
  },
  {
    path: "/admin/audit", title: "audit-title", group: "shell-now", icon: "list-checks", area: "security",
    declared: ["audit", "rules", "said", "settings"], words: ["audit"], load: () => import("./features/audit/page.tsx"),
  },
  {
    path: "/admin/figures", title: "figures-title", group: "shell-now", icon: "chart-line", area: "security",
    words: ["figures"], load: () => import("./features/figures/page.tsx"),
  },
  {
    path: "/admin/ids/blocks", title: "blocks-title", group: "shell-attacks", icon: "ban", area: "security", narrow: "pages-foot-blocks",
    declared: ["rules"], words: ["blocks", "causes"], load: () => import("./features/blocks/page.tsx"),
  },
  {
    path: "/admin/ids/rules", route: "/admin/ids/rules/:rule?", title: "rules-title", group: "shell-attacks", icon: "shield-alert",
    area: "security", declared: ["rules", "settings"], words: ["blocks", "rules"], load: () => import("./features/rules/page.tsx"),
  },
  {
    path: "/admin/access", route: "/admin/access/:list?", title: "access-title", group: "shell-attacks", icon: "list-checks",
    area: "security", declared: ["audit", "said", "settings"], words: ["access", "audit", "blocks", "settings"],
    load: () => import("./features/access/page.tsx"),
  },
  {
    // A tab of the page before, whose route leads there: what is done in an attack is one click away.
    path: "/admin/access/deny", title: "access-deny-title", group: "shell-attacks", icon: "circle-x", area: "security",
    declared: ["audit", "said", "settings"], words: ["access", "audit", "blocks", "settings"], load: () => import("./features/access/page.tsx"),
  },
  {
    path: "/admin/queue", route: "/admin/queue/:part?", title: "queue-title", group: "shell-mail", icon: "send", area: "queue",
    narrow: "pages-foot-queue", declared: ["replies", "said"], words: ["queue"], load: () => import("./features/queue/page.tsx"),
  },
  {
    path: "/admin/quarantine", title: "quarantine-title", group: "shell-mail", icon: "archive", area: "domains", forDomains: true,
    declared: ["said"], words: ["quarantine"], load: () => import("./features/quarantine/page.tsx"),
  },
  {
    path: "/admin/messages", route: "/admin/messages/:id?", title: "messages-title", group: "shell-mail", icon: "history", area: "security",
    declared: ["replies", "said"], words: ["acts", "logs", "messages", "people"], load: () => import("./features/messages/page.tsx"),
  },
  {
    path: "/admin/spam", route: "/admin/spam/:part?", title: "spam-title", group: "shell-mail", icon: "filter", area: "system",
    declared: ["said", "settings"], words: ["quarantine", "settings", "spam"], load: () => import("./features/spam/page.tsx"),
  },
  {
    path: "/admin/throttles", route: "/admin/throttles/:part?", title: "throttles-title", group: "shell-mail", icon: "gauge", area: "queue",
    declared: ["settings"], words: ["settings", "throttles"], load: () => import("./features/throttles/page.tsx"),
  },
  {
    path: "/admin/connections", route: "/admin/connections/:part?", title: "connections-title", group: "shell-mail", icon: "network",
    area: "security", words: ["connections", "protocols", "sessions"], load: () => import("./features/connections/page.tsx"),
  },
  {
    path: "/admin/domains", route: "/admin/domains/:name?/:tab?", title: "domains-title", group: "shell-people", icon: "globe",
    area: "domains", forDomains: true,
    declared: ["said", "settings"], words: ["accounts", "domains", "figures", "logins", "people"],
    load: () => import("./features/domains/page.tsx"),
  },
  {
    path: "/admin/accounts", route: "/admin/accounts/:address?/:tab?", title: "accounts-title", group: "shell-people", icon: "users",
    area: "domains", forDomains: true, narrow: "pages-foot-accounts",
    words: ["accounts", "acts", "causes", "changes", "known", "logins", "oauth", "people", "protocols", "sessions", "trail"],
    load: () => import("./features/accounts/page.tsx"),
  },
  {
    path: "/admin/defaults", title: "defaults-title", group: "shell-people", icon: "list-checks", area: "domains",
    declared: ["settings"], words: ["defaults", "domains"], load: () => import("./features/defaults/page.tsx"),
  },
  {
    path: "/admin/service-accounts", title: "services-title", group: "shell-people", icon: "send", area: "domains", forDomains: true,
    words: ["people", "services"], load: () => import("./features/services/page.tsx"),
  },
  {
    path: "/admin/settings", route: "/admin/settings/:room?", title: "settings-title", group: "shell-system", icon: "sliders-horizontal",
    area: "system", narrow: "pages-foot-settings", declared: ["settings"], words: ["settings"], load: () => import("./features/settings/page.tsx"),
  },
  {
    path: "/admin/listeners", title: "listeners-title", group: "shell-system", icon: "network", area: "system",
    declared: ["settings"], words: ["listeners"], load: () => import("./features/listeners/page.tsx"),
  },
  {
    path: "/admin/certificates", title: "certs-title", group: "shell-system", icon: "lock", area: "system",
    declared: ["said"], words: ["certs"], load: () => import("./features/certificates/page.tsx"),
  },
  {
    path: "/admin/administrators", route: "/admin/administrators/:name?", title: "admins-title", group: "shell-system", icon: "users",
    area: "system", words: ["admins", "logins", "people", "roles"], load: () => import("./features/administrators/page.tsx"),
  },
  {
    path: "/admin/api-keys", title: "keys-title", group: "shell-system", icon: "key-round", area: "system",
    words: ["keys", "roles"], load: () => import("./features/api-keys/page.tsx"),
  },
  {
    path: "/admin/logs", title: "logs-title", group: "shell-system", icon: "scroll-text", area: "security",
    words: ["logs"], load: () => import("./features/logs/page.tsx"),
  },
  {
    path: "/admin/changes", title: "changes-title", group: "shell-system", icon: "history", area: "security",
    declared: ["said", "settings"], words: ["acts", "changes"], load: () => import("./features/changes/page.tsx"),
  },
  {
    path: "/admin/about", title: "about-title", group: "shell-system", icon: "info", area: "system",
    declared: ["said"], words: ["about"], load: () => import("./features/about/page.tsx"),
  },
  {
    path: "/admin/me", title: "me-title", group: "shell-system", icon: "user", apart: true,
    words: ["me", "passkeys", "protocols", "roles", "sessions"], load: () => import("./features/me/page.tsx"),
  },
];
