// What is around every page of the console and of one's own account: the side bar, the head with the palette and who one is, the page, and
// the messages. In a narrow window the side bar is a sheet, and the pages that matter most are in a bar at the foot.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { chooseLanguage, language, languages, t } from "../i18n/i18n.ts";
import { theme, THEMES, type Theme } from "../theme/theme.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { keepFocus } from "../ui/keepFocus.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { Palette, type Entry } from "../ui/Palette.tsx";
import { Callout } from "../ui/States.tsx";
import { ToastArea } from "../ui/Toast.tsx";
import type { Toasts } from "../ui/toast.model.ts";
import { entriesOf, groupsOf, isPartOf, markedPage, type NavPage } from "./nav.ts";
import "./shell.css";

export interface Who { name: string; roles: string; by: string | null; reason: string }  // by: who acts in this name, and why

export interface ShellProps {
  home: string;
  host: string;
  pages: readonly NavPage[];
  path: string;
  who: Who;
  toasts: Toasts;
  go: (path: string) => void;
  onSignOut: () => void;
  account?: readonly MenuItem[];  // what is the person's own, in his menu
  entries?: readonly Entry[];  // of the palette, besides the pages
  onSearch?: () => void;  // the palette opens: entries that it takes time to know are fetched by then
  children: ComponentChildren;
}

export function Shell({ home, host, pages, path, who, toasts, go, onSignOut, account = [], entries = [], onSearch, children }: ShellProps) {
  const [isSearching, setSearching] = useState(false);
  const search = (is: boolean): void => { setSearching(is); if (is) onSearch?.(); };
  const [isOpen, open] = useState(false);
  const main = useRef<HTMLElement>(null);
  const current = markedPage(pages, path);
  useEffect(keepFocus, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      search(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onSearch]);
  // Another page: who listens or uses keys begins at its beginning. Another part of the same: he stays at its tab, and may go on to the next.
  const first = useRef(true);
  const last = useRef(current?.path);
  useEffect(() => {
    open(false);
    const isSame = isPartOf(home, current?.path ?? "", last.current ?? "");
    last.current = current?.path;
    if (isSame && document.activeElement?.matches("#main [role=tab]")) return;
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
    window.scrollTo(0, 0);
  }, [path]);

  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>
        {t("shell-skip")}
      </a>
      <nav class={isOpen ? "side-bar open" : "side-bar"} aria-label={t("shell-pages")}
        onKeyDown={(event) => { if (event.key === "Escape") open(false); }}>
        <div class="side-head">
          <a class="side-home" href={home}><Icon name="shield-check" size={20} /><span class="clip">{host}</span></a>
          <span class="only-narrow"><IconButton icon="x" label={t("shell-close-pages")} onClick={() => open(false)} /></span>
        </div>
        {groupsOf(pages).map((group) => (
          <div key={group.name} class="side-group">
            <h2 class="side-title">{group.name}</h2>
            <ul>{group.pages.map((page) => <li key={page.path}><Link page={page} isCurrent={page === current} /></li>)}</ul>
          </div>
        ))}
      </nav>
      {isOpen && <div class="side-shade" onClick={() => open(false)} />}
      <div class="shell-page">
        <header class={who.by === null ? "head" : "head acting"}>
          {who.by !== null && (
            <Callout verdict="warn" action={<Button onClick={onSignOut}>{t("shell-end-impersonation")}</Button>}>
              {t("shell-impersonation", { by: who.by, name: who.name, reason: who.reason })}
            </Callout>
          )}
          <div class="top">
            <span class="only-narrow">
              <IconButton icon="menu" label={t("shell-open-pages")} aria-expanded={isOpen} onClick={() => open(true)} />
            </span>
            <button type="button" class="top-search" aria-keyshortcuts="Control+K" onClick={() => search(true)}>
              <Icon name="search" />
              <span class="clip">{t("kit-palette-hint")}</span>
              <kbd class="only-wide" aria-hidden="true">{t("shell-search-keys")}</kbd>
            </button>
            <Look toasts={toasts} />
            <Menu label={t("shell-account", { name: who.name })} icon="user" items={[
              ...account, { label: t("shell-sign-out"), icon: "log-out", run: onSignOut },
            ]} />
          </div>
        </header>
        <main class="main" id="main" ref={main} tabIndex={-1} data-goes-on>{children}</main>
      </div>
      <nav class="foot-bar" aria-label={t("shell-main-pages")}>
        {pages.flatMap((page) => (page.narrow ? [<Link key={page.path} page={page} label={page.narrow} isCurrent={page === current} />] : []))}
      </nav>
      <ToastArea toasts={toasts} />
      <Palette entries={[...entriesOf(pages, go), ...entries]} open={isSearching} onClose={() => search(false)} />
    </div>
  );
}

function Link({ page, label = page.label, isCurrent }: { page: NavPage; label?: string; isCurrent: boolean }) {
  return (
    <a class="side-link" href={page.path} aria-current={isCurrent ? "page" : undefined}>
      <Icon name={page.icon} /><span class="clip">{label}</span>{page.badge && <span class="side-badge">{page.badge}</span>}
    </a>
  );
}

const THEME_ICONS: Readonly<Record<Theme, IconName>> = { system: "monitor", light: "sun", dark: "moon" };

function Look({ toasts }: { toasts: Toasts }) {
  const speak = async (code: string, name: string): Promise<void> => {
    if (!await chooseLanguage(code)) toasts.add(t("shell-no-language", { name }), { kind: "bad" });
  };
  return (
    <>
      <Menu label={t("shell-theme")} icon={THEME_ICONS[theme.value]} items={THEMES.map((one) => ({
        label: t(`shell-theme-${one}`), checked: theme.value === one, run: () => { theme.value = one; },
      }))} />
      <Menu label={t("shell-language")} icon="languages" items={languages().map((one) => ({
        label: one.name, checked: language.value === one.code, run: () => void speak(one.code, one.name),
      }))} />
    </>
  );
}

export interface PageHeadProps { title: string; about?: string; actions?: ComponentChildren }

export function PageHead({ title, about, actions }: PageHeadProps) {
  return (
    <header class="page-head">
      <div class="page-words"><h1>{title}</h1>{about && <p class="dim">{about}</p>}</div>
      {actions && <div class="row">{actions}</div>}
    </header>
  );
}
