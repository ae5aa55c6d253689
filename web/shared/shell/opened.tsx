// A page that is fetched when it is opened. What does not come, for the connection is down or the server was updated meanwhile and has other
// files now, is said in its place.
import type { ComponentType } from "preact";
import { lazy } from "preact-iso";
import { t } from "../i18n/i18n.ts";
import { Failed } from "../ui/States.tsx";

export const opened = <Props,>(load: () => Promise<{ default: ComponentType<Props> }>): ComponentType<Props> =>
  lazy<ComponentType<Props>>(() => load().catch(() => ({ default: NotLoaded })));

const NotLoaded = () => (
  <>
    <h1 class="unseen">{t("shell-not-loaded")}</h1>
    <Failed what={t("shell-not-loaded")} why={t("shell-not-loaded-why")} onRetry={() => location.reload()} />
  </>
);
