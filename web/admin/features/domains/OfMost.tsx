// How many a domain has of what it may have; nothing where it may have any number.
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";

export const OfMost = ({ used, most }: { used: number; most: number }) =>
  (most === 0 ? null : <span class={used >= most ? "strong" : "dim"}>{t("domains-of-most", { used: number(used), most: number(most) })}</span>);
