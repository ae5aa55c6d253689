// The state of a page in its address.  const [query, setQuery] = useQuery({ text: "", sort: "name" });
import { useLocation } from "preact-iso";
import { addressOf, queryOf, type Query } from "./query.model.ts";

type Values<T> = Record<keyof T, string>;

export function useQuery<T extends Query>(plain: T): [Values<T>, (change: Partial<Values<T>>, replace?: boolean) => void] {
  const { url, path, route } = useLocation();
  const search = url.includes("?") ? url.slice(url.indexOf("?")) : "";
  const query = queryOf(search, plain) as Values<T>;
  // What is typed letter by letter takes the place of what was there; a choice is a step that one can go back from.
  const change = (some: Partial<Values<T>>, replace = false): void =>
    route(addressOf(path, { ...query, ...some } as Query, plain, search), replace);
  return [query, change];
}
