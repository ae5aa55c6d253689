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
  area: Area;  // whose reader may open it
  forDomains?: boolean;  // also an administrator of domains, who sees his own there
  narrow?: boolean;  // in the bar at the foot of a narrow window
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

// In the order of the side bar.
export const PAGES: readonly ConsolePage[] = [
  {
    path: "/admin/ids/blocks", title: "blocks-title", group: "shell-attacks", icon: "ban", area: "security", narrow: true,
    load: () => import("./features/blocks/page.tsx"),
  },
  {
    path: "/admin/queue", route: "/admin/queue/:part?", title: "queue-title", group: "shell-mail", icon: "send", area: "queue", narrow: true,
    load: () => import("./features/queue/page.tsx"),
  },
  {
    path: "/admin/quarantine", title: "quarantine-title", group: "shell-mail", icon: "archive", area: "domains", forDomains: true,
    load: () => import("./features/quarantine/page.tsx"),
  },
  {
    path: "/admin/connections", route: "/admin/connections/:part?", title: "connections-title", group: "shell-mail", icon: "network",
    area: "security", load: () => import("./features/connections/page.tsx"),
  },
  {
    path: "/admin/spam", route: "/admin/spam/:part?", title: "spam-title", group: "shell-mail", icon: "filter", area: "system",
    load: () => import("./features/spam/page.tsx"),
  },
  {
    path: "/admin/throttles", route: "/admin/throttles/:part?", title: "throttles-title", group: "shell-mail", icon: "gauge", area: "system",
    load: () => import("./features/throttles/page.tsx"),
  },
  {
    path: "/admin/settings", route: "/admin/settings/:room?", title: "settings-title", group: "shell-system", icon: "sliders-horizontal",
    area: "system", narrow: true, load: () => import("./features/settings/page.tsx"),
  },
];
