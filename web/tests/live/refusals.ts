// What the server refuses, as a flow says beforehand: "POST /api/v1/session 401", where * is any one part of a path. A page asks for nothing
// that is refused by itself, so nothing else may be.
const patternOf = (line: string): RegExp => new RegExp(`^refused: ${line.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/ ]+")}$`);

// By this a page learns that nobody has signed in yet.
export const NOBODY = "GET /api/v1/session 401";

export class Refusals {
  private readonly expected: string[] = [];
  private readonly allowed: string[] = [];

  // It has to be.
  expect(...lines: readonly string[]): void { this.expected.push(...lines); }
  // It may be: whether it is depends on what came before.
  allow(...lines: readonly string[]): void { this.allowed.push(...lines); }

  // What remains of the faults, and what should have been refused and was not.
  left(faults: readonly string[]): string[] {
    const known = [...this.expected, ...this.allowed].map(patternOf);
    const missing = this.expected.filter((line) => {
      const pattern = patternOf(line);
      return !faults.some((one) => pattern.test(one));
    });
    return [...faults.filter((one) => !known.some((pattern) => pattern.test(one))), ...missing.map((line) => `was not refused: ${line}`)];
  }
}
