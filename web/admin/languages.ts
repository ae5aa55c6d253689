// The languages of the console, each fetched when it is spoken.
import type { Catalogue, Language } from "../shared/i18n/choice.ts";

// Those that every page has come in one file (words/).
const PARTS = import.meta.glob<string>([
  "../locales/*/*.ftl", "!../locales/*/kit.ftl", "!../locales/*/forms.ftl", "!../locales/*/list.ftl", "!../locales/*/shell.ftl",
  "!../locales/*/pages.ftl",
], { query: "?raw", import: "default" });
const partOf = (code: string) => (name: string): Promise<string> => PARTS[`../locales/${code}/${name}.ftl`]?.() ?? Promise.resolve("");

// A group is one file, or several that begin with its name.
const DECLARED = import.meta.glob<Catalogue>("../locales/*/declared/*.po", { import: "default" });
const declaredOf = (code: string) => async (group: string): Promise<Catalogue> => {
  const begin = `../locales/${code}/declared/${group}`;
  const found = Object.entries(DECLARED).filter(([path]) => path === `${begin}.po` || path.startsWith(`${begin}-`));
  return Object.assign({}, ...await Promise.all(found.map(([, load]) => load())));
};

export const LANGUAGES: readonly Language[] = [
  {
    code: "en", name: "English", direction: "ltr", load: async () => ({ sources: (await import("./words/en.ts")).default }), part: partOf("en"),
  },
  {
    code: "de", name: "Deutsch", direction: "ltr", load: async () => ({ sources: (await import("./words/de.ts")).default }), part: partOf("de"),
    declared: declaredOf("de"),
  },
];
