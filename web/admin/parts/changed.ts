// What an act has changed, in the words of people.
import { dateTime, size } from "../../shared/i18n/format.ts";
import { has, t } from "../../shared/i18n/i18n.ts";
import { HIDDEN } from "../../shared/forms/schema.ts";
import { settingName } from "../people/domainSchema.ts";
import type { Changed } from "./changed.model.ts";

// What has no word here is a setting of a domain; of several networks each member is told with its own.
export const valueName = (key: string): string => key.replace(/[^ ]+$/, (member) => {
  const word = `changes-value-${member.replaceAll("_", "-")}`;
  return has(word) ? t(word) : settingName(member);
});
function valueText(key: string, value: string): string {
  if (key === "quota" && /^\d+$/.test(value)) return value === "0" ? t("changes-no-limit") : size(Number(value));
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? dateTime(value) : value;
}
// Of secrets is said that there was one, and that it is another. `another`: as one puts it that it will be.
export const inWords = (row: Changed, another = "changes-secret-other"): Changed => ({
  key: row.key, before: row.before === HIDDEN ? t("changes-secret") : valueText(row.key, row.before),
  after: row.after === HIDDEN ? t(row.before === HIDDEN ? another : "changes-secret") : valueText(row.key, row.after),
});
export const arrow = ({ before, after }: Changed): string => `${before || t("kit-empty-value")} → ${after || t("kit-empty-value")}`;

// On one line.
export const changedWords = (rows: readonly Changed[]): string =>
  rows.map((row) => inWords(row)).map((row) => `${valueName(row.key)}: ${arrow(row)}`).join("; ");
