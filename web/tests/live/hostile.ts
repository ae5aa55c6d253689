// Words of strangers and of enemies on the pages that show them: each is seen, as text; nothing runs, nothing runs over the edge, the
// words beside them are not turned round, and the lists are saved as files, for the test to read.
import { readFileSync } from "node:fs";
import { type Person } from "./console.ts";

interface Hostile { path: string; marks: string[]; each: boolean; find: string }
interface File { path: string; csv: string; json: string }

const WIDTHS = [1280, 320];
const MOST = 40;  // rows of a list that are looked at

// Runs in the page: what is wrong with it.
function faultsIn(): string[] {
  const found: string[] = [];
  const isRun = Reflect.has(window, "evil") || document.querySelector("[data-evil], #page script, iframe, [onerror], [onload], [style*=evil]");
  if (isRun) found.push("a word has become a part of the page");
  // Where text is set in order by itself, whatever stands beside it.
  const roomOf = (node: Node): Element | null => {
    let at = node.parentElement;
    for (; at; at = at.parentElement) {
      const { display, unicodeBidi } = getComputedStyle(at);
      if (!/^(inline|contents)$/.test(display) || /isolate|plaintext/.test(unicodeBidi)) break;
    }
    return at;
  };
  const rooms = new Map<Element, string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const room = roomOf(node);
    if (room) rooms.set(room, (rooms.get(room) ?? "") + (node.textContent ?? ""));
  }
  // UAX #9: after a word's end nothing may stand that one of its marks still turns round.
  for (const text of rooms.values()) {
    const open: string[] = [];
    let isOver = false;
    for (const letter of text) {
      if (/[\u202a\u202b\u202d\u202e\u2066-\u2068]/.test(letter)) open.push(letter);
      else if (letter === "\u2069") { if (open.some((one) => /[\u2066-\u2068]/.test(one))) while (!/[\u2066-\u2068]/.test(open.pop() ?? "\u2068")); }
      else if (letter === "\u202c") { if (/[\u202a\u202b\u202d\u202e]/.test(open.at(-1) ?? "")) open.pop(); }
      else if (letter === "~") isOver = true;
      else if (isOver && /\S/.test(letter) && open.some((one) => one !== "\u2068")) {
        found.push(`turned round: ${JSON.stringify(text.slice(0, 200))}`);
        break;
      }
    }
  }
  return found;
}

// Runs in the page, as wide as it is now: all text that is there, and what is wrong. Each row of a list is opened in turn.
async function lookThrough(each: boolean, most: number): Promise<{ text: string; found: string[] }> {
  const faults = Reflect.get(window, "faultsIn") as () => string[];
  const drawn = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const root = document.documentElement;
  let text = "";
  const found: string[] = [];
  const look = (): void => {
    text += document.body.innerText;
    found.push(...faults());
    for (const side of ["rtl", "ltr"]) {
      root.dir = side;
      const over = root.scrollWidth - root.clientWidth;
      const which = document.querySelector(".list-aside h2")?.textContent ?? "";
      if (over > 0) found.push(`${over} pixels over the edge at ${window.innerWidth} ${side}: ${which}`);
    }
  };
  look();
  for (let at = 0; each && at < most; ++at) {
    const row = document.querySelectorAll<HTMLElement>(".grid-row.line")[at];
    if (!row) break;
    row.querySelector<HTMLElement>(".grid-cell:last-child")?.click();
    do await drawn(); while (!document.querySelector(".list-aside") || document.querySelector(".list-aside .skeleton"));
    look();
    document.querySelector<HTMLElement>(".list-aside-head button")?.click();
    do await drawn(); while (document.querySelector(".list-aside") || !document.querySelector(".grid-row.line"));
  }
  return { text, found };
}

// What the list is saved as. Nothing is kept on a disk: the page's file is read where it is made.
async function files(person: Person, path: string): Promise<File[]> {
  if (!(await person.page.$(".list-ends [aria-haspopup=menu]"))) return [];
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
    await page.locator("main [role=search] input").fill(find);
    await person.keys("Enter");
    await page.waitForSelector("main .entries");
  }
  if (each) await page.waitForSelector(".grid-row.line");
  const saved = await files(person, path);
  let text = "";
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 2400 });
    const seen = await page.evaluate(lookThrough, each, MOST);
    text += seen.text;
    found.push(...seen.found.map((one) => `${path}: ${one}`));
  }
  return { missing: marks.filter((one) => !text.includes(one)).map((one) => `${path}: ${one}`), found, saved };
}

export default async function hostile(person: Person): Promise<Record<string, unknown>> {
  const pages = JSON.parse(readFileSync(person.more["pages"] ?? "", "utf8")) as Hostile[];
  await person.page.evaluateOnNewDocument(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => { Reflect.set(window, "saved", file); return make(file); };
    HTMLAnchorElement.prototype.click = () => undefined;
  });
  await person.page.evaluateOnNewDocument(`window.faultsIn = ${faultsIn.toString()}`);
  const dialogs: string[] = [];
  person.page.on("dialog", (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
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
