// The columns of lines in a file: when as the log has it, so that a file tells the same wherever it is read.
import { has, t } from "../../../shared/i18n/i18n.ts";
import type { Told } from "../../../shared/list/list.model.ts";
import { detailsOf, type Line } from "./model.ts";

export const nameOf = (log: string): string => (has(`logs-log-${log}`) ? t(`logs-log-${log}`) : log);

export const fileColumns = (): readonly Told<Line>[] => [
  { key: "at", label: t("logs-utc"), text: (line) => line.at ?? "" },
  { key: "log", label: t("logs-log"), text: (line) => nameOf(line.log) },
  { key: "session", label: t("logs-session"), text: (line) => line.session },
  { key: "event", label: t("logs-event"), text: (line) => line.event },
  { key: "details", label: t("logs-details"), text: detailsOf },
];
