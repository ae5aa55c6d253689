// What administrators and people may do, in words: "Contain an account" of account.contain.
import { has, t } from "../../shared/i18n/i18n.ts";

// An operation that has no word here is called by its own name.
export const actName = (operation: string): string => {
  const word = `act-${operation.replaceAll(".", "-")}`;
  return has(word) ? t(word) : operation;
};
