// What rules are called. What comes from the server may be newer than this page, and is shown as it is.
import { has, t } from "../../../shared/i18n/i18n.ts";

export const kindOf = (kind: string): string => (has(`rules-kind-${kind}`) ? t(`rules-kind-${kind}`) : kind);
export const actionOf = (action: string): string => (has(`rules-action-${action}`) ? t(`rules-action-${action}`) : action);
export const pathOf = (rule: string): string => `/admin/ids/rules/${encodeURIComponent(rule)}`;
