// The languages of the console, each fetched when it is spoken.
import type { Catalogue, Language } from "../shared/i18n/choice.ts";
import { groupOf } from "../shared/i18n/declared.ts";

// Those that every page has come in one file (words/).
const PARTS = import.meta.glob<string>([
  "../locales/*/*.ftl", "!../locales/*/kit.ftl", "!../locales/*/forms.ftl", "!../locales/*/list.ftl", "!../locales/*/shell.ftl",
  "!../locales/*/pages.ftl",
], { query: "?raw", import: "default" });
const partOf = (code: string) => (name: string): Promise<string> => PARTS[`../locales/${code}/${name}.ftl`]?.() ?? Promise.resolve("");

const DECLARED = import.meta.glob<Catalogue>(["../locales/*/declared/*.po", "!../locales/*/declared/letters.po"], { import: "default" });

export const LANGUAGES: readonly Language[] = [
  {
    code: "en", name: "English", direction: "ltr", load: async () => ({ sources: (await import("./words/en.ts")).default }), part: partOf("en"),
  },
  {
    code: "de", name: "Deutsch", direction: "ltr", load: async () => ({ sources: (await import("./words/de.ts")).default }), part: partOf("de"),
    declared: groupOf(DECLARED, "de"),
  },
];
