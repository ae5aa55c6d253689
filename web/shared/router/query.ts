// The state of a page in its address.  const [query, setQuery] = useQuery({ text: "", sort: "name" });
import { useLocation } from "preact-iso";
import { addressOf, queryOf, type Query } from "./query.model.ts";

export function useQuery<T extends Query>(plain: T): [Record<keyof T, string>, (change: Partial<Record<keyof T, string>>, keep?: boolean) => void] {
  const { url, path, route } = useLocation();
  const search = url.includes("?") ? url.slice(url.indexOf("?")) : "";
  const query = queryOf(search, plain) as Record<keyof T, string>;
  // What is typed letter by letter takes the place of what was there; a choice is a step that one can go back from.
  const change = (some: Partial<Record<keyof T, string>>, keep = false): void =>
    route(addressOf(path, { ...query, ...some } as Query, plain, search), !keep);
  return [query, change];
}
