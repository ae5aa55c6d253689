// What a list shows, as it stands in the address: a link to it shows the same.
export type Query = Readonly<Record<string, string>>;

// A member that is as it is without being said is left out of the address.
export function queryOf(search: string, plain: Query): Query {
  const given = new URLSearchParams(search);
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, given.get(name) ?? value]));
}

// What else stands in the address is another part's, and stays.
export function addressOf(path: string, query: Query, plain: Query, before = ""): string {
  const given = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(before)) if (!(name in plain)) given.append(name, value);
  for (const [name, value] of Object.entries(query)) if (value !== plain[name]) given.set(name, value);
  const search = given.toString();
  return search ? `${path}?${search}` : path;
}
