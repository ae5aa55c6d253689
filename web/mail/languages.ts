// The languages of these pages, each fetched when it is spoken.
import type { Language } from "../shared/i18n/choice.ts";
import { loginPart } from "../login/part.ts";
import { refusalsIn } from "../shared/i18n/declared.ts";

export const LANGUAGES: readonly Language[] = [
  {
    code: "en", name: "English", direction: "ltr", load: async () => ({ sources: (await import("./words/en.ts")).default }), part: loginPart("en"),
  },
  {
    code: "de", name: "Deutsch", direction: "ltr", load: async () => ({ sources: (await import("./words/de.ts")).default }), part: loginPart("de"),
    declared: refusalsIn("de"),
  },
];
