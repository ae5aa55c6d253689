// What becomes of a message with so many points, as the settings of the judge say it.
export interface Band { key: "none" | "low" | "medium" | "high"; from: number | null; to: number | null; action: string }

export type ValueOf = (key: string) => string;  // of a setting, as it is entered

const pointsOf = (text: string): number | null => (/^-?\d+$/.test(text.trim()) ? Number(text) : null);

// None where the limits do not rise, or are no numbers.
export function bandsOf(value: ValueOf): readonly Band[] | null {
  const [low, medium, high] = ["spam.low", "spam.medium", "spam.high"].map((key) => pointsOf(value(key)));
  if (low == null || medium == null || high == null || low > medium || medium > high) return null;
  return [
    { key: "none", from: null, to: low, action: "inbox" },
    { key: "low", from: low, to: medium, action: value("spam.low_action") },
    { key: "medium", from: medium, to: high, action: value("spam.medium_action") },
    { key: "high", from: high, to: null, action: value("spam.high_action") },
  ];
}
