// The way to a page of the console, where there is one that this person may open.
import { PAGES } from "./pages.ts";
import { mayOpen, type Session } from "./session.ts";

// A page answers for its own path, and for what goes on from it where it has a route.
const answers = (page: { path: string; route?: string }, path: string): boolean =>
  path === page.path || (page.route !== undefined && path.startsWith(`${page.path}/`));

// The same address; nothing where a link would lead to nowhere.
export function wayTo(session: Session, address: string | undefined): string | undefined {
  const path = address?.split("?")[0] ?? "";
  return PAGES.some((page) => answers(page, path) && mayOpen(session, page)) ? address : undefined;
}
