// Who has sent more than he may, as the log of deliveries tells it.
export interface Over {
  key: string;
  at: string;
  of: string;  // whose limit it was: of an account, a domain or an alias
  account: string;  // who has sent
  hourly: number;
  until: string | null;  // when it goes on; none: it was refused
}

interface LogLine { t: string; s?: string; account?: string; message?: string; name?: string; count?: number; value?: string }

const isLine = (line: unknown): line is LogLine => typeof line === "object" && line !== null && "t" in line;

// A line that a crash has cut off is no object, and says nothing.
export const oversOf = (lines: readonly unknown[]): Over[] => lines.filter(isLine).map((line, index) => ({
  key: `${line.message ?? ""} ${line.name ?? ""} ${index}`, at: line.t, of: line.name ?? "", account: line.account ?? "", hourly: line.count ?? 0,
  until: line.value ? line.value : null,
}));

// How much of an hour's recipients is used up; above 1 mail waits.
export const shareOf = ({ recipients, hourly }: { recipients: number; hourly: number }): number => recipients / hourly;
export const verdictOf = (row: { recipients: number; hourly: number }): "ok" | "warn" | "bad" =>
  (shareOf(row) > 1 ? "bad" : shareOf(row) >= 0.8 ? "warn" : "ok");
