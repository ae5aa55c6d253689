// What becomes of a message with so many points, as the settings of the judge say it; and whom greylisting knows.
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

// Whose mail is put off, or who is known for having come again: by his proven domain, or by his network.
export interface Greylisted {
  who: string;
  state: "waiting" | "known";
  seen: string;  // when he came first; who is known, last, to the day
  comes_in: string | null;  // from then on, who waits
  until: string;  // then he is as unknown as at first
  sender: string;  // of who waits
  recipient: string;
}

export const isInState = ({ state }: Greylisted, chip: string): boolean => chip === "" || state === chip;
// A message of his that waits is a row.
export const keyOfGreylisted = ({ who, state, sender, recipient }: Greylisted): string =>
  (state === "known" ? who : `${who} ${sender} ${recipient}`);
