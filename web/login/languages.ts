// The languages of this page, each fetched when it is spoken; and words of the one part that most never see.
import { refusalsIn } from "../shared/i18n/declared.ts";
import type { Language } from "../shared/i18n/i18n.ts";

export const LANGUAGES: readonly Language[] = [
  {
    code: "en", name: "English", direction: "ltr", load: async () => ({ sources: (await import("./words/en.ts")).default }),
    part: async () => (await import("./words/forgotten-en.ts")).default,
  },
  {
    code: "de", name: "Deutsch", direction: "ltr", load: async () => ({ sources: (await import("./words/de.ts")).default }),
    part: async () => (await import("./words/forgotten-de.ts")).default, declared: refusalsIn("de"),
  },
];
