// The addresses that a domain has of its own, and where in the console each leads: /domain/home.test/accounts.
const OTHERS: Readonly<Record<string, string>> = { lists: "aliases", health: "" };  // lists are aliases that mean several

export function placeOfDomain(name: string, part: string): string {
  if (name === "") return "/admin/domains";
  if (part === "services") return `/admin/service-accounts?find=${encodeURIComponent(`@${name}`)}`;
  const tab = OTHERS[part] ?? part;
  return `/admin/domains/${encodeURIComponent(name)}${tab ? `/${encodeURIComponent(tab)}` : ""}`;
}

// With what the address says besides.
export const withSearch = (place: string, search: string): string =>
  search.length > 1 ? `${place}${place.includes("?") ? "&" : "?"}${search.slice(1)}` : place;
