// Hostile mail and guesses: every page of the console is opened over them, and what it tells of its first row.
import { plain, type Person } from "./console.ts";

// What would be there if a word had become a part of the page.
const wasRun = (): boolean => Reflect.has(window, "evil") || document.querySelector("[data-evil], main script, main iframe") !== null;

export default async function hostileMail(person: Person): Promise<Record<string, unknown>> {
  const paths = JSON.parse(person.more["paths"] ?? "[]") as string[];
  await person.begin("/admin/settings");
  const looks: string[] = [];
  const ran: string[] = [];
  const shown: string[] = [];
  const see = async (): Promise<void> => {
    looks.push(...await person.look());
    if (await person.page.evaluate(wasRun)) ran.push(person.path);
    if (plain(await person.textOf("main")).includes("data-evil")) shown.push(new URL(person.page.url()).pathname);
  };
  for (const path of paths) {
    await person.open(path);
    await see();
    // What is told of the first row, beside the list.
    const grid = await person.page.$("main [role=grid]");
    const isFilled = (await person.page.$("main .grid-row.line")) !== null;
    if (!grid || !isFilled) continue;
    await grid.focus();
    await person.keys("Home", "Enter");
    await person.page.waitForFunction(() => document.querySelector("main .skeleton") === null);
    await see();
  }
  return { ran, shown: [...new Set(shown)], looks };
}
