// In which language the server writes to somebody: one that it has (src/base/language.h), or that of his domain.
import { languages } from "./i18n.ts";

export const AS_DOMAIN = "domain";
const WRITTEN = ["en", "de"];

// In the language itself, as in the menu of the page's own.
export const languageNamed = (code: string): string => languages().find((one) => one.code === code)?.name ?? code;

export const mailLanguages = (asDomain: string): { value: string; label: string }[] =>
  [{ value: AS_DOMAIN, label: asDomain }, ...WRITTEN.map((value) => ({ value, label: languageNamed(value) }))];
