// Words of strangers and of enemies on the pages that show them: each is seen, as text; nothing runs, nothing runs over the edge, the
// words beside them are not turned round, and the lists are saved as files, for the test to read.
import { readFileSync } from "node:fs";
import { named } from "../browser.ts";
import { type Person } from "./console.ts";
import { lookHere, missingIn, watch } from "./faults.ts";

interface Hostile { path: string; marks: string[]; each: boolean; find: string }
interface File { path: string; csv: string; json: string }

// What the list is saved as. Nothing is kept on a disk: the page's file is read where it is made.
async function files(person: Person, path: string): Promise<File[]> {
  if (!(await person.page.$(named("Save the list", "button")))) return [];
  const save = async (item: string): Promise<string> => {
    await person.pick("Save the list", item);
    return person.page.evaluate(() => (Reflect.get(window, "saved") as Blob).text());
  };
  return [{ path, csv: await save("As CSV, for a spreadsheet"), json: await save("As JSON, for a program") }];
}

async function see(person: Person, { path, marks, each, find }: Hostile): Promise<{ missing: string[]; found: string[]; saved: File[] }> {
  const { page } = person;
  await page.setViewport({ width: 1280, height: 2400 });
  await person.open(path);
  await page.waitForSelector("main .skeleton", { hidden: true });
  if (find) {
    await person.put("main [role=search] input", find);
    await person.keys("Enter");
    await page.waitForSelector("main .entries");
  }
  if (each) await page.waitForSelector(".grid-row.line");
  const saved = await files(person, path);
  const { text, found } = await lookHere(person, each);
  return { missing: missingIn(text, marks).map((one) => `${path}: ${one}`), found, saved };
}

export default async function hostile(person: Person): Promise<Record<string, unknown>> {
  const pages = JSON.parse(readFileSync(person.more["pages"] ?? "", "utf8")) as Hostile[];
  await person.page.evaluateOnNewDocument(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => { Reflect.set(window, "saved", file); return make(file); };
    HTMLAnchorElement.prototype.click = () => undefined;
  });
  const dialogs = await watch(person);
  await person.begin(person.more["home"] ?? "/admin/me");
  const [missing, found, saved]: [string[], string[], File[]] = [[], [], []];
  for (const one of pages) {
    const seen = await see(person, one);
    missing.push(...seen.missing);
    found.push(...seen.found);
    saved.push(...seen.saved);
  }
  return { missing, found, saved, dialogs };
}
