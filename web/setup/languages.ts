// The languages of the first run, each fetched when it is spoken.
import { refusalsIn } from "../shared/i18n/declared.ts";
import type { Language } from "../shared/i18n/i18n.ts";

// Those of signing in are fetched when a session is over.
const LOGIN = import.meta.glob<string>("../locales/*/login.ftl", { query: "?raw", import: "default" });
const partOf = (code: string) => (name: string): Promise<string> => LOGIN[`../locales/${code}/${name}.ftl`]?.() ?? Promise.resolve("");

export const LANGUAGES: readonly Language[] = [
  {
    code: "en", name: "English", direction: "ltr", load: async () => ({ sources: (await import("./words/en.ts")).default }), part: partOf("en"),
  },
  {
    code: "de", name: "Deutsch", direction: "ltr", load: async () => ({ sources: (await import("./words/de.ts")).default }), part: partOf("de"),
    declared: refusalsIn("de"),
  },
];
