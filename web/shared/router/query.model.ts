// What a list shows, as it stands in the address: a link to it shows the same.
export type Query = Readonly<Record<string, string>>;

// A member that is as it is without being said is left out of the address.
export function queryOf(search: string, plain: Query): Query {
  const given = new URLSearchParams(search);
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, given.get(name) ?? value]));
}

// What else stands in the address, `search`, belongs to another part of the page and stays.
export function addressOf(path: string, query: Query, plain: Query, search = ""): string {
  const given = new URLSearchParams(search);
  for (const name of Object.keys(plain)) given.delete(name);
  for (const [name, value] of Object.entries(query)) if (value !== plain[name]) given.set(name, value);
  const asked = given.toString();
  return asked ? `${path}?${asked}` : path;
}
