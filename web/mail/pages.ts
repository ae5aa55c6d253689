// Every page of one's own account, in the order of the side bar.
import type { ComponentType } from "preact";
import type { IconName } from "../shared/ui/Icon.tsx";
import type { Toasts } from "../shared/ui/toast.model.ts";
import type { Person } from "./session.ts";

// `become`: one has set a new password, and is this now.
export interface PageProps { person: Person; toasts: Toasts; become: (person: Person) => void }

export interface MailPage {
  path: string;
  title: string;  // the key of its word in the side bar: short, for it stands at the foot of a narrow window too
  icon: IconName;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const HOME = "/mail/security";
// The one page of who signs in with a password that is over.
export const RENEW: MailPage =
  { path: "/mail/password", title: "mail-go-password", icon: "key-round", load: () => import("./features/password/page.tsx") };

export const PAGES: readonly MailPage[] = [
  { path: HOME, title: "mail-go-account", icon: "shield-check", load: () => import("./features/account/page.tsx") },
  { path: `${HOME}/programs`, title: "mail-go-programs", icon: "key-round", load: () => import("./features/programs/page.tsx") },
  { path: `${HOME}/sessions`, title: "mail-go-sessions", icon: "monitor", load: () => import("./features/sessions/page.tsx") },
  { path: `${HOME}/sign-ins`, title: "mail-go-signins", icon: "history", load: () => import("./features/sign-ins/page.tsx") },
  { path: `${HOME}/set-up`, title: "mail-go-setup", icon: "smartphone", load: () => import("./features/set-up/page.tsx") },
];
