// What the palette finds for what was typed: letters in their order, best where they begin words or follow one another.
export interface Entry { id: string; label: string; group: string; words?: string; icon?: string; run: () => void }
export interface Found { entry: Entry; score: number; at: readonly number[] }

const MOST = 50;

interface Match { score: number; at: number[] }

function matchIn(text: string, typed: string): Match | null {
  const whole = text.indexOf(typed);
  if (whole >= 0) {
    const isStart = whole === 0 || /[\s./@-]/.test(text[whole - 1] ?? "");
    return { score: (isStart ? 200 : 100) - whole - text.length / 100, at: Array.from(typed, (_, i) => whole + i) };
  }
  const at: number[] = [];
  let score = 0;
  for (const letter of typed) {
    const found = text.indexOf(letter, (at.at(-1) ?? -1) + 1);
    if (found < 0) return null;
    score += found === (at.at(-1) ?? -2) + 1 ? 4 : /[\s./@-]/.test(text[found - 1] ?? " ") ? 6 : -1;
    at.push(found);
  }
  return score > 0 ? { score, at } : null;
}

// Several words, each of them somewhere in its names: less than what was typed as it stands.
const LOOSE = 20;
function hasAll({ label, words = "" }: Entry, wanted: string): boolean {
  const all = `${label} ${words}`.toLocaleLowerCase();
  return wanted.includes(" ") && wanted.split(/\s+/).every((word) => all.includes(word));
}

export function find(entries: readonly Entry[], typed: string, recent: readonly string[] = []): Found[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const age = (entry: Entry): number => (recent.includes(entry.id) ? recent.length - recent.indexOf(entry.id) : 0);
  if (!wanted) return [...entries].sort((a, b) => age(b) - age(a)).slice(0, MOST).map((entry) => ({ entry, score: 0, at: [] }));
  return entries.flatMap((entry) => {
    const own = matchIn(entry.label.toLocaleLowerCase(), wanted);
    const other = entry.words ? matchIn(entry.words.toLocaleLowerCase(), wanted) : null;
    if (own) return [{ entry, score: own.score + age(entry), at: own.at }];
    const score = other && other.score > 50 ? other.score / 2 : hasAll(entry, wanted) ? LOOSE : 0;
    return score > 0 ? [{ entry, score: score + age(entry), at: [] }] : [];
  }).sort((a, b) => b.score - a.score).slice(0, MOST);
}

// A label in pieces, those that were typed marked.
export function marked(label: string, at: readonly number[]): { text: string; hit: boolean }[] {
  const hits = new Set(at);
  const out: { text: string; hit: boolean }[] = [];
  Array.from({ length: label.length }, (_, i) => label[i] ?? "").forEach((letter, i) => {
    const last = out.at(-1);
    if (last && last.hit === hits.has(i)) last.text += letter;
    else out.push({ text: letter, hit: hits.has(i) });
  });
  return out;
}
