// Which columns of a list one has chosen to see. Those left out are kept, so that a column that comes later is shown to everybody.
export interface Choosable { key: string; unseen?: boolean }

// Some may be known to another release, or to those who may do more: they stay kept, and leave nothing out here.
export const leftOutIn = (text: string | null): ReadonlySet<string> => new Set((text ?? "").split(",").filter(Boolean));
export const leftOutAs = (leftOut: ReadonlySet<string>): string | null => (leftOut.size === 0 ? null : [...leftOut].join(","));

export function turned(leftOut: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(leftOut);
  if (!next.delete(key)) next.add(key);
  return next;
}

// The first one names the row, and stays.
export const choosable = <Column extends Choosable>(columns: readonly Column[]): readonly Column[] =>
  columns.filter((column) => !column.unseen).slice(1);

export function withoutThose<Column extends Choosable>(columns: readonly Column[], leftOut: ReadonlySet<string>): readonly Column[] {
  return columns.filter((column) => !column.unseen).filter((column, index) => index === 0 || !leftOut.has(column.key));
}

// Nobody sees why rows stand as they do by a column that he has left out: then they stand as the list has them at first.
export function sortShown(sort: string, atFirst: string, columns: readonly Choosable[], leftOut: ReadonlySet<string>): string {
  const key = sort.replace(/^-/, "");
  return leftOut.has(key) && choosable(columns).some((column) => column.key === key) ? atFirst : sort;
}
