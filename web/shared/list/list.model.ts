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

// A step makes the words of some rows.
export function* learn<Row>(rows: readonly Row[], columns: readonly Told<Row>[]): Generator<number> {
  for (let i = 0; i < rows.length; ++i) {
    wordsOf(rows[i] as Row, columns);
    if ((i + 1) % AT_ONCE === 0) yield i + 1;
  }
}

const wordsIn = (text: string): string[] => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

// Looks for rows by what one types. Who types on looks among what answers already: of ten thousand, only the first letters ask all of them.
export function finder<Row>(rows: readonly Row[], columns: readonly Told<Row>[]): (text: string) => readonly Row[] {
  let all: readonly { row: Row; told: string }[] | undefined;
  let last = { text: "", found: all };
  return (text) => {
    const words = wordsIn(text);
    if (words.length === 0) return rows;
    all ??= rows.map((row) => ({ row, told: wordsOf(row, columns) }));
    const among = (text.startsWith(last.text) ? last.found : undefined) ?? all;
    const found = among.filter(({ told }) => words.every((word) => told.includes(word)));
    last = { text, found };
    return found.map(({ row }) => row);
  };
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
