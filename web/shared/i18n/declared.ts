// The files of what the server declares (web/locales/*/declared): each is a chunk of its own.
import type { Catalogue } from "./i18n.ts";

export type Files = Readonly<Record<string, () => Promise<Catalogue>>>;

// A group is one file, or several that begin with its name.
export const groupOf = (files: Files, code: string) => async (group: string): Promise<Catalogue> => {
  const begin = `/locales/${code}/declared/${group}`;
  const found = Object.entries(files).filter(([path]) => path.endsWith(`${begin}.po`) || path.includes(`${begin}-`));
  return Object.assign({}, ...await Promise.all(found.map(([, load]) => load())));
};

// What every page may be told once something is refused; fetched then (problem.ts).
const REFUSALS = import.meta.glob<Catalogue>(["../../locales/*/declared/answers.po", "../../locales/*/declared/said*.po"], { import: "default" });
export const refusalsIn = (code: string): (group: string) => Promise<Catalogue> => groupOf(REFUSALS, code);
