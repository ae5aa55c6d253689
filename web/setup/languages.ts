// The languages of the first run, each fetched when it is spoken.
import { loginPart } from "../login/part.ts";
import { refusalsIn } from "../shared/i18n/declared.ts";
import type { Language } from "../shared/i18n/i18n.ts";

export const LANGUAGES: readonly Language[] = [
  {
    code: "en", name: "English", direction: "ltr", load: async () => ({ sources: (await import("./words/en.ts")).default }), part: loginPart("en"),
  },
  {
    code: "de", name: "Deutsch", direction: "ltr", load: async () => ({ sources: (await import("./words/de.ts")).default }), part: loginPart("de"),
    declared: refusalsIn("de"),
  },
];
