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
  narrow?: boolean;  // in the bar at the foot of a narrow window
  apart?: boolean;  // not in the side bar: in the person's own menu
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

// In the order of the side bar.
export const PAGES: readonly ConsolePage[] = [
  {
    path: "/admin/ids/blocks", title: "blocks-title", group: "shell-attacks", icon: "ban", area: "security", narrow: true,
    load: () => import("./features/blocks/page.tsx"),
  },
  {
    path: "/admin/logs", title: "logs-title", group: "shell-system", icon: "scroll-text", area: "security",
    load: () => import("./features/logs/page.tsx"),
  },
  {
    path: "/admin/listeners", title: "listeners-title", group: "shell-system", icon: "network", area: "system",
    load: () => import("./features/listeners/page.tsx"),
  },
  {
    path: "/admin/certificates", title: "certs-title", group: "shell-system", icon: "lock", area: "system",
    load: () => import("./features/certificates/page.tsx"),
  },
  {
    path: "/admin/administrators", route: "/admin/administrators/:name?", title: "admins-title", group: "shell-system", icon: "users", area: "system",
    load: () => import("./features/administrators/page.tsx"),
  },
  {
    path: "/admin/api-keys", title: "keys-title", group: "shell-system", icon: "key-round", area: "system",
    load: () => import("./features/api-keys/page.tsx"),
  },
  {
    path: "/admin/settings", route: "/admin/settings/:room?", title: "settings-title", group: "shell-system", icon: "sliders-horizontal",
    area: "system", narrow: true, load: () => import("./features/settings/page.tsx"),
  },
  {
    path: "/admin/me", title: "me-title", group: "shell-system", icon: "user", apart: true, load: () => import("./features/me/page.tsx"),
  },
];
