import { expect, test } from "vitest";
import { askedOf, csvOf, Finder, joined, jsonOf, matchingIn, membersOf, ordered, sortIn, sortOut, type Told } from "./list.model.ts";

interface Row { name: string; hits: number }
const rows: readonly Row[] = [{ name: "node10", hits: 2 }, { name: "node2", hits: 30 }, { name: "Ann", hits: 1 }];
const columns: readonly Told<Row>[] = [
  { key: "name", label: "Name", text: (row) => row.name },
  { key: "hits", label: "Hits", text: (row) => String(row.hits), order: (row) => row.hits },
];

test("rows are found by all words, in whichever column they stand", () => {
  const finder = new Finder(rows, columns);
  expect(finder.find("NODE 30")).toEqual([rows[1]]);
  expect(finder.find("  ")).toBe(rows);
  expect(finder.find("n")).toBe(rows);
  expect(finder.find("node node3")).toEqual([]);
});

test("whoever types on, takes letters back or begins anew finds what one finds at once", () => {
  const finder = new Finder(rows, columns);
  for (const text of ["n", "no", "node1", "node1 2", "node", "", "an", "ann 1", "node10", "e1", "e1 ", "e1 3"])
    expect(finder.find(text), text).toEqual(new Finder(rows, columns).find(text));
});

test("what a row says is asked once, and before anybody looks for it", () => {
  let asked = 0;
  const many: readonly Row[] = Array.from({ length: 250 }, (_, i) => ({ name: `node${i}`, hits: i }));
  const counted = columns.map((column) => ({ ...column, text: (row: Row) => { ++asked; return column.text(row); } }));
  const finder = new Finder(many, counted);
  const learning = finder.learn();
  expect([learning.next().value, asked]).toEqual([100, 200]);
  expect(finder.find("node249")).toHaveLength(1);  // who is quicker than that misses nothing
  expect([...learning, asked]).toEqual([500]);
  for (const text of ["n", "no", "node 24"]) new Finder(many, counted).find(text);
  expect(asked).toBe(500);
});

test("names go by the reader's order, numbers by size, either way round", () => {
  const names = (sort: string): string[] => ordered(rows, columns, sortIn(sort)).map((row) => row.name);
  expect(names("name")).toEqual(["Ann", "node2", "node10"]);
  expect(names("-hits")).toEqual(["node2", "node10", "Ann"]);
  expect(names("evil")).toEqual(["node10", "node2", "Ann"]);
  expect(sortOut({ column: "hits", descending: true })).toBe("-hits");
});

test("a file has a line a row, and no cell is a formula", () => {
  expect(csvOf([{ name: "=cmd()", hits: 3 }], columns)).toBe("Name,Hits\r\n'=cmd(),3\r\n");
  expect(JSON.parse(jsonOf(rows))).toEqual(rows);
  const said = [{ ip: "192.0.2.1", cause: "=x" }, { ip: "192.0.2.2", cause: "" }];
  expect(csvOf(said, membersOf(said))).toBe("ip,cause\r\n192.0.2.1,'=x\r\n192.0.2.2,\r\n");
});

test("of several words the server is asked for the longest, and what it finds is joined to what is here", () => {
  expect([askedOf(" ann  Example.org x "), askedOf("")]).toEqual([{ asked: "example.org", others: "ann x" }, { asked: "", others: "" }]);
  const keyOf = (row: Row): string => row.name;
  const far: Row = { name: "node77", hits: 2 };
  const hidden: Row = { name: "other", hits: 7 };
  expect(joined(rows, [], keyOf)).toBe(rows);
  expect(joined(rows, [{ name: "Ann", hits: 1 }], keyOf)).toBe(rows);
  expect(joined(rows, [{ name: "Ann", hits: 9 }], keyOf, true), "which had but a part of it").toEqual([rows[0], rows[1], { name: "Ann", hits: 9 }]);
  const all = joined(rows, [far, hidden], keyOf);
  expect(all.map(keyOf)).toEqual(["node10", "node2", "Ann", "node77", "other"]);
  const names = (find: string, found: readonly Row[]): string[] => matchingIn(new Finder(all, columns), find, found, keyOf).map(keyOf);
  expect(names("node", [far, hidden]), "also what the server found where no column shows it").toEqual(["node10", "node2", "node77", "other"]);
  expect(names("node77 7", [far, hidden])).toEqual(["node77", "other"]);
  expect(names("node77 2", [far, hidden]), "the other words stand in a column").toEqual(["node77"]);
  expect(names("node", [])).toEqual(["node10", "node2", "node77"]);
});
