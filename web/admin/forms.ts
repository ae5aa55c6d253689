// What is begun from the palette, wherever one is: a form of a page, which its address opens.
import type { IconName } from "../shared/ui/Icon.tsx";
import type { Entry } from "../shared/ui/palette.model.ts";
import { canChange, mayOpen, type Area, type Session } from "./session.ts";

export interface ConsoleForm {
  at: string;
  title: string;  // the key of its word, in pages.ftl
  icon: IconName;
  area: Area;  // whose changer may open it
  forDomains?: boolean;  // also an administrator of domains
}

export const FORMS: readonly ConsoleForm[] = [
  { at: "/admin/ids/blocks?form=add", title: "pages-form-block", icon: "ban", area: "security" },
  { at: "/admin/ids/blocks?form=fold", title: "pages-form-fold", icon: "network", area: "security" },
  { at: "/admin/access/deny?form=add", title: "pages-form-deny", icon: "circle-x", area: "security" },
  { at: "/admin/access/deny?form=import", title: "pages-form-import", icon: "upload", area: "security" },
  { at: "/admin/access/allow?form=add", title: "pages-form-allow", icon: "shield-check", area: "security" },
  { at: "/admin/accounts?form=add", title: "pages-form-account", icon: "user", area: "domains", forDomains: true },
  { at: "/admin/domains?form=add", title: "pages-form-domain", icon: "globe", area: "domains" },
  { at: "/admin/certificates?form=upload", title: "pages-form-certificate", icon: "lock", area: "system" },
  { at: "/admin/administrators?form=add", title: "pages-form-administrator", icon: "users", area: "system" },
  { at: "/admin/api-keys?form=add", title: "pages-form-key", icon: "key-round", area: "system" },
];

export const formEntries = (session: Session, word: (key: string) => string, go: (path: string) => void): Entry[] =>
  FORMS.filter((form) => mayOpen(session, form) && canChange(session, form.area)).map(({ at, title, icon }) => ({
    id: at, label: word(title), group: word("pages-forms"), icon, run: () => go(at),
  }));
