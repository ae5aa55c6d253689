// What a list shows of its rows: which of them, in what order, and as a file.
import { compare } from "../i18n/format.ts";
import { csv } from "../ui/csv.model.ts";
import type { Sort } from "../ui/grid.model.ts";

// What a list knows of a row besides how it is drawn.
export interface Told<Row> {
  key: string;
  label: string;
  text: (row: Row) => string;  // what is searched and exported
  order?: ((row: Row) => number | string) | undefined;  // by which it is sorted; none: by its text
}

export interface Filter<Row> {
  label: string;
  chips: readonly { value: string; label: string }[];  // the first, "", is for all
  has: (row: Row, value: string) => boolean;
}

// All words of a row. They are kept for as long as the columns are the same: of ten thousand rows they are asked for at a letter that is typed.
const kept = new WeakMap<object, { of: object; words: string }>();

function wordsOf<Row>(row: Row, columns: readonly Told<Row>[]): string {
  const key = typeof row === "object" && row !== null ? row : null;
  const known = key && kept.get(key);
  if (known && known.of === columns) return known.words;
  const words = columns.map((column) => column.text(row)).join("\n").toLocaleLowerCase();
  if (key) kept.set(key, { of: columns, words });
  return words;
}

const AT_ONCE = 100;
const wordsIn = (text: string): string[] => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

// Looks for rows by what one types. Who types on looks among what answers already: of ten thousand, only the first letters ask all of them.
export class Finder<Row> {
  private readonly rows: readonly Row[];
  private readonly columns: readonly Told<Row>[];
  private readonly known: { row: Row; told: string }[] = [];  // the first of them, or all
  private last: { text: string; found: readonly { row: Row; told: string }[] } = { text: "", found: this.known };

  constructor(rows: readonly Row[], columns: readonly Told<Row>[]) {
    this.rows = rows;
    this.columns = columns;
  }

  // Before anybody looks for one: a step makes the words of some rows.
  *learn(): Generator<number> {
    while (this.known.length < this.rows.length) {
      this.learnTo(this.known.length + AT_ONCE);
      yield this.known.length;
    }
  }

  // All of them are the list itself: nothing that is made from it is made anew.
  find(text: string): readonly Row[] {
    const words = wordsIn(text);
    if (words.length === 0) return this.rows;
    this.learnTo(this.rows.length);
    let found = text.startsWith(this.last.text) ? this.last.found : this.known;
    for (const word of words) found = found.filter(({ told }) => told.includes(word));
    this.last = { text, found };
    return found.length === this.rows.length ? this.rows : found.map(({ row }) => row);
  }

  private learnTo(count: number): void {
    for (const row of this.rows.slice(this.known.length, count)) this.known.push({ row, told: wordsOf(row, this.columns) });
  }
}

// The server looks for one text: of several words it is asked for the longest, which leaves the fewest, and the others are looked for here.
export function askedOf(find: string): { asked: string; others: string } {
  const words = wordsIn(find);
  const asked = words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
  return { asked, others: words.filter((word) => word !== asked).join(" ") };
}

// With those that the server found besides. `isWhole`: it has found all of what is here in part.
export function joined<Row>(here: readonly Row[], found: readonly Row[], keyOf: (row: Row) => string, isWhole = false): readonly Row[] {
  if (found.length === 0) return here;
  if (isWhole) {
    const whole = new Set(found.map(keyOf));
    return [...here.filter((row) => !whole.has(keyOf(row))), ...found];
  }
  const known = new Set(here.map(keyOf));
  const more = found.filter((row) => !known.has(keyOf(row)));
  return more.length === 0 ? here : [...here, ...more];
}

// What has all words in sight, and what the server found by the longest: it looks also where no column shows it.
export function matchingIn<Row>(finder: Finder<Row>, find: string, found: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const inSight = finder.find(find);
  if (found.length === 0) return inSight;
  const keys = new Set([...inSight, ...found].map(keyOf));
  const { others } = askedOf(find);
  return finder.find(others).filter((row) => keys.has(keyOf(row)));
}

export function ordered<Row>(rows: readonly Row[], columns: readonly Told<Row>[], sort: Sort | null): readonly Row[] {
  const column = columns.find((one) => one.key === sort?.column);
  if (!sort || !column) return rows;
  const of = column.order ?? column.text;
  const sign = sort.descending ? -1 : 1;
  // Each row is asked once: a list of ten thousand is compared more than a hundred thousand times.
  const asked = rows.map((row) => ({ row, value: of(row) }));
  asked.sort((a, b) => sign * (typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value
    : compare(String(a.value), String(b.value))));
  return asked.map((one) => one.row);
}

// At each letter, for each chip: without a list of those that are counted.
export function countOf<Row>(rows: readonly Row[], is: (row: Row) => boolean): number {
  let count = 0;
  for (const row of rows) if (is(row)) ++count;
  return count;
}

// How many of them were not there before.
export function newIn<Row>(rows: readonly Row[], before: readonly Row[], keyOf: (row: Row) => string): number {
  if (rows.length === 0) return 0;
  const known = new Set(before.map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row))).length;
}

// A sort order in the address: "since", or "-since" when it is turned round.
export const sortIn = (text: string): Sort | null => (text === "" ? null : { column: text.replace(/^-/, ""), descending: text.startsWith("-") });
export const sortOut = (sort: Sort): string => `${sort.descending ? "-" : ""}${sort.column}`;

export function csvOf<Row>(rows: readonly Row[], columns: readonly Told<Row>[]): string {
  return csv([columns.map((column) => column.label), ...rows.map((row) => columns.map((column) => column.text(row)))]);
}

export const jsonOf = (rows: readonly unknown[]): string => `${JSON.stringify(rows, null, 1)}\n`;

// Of rows as the server made them: each member under its own name.
export const membersOf = <Row extends object>(rows: readonly Row[]): Told<Row>[] =>
  Object.keys(rows[0] ?? {}).map((key) => ({ key, label: key, text: (row) => String(Reflect.get(row, key) ?? "") }));
