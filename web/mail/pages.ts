// Every page of one's own account, in the order of the side bar.
import type { ComponentType } from "preact";
import type { IconName } from "../shared/ui/Icon.tsx";
import type { Toasts } from "../shared/ui/toast.model.ts";
import type { Person } from "./session.ts";

export interface PageProps { person: Person; toasts: Toasts }

export interface MailPage {
  path: string;
  title: string;  // the key of its word in the side bar: short, for it stands at the foot of a narrow window too
  icon: IconName;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const HOME = "/mail/security";

export const PAGES: readonly MailPage[] = [
  { path: HOME, title: "mail-go-account", icon: "shield-check", load: () => import("./features/account/page.tsx") },
  { path: `${HOME}/programs`, title: "mail-go-programs", icon: "key-round", load: () => import("./features/programs/page.tsx") },
  { path: `${HOME}/sessions`, title: "mail-go-sessions", icon: "monitor", load: () => import("./features/sessions/page.tsx") },
  { path: `${HOME}/sign-ins`, title: "mail-go-signins", icon: "history", load: () => import("./features/sign-ins/page.tsx") },
  { path: `${HOME}/set-up`, title: "mail-go-setup", icon: "smartphone", load: () => import("./features/set-up/page.tsx") },
];
