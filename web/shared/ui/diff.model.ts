// What is different between two texts, line by line: the longest run of lines that both have stays.
export interface Line { kind: "same" | "gone" | "fresh"; text: string }

const MOST_CELLS = 4_000_000;

export function lines(before: string, after: string): Line[] {
  const a = before === "" ? [] : before.split("\n");
  const b = after === "" ? [] : after.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) ++head;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) ++tail;
  const same = (some: readonly string[]): Line[] => some.map((text) => ({ kind: "same", text }));
  return [...same(a.slice(0, head)), ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)), ...same(a.slice(a.length - tail))];
}

function middle(a: readonly string[], b: readonly string[]): Line[] {
  // Two long texts that have little in common are shown one after the other.
  if (a.length * b.length > MOST_CELLS) return [...all("gone", a), ...all("fresh", b)];
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; --i)
    for (let j = b.length - 1; j >= 0; --j) length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const out: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) { out.push({ kind: "same", text: a[i] ?? "" }); ++i; ++j; }
    else if (at(i + 1, j) >= at(i, j + 1)) out.push({ kind: "gone", text: a[i++] ?? "" });
    else out.push({ kind: "fresh", text: b[j++] ?? "" });
  }
  return [...out, ...all("gone", a.slice(i)), ...all("fresh", b.slice(j))];
}

const all = (kind: Line["kind"], some: readonly string[]): Line[] => some.map((text) => ({ kind, text }));
