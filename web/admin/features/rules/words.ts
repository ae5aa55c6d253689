// What rules are called. What comes from the server may be newer than this page, and is shown as it is.
import { has, t } from "../../../shared/i18n/i18n.ts";
import { isEverywhere } from "../../parts/block.ts";

export const kindOf = (kind: string): string => (has(`rules-kind-${kind}`) ? t(`rules-kind-${kind}`) : kind);
export const actionOf = (action: string): string => (has(`rules-action-${action}`) ? t(`rules-action-${action}`) : action);
const serviceOf = (service: string): string => (has(`blocks-service-${service}`) ? t(`blocks-service-${service}`) : service);
// Where what a rule counts happens.
export const servicesOf = (services: readonly string[]): string =>
  (isEverywhere(services) ? t("rules-everywhere") : services.map(serviceOf).join(", "));
export const pathOf = (rule: string): string => `/admin/ids/rules/${encodeURIComponent(rule)}`;
