// Why somebody was not let in, in words; what is not known yet is shown as the server writes it.
import { has, t } from "../../shared/i18n/i18n.ts";

export const causeWord = (cause: string): string => (has(`cause-${cause}`) ? t(`cause-${cause}`) : cause);
