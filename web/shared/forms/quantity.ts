// Sizes and times as the settings say them, "50 MiB" and "5min": a whole number and a unit.
export interface Unit { name: string; factor: number }

export const SIZES: readonly Unit[] = [
  { name: "B", factor: 1 }, { name: "KiB", factor: 2 ** 10 }, { name: "MiB", factor: 2 ** 20 }, { name: "GiB", factor: 2 ** 30 },
  { name: "TiB", factor: 2 ** 40 },
];
export const SPANS: readonly Unit[] = [
  { name: "ms", factor: 1 }, { name: "s", factor: 1000 }, { name: "min", factor: 60_000 }, { name: "h", factor: 3_600_000 },
  { name: "d", factor: 86_400_000 },
];

export interface Quantity { amount: string; unit: string }

// In its parts, as they are entered; what is no number stays as it was typed.
export function parted(text: string, units: readonly Unit[]): Quantity {
  const found = /^\s*(\S*?)\s*([A-Za-z]+)?\s*$/.exec(text);
  const word = found?.[2]?.toLowerCase();
  const unit = units.find((one) => one.name.toLowerCase() === word) ?? units[units === SPANS ? 1 : 0];
  return { amount: found?.[1] ?? text, unit: unit?.name ?? "" };
}

export const joined = ({ amount, unit }: Quantity, units: readonly Unit[]): string => `${amount.trim()}${units === SIZES ? " " : ""}${unit}`;

export function valueOf(text: string, units: readonly Unit[]): number | null {
  const { amount, unit } = parted(text, units);
  const factor = units.find((one) => one.name === unit)?.factor;
  if (factor === undefined || !/^\d+$/.test(amount)) return null;
  const value = Number(amount) * factor;
  return Number.isSafeInteger(value) ? value : null;
}

// In the largest unit that says it in whole numbers.
export function said(value: number, units: readonly Unit[]): string {
  const unit = [...units].reverse().find((one) => value !== 0 && value % one.factor === 0) ?? units[units === SPANS ? 1 : 0];
  return joined({ amount: String(value / (unit?.factor ?? 1)), unit: unit?.name ?? "" }, units);
}
