// Which languages there are, and which one a reader is shown. Small, for pages ask for words before they know how to show them.
import { kept } from "../theme/kept.ts";

// What the server declares in English, in another language.
export type Catalogue = Readonly<Record<string, string>>;
export interface Words { sources: readonly string[]; transform?: (text: string) => string }
export interface Language {
  code: string;
  name: string;  // in the language itself
  direction: "ltr" | "rtl";
  load: () => Promise<Words>;
  part?: (name: string) => Promise<string>;  // words that only some pages have
  declared?: (group: string) => Promise<Catalogue>;  // none: the server's own words
}

// The first of the reader's languages that is offered; "de-AT" is served by "de".
export function bestLanguage(wanted: readonly string[], all: readonly Language[]): Language | undefined {
  const found = wanted.flatMap((tag) => all.find((one) => one.code === tag) ?? all.find((one) => one.code === tag.split("-")[0]) ?? []);
  return found[0] ?? all[0];
}

// What he chose here before, or what his browser asks for.
export function chosenLanguage(all: readonly Language[]): Language | undefined {
  const chosen = kept("language");
  return bestLanguage([...(chosen ? [chosen] : []), ...navigator.languages], all);
}
