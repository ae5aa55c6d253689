// Which options answer to what was typed: those that begin with it first, then those with a word that does, then those that hold it.
export interface Option { value: string; label: string; hint?: string }

const MOST = 100;

function rank(option: Option, typed: string): number {
  const label = option.label.toLocaleLowerCase();
  if (label.startsWith(typed)) return 0;
  if (label.split(/[\s.@/-]+/).some((word) => word.startsWith(typed))) return 1;
  return label.includes(typed) || (option.hint?.toLocaleLowerCase().includes(typed) ?? false) ? 2 : 3;
}

export function narrowed(options: readonly Option[], typed: string): Option[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (!wanted) return options.slice(0, MOST);
  return options.map((option) => ({ option, rank: rank(option, wanted) })).filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank).slice(0, MOST).map((one) => one.option);
}
