// One's sessions in words: by which browser or program, and from where.
import { country } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { programOf, type SignedIn } from "./model.ts";

export function nameOf(row: SignedIn): string {
  if (row.in_the_name_by !== null) return t("sessions-in-your-name", { by: row.in_the_name_by });
  if (row.kind !== "web") return t("sessions-program", { protocol: t(`protocol-${row.kind}`) });
  return browserOf(row.agent);
}

export function browserOf(agent: string): string {
  const { browser, system } = programOf(agent);
  if (browser && system) return t("sessions-browser-on", { browser, system });
  return browser || system || t("sessions-a-browser");
}

export const placeOf = (row: SignedIn): string =>
  [row.from, row.country && country(row.country)].filter(Boolean).join(" · ") || t("sessions-nowhere-yet");
