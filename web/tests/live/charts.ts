// What plots say as tables.
import { plain, type Person } from "./console.ts";

// The one plot of a page, row by row of its table.
export async function points(person: Person): Promise<string[][]> {
  await person.press("As a table");
  const rows = await person.page.$$eval(".chart-table tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  return rows.map((row) => row.map(plain));
}

// The sum of each column of the table of that title.
export async function sums(person: Person, title: string): Promise<Record<string, number>> {
  return person.page.evaluate((name) => {
    const titled = [...document.querySelectorAll(".figures-one")].find((one) => one.querySelector("h2")?.textContent === name);
    const numbers = (cells: NodeListOf<Element>): number[] => [...cells].map((cell) => Number(cell.textContent.replace(/\D/g, "")));
    const heads = [...(titled?.querySelectorAll("thead th.end") ?? [])].map((head) => head.textContent);
    const rows = [...(titled?.querySelectorAll("tbody tr") ?? [])].map((row) => numbers(row.querySelectorAll("td")));
    return Object.fromEntries(heads.map((head, column) => [head, rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)]));
  }, title);
}
