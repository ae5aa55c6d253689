// What domains have set otherwise than new ones begin with, and how that is spread.
export interface Drift { domain: string; setting: string; value: string; default: string }
export interface Step { domain: string; setting: string; before: string; after: string }
export interface Plan { number: number | null; changes: readonly Step[] }
export interface Undone extends Plan { changed_since: readonly { domain: string; setting: string }[] }
export interface Propagation { number: number; at: string; by: string; changes: readonly Step[] }

// One setting in which some domains differ.
export interface DriftRow { setting: string; default: string; domains: readonly string[]; values: readonly string[] }

export function bySetting(drift: readonly Drift[]): DriftRow[] {
  const rows = new Map<string, { setting: string; default: string; domains: string[]; values: Set<string> }>();
  for (const one of drift) {
    const row = rows.get(one.setting) ?? { setting: one.setting, default: one.default, domains: [], values: new Set<string>() };
    row.domains.push(one.domain);
    row.values.add(one.value);
    rows.set(one.setting, row);
  }
  return [...rows.values()].map((row) => ({ ...row, values: [...row.values] }));
}

export const domainsIn = (drift: readonly Drift[], settings: ReadonlySet<string>): string[] =>
  [...new Set(drift.filter((one) => settings.has(one.setting)).map((one) => one.domain))].sort();

export const settingsIn = (changes: readonly Step[]): string[] => [...new Set(changes.map((step) => step.setting))];
export const countDomains = (changes: readonly Step[]): number => new Set(changes.map((step) => step.domain)).size;
