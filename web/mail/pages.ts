// Every page of one's own account, in the order of the side bar.
import type { ComponentType } from "preact";
import type { IconName } from "../shared/ui/Icon.tsx";
import type { Toasts } from "../shared/ui/toast.model.ts";
import type { Person } from "./session.ts";

// `become`: one has set a new password or a second factor up, and is this now.
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
// And of who has to have a second factor and has none.
export const ENROL: MailPage =
  { path: "/mail/second-factor", title: "mail-go-factor", icon: "smartphone", load: () => import("./features/second-factor/page.tsx") };

// The one page that is open before the others are; none: they are.
export const firstOf = (person: Pick<Person, "to_set_password" | "to_enrol">): MailPage | null =>
  (person.to_set_password ? RENEW : person.to_enrol ? ENROL : null);

export const PAGES: readonly MailPage[] = [
  { path: HOME, title: "mail-go-account", icon: "shield-check", load: () => import("./features/account/page.tsx") },
  { path: `${HOME}/programs`, title: "mail-go-programs", icon: "key-round", load: () => import("./features/programs/page.tsx") },
  { path: `${HOME}/sessions`, title: "mail-go-sessions", icon: "monitor", load: () => import("./features/sessions/page.tsx") },
  { path: `${HOME}/sign-ins`, title: "mail-go-signins", icon: "history", load: () => import("./features/sign-ins/page.tsx") },
  { path: `${HOME}/set-up`, title: "mail-go-setup", icon: "smartphone", load: () => import("./features/set-up/page.tsx") },
];

// Where one wanted to be before something else came first.
export const wantedOf = (next: string | undefined): string => (PAGES.some(({ path }) => path === next?.split("?")[0]) && next ? next : HOME);
