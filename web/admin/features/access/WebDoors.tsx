// The doors of the web, each with limits of its own: what is used up or closed at one leaves the others open.
import { t } from "../../../shared/i18n/i18n.ts";
import type { PageProps } from "../../pages.ts";
import { SettingsTab } from "./SettingsTab.tsx";

const DOORS = ["webmail", "console", "api"];
const KEYS = ["allow", "deny", "otherwise", "per_minute", "concurrent"];

export function WebDoors(list: Pick<PageProps, "session" | "toasts">) {
  const groups = DOORS.map((door) => ({
    label: t(`access-web-${door}`), about: t(`access-web-${door}-about`), keys: KEYS.map((key) => `${door}.${key}`),
  }));
  return <SettingsTab {...list} about={t("access-web-about")} groups={groups} />;
}
