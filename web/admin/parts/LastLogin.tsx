// When somebody has logged in last, in a list: how long ago, and to the minute for who points at it.
import { dateTime, relative } from "../../shared/i18n/format.ts";
import { t } from "../../shared/i18n/i18n.ts";

export const lastLoginText = (at: string): string => (at ? dateTime(at) : t("logins-never"));

export function LastLogin({ at }: { at: string }) {
  if (!at) return <span class="dim">{t("logins-never")}</span>;
  return <time dateTime={at} title={dateTime(at)}>{relative(at, Date.now())}</time>;
}
