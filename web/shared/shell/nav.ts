// The pages of a console as its side bar, its palette and its narrow bar name them.
import type { IconName } from "../ui/Icon.tsx";
import type { Entry } from "../ui/palette.model.ts";

export interface NavPage {
  path: string;
  label: string;
  icon: IconName;
  group: string;
  words?: string;  // by which it is also found
  narrow?: string;  // in the bar at the foot of a narrow window, under this word: a fifth of 360 pixels has room for nine letters
  badge?: string;
}

export interface NavGroup { name: string; pages: readonly NavPage[] }

// In the order in which they are given.
export function groupsOf(pages: readonly NavPage[]): NavGroup[] {
  const groups = new Map<string, NavPage[]>();
  for (const page of pages) groups.set(page.group, [...(groups.get(page.group) ?? []), page]);
  return [...groups].map(([name, some]) => ({ name, pages: some }));
}

// The page that one is on: the one with the longest path that this one goes on from.
export function currentPage<Page extends { path: string }>(pages: readonly Page[], path: string): Page | undefined {
  const within = pages.filter((page) => path === page.path || path.startsWith(`${page.path}/`));
  return within.sort((a, b) => b.path.length - a.path.length)[0];
}

// The one that a side bar marks: of pages that it does not name, not the first one, from which all others go on.
export function markedPage<Page extends { path: string }>(pages: readonly Page[], path: string): Page | undefined {
  const page = currentPage(pages, path);
  return page === pages[0] && page?.path !== path ? undefined : page;
}

// One page, or parts of one that have an entry each. All are below the home, which is no part of any.
export function isPartOf(home: string, one: string, other: string): boolean {
  if (one === other) return true;
  if ([one, other].some((path) => path === home || path === "")) return false;
  return one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

export const entriesOf = (pages: readonly NavPage[], go: (path: string) => void): Entry[] =>
  pages.map(({ path, label, icon, group, words }) => ({ id: path, label, group, icon, run: () => go(path), ...(words && { words }) }));
