// What words of strangers and of enemies may do to no page, and a look at all of one that stands open.
import type { Person } from "./console.ts";

const WIDTHS = [1280, 320];
const MOST = 40;  // rows of a list that are looked at

// Runs in the page: what is wrong with it.
function faultsIn(): string[] {
  const strange = /^(script|style|link|meta|base|object|embed|applet|frame|frameset|math|video|audio|marquee|template|noscript|xml|xmp|plaintext)$/;
  const found: string[] = [];
  const isRun = Reflect.has(window, "evil") || document.querySelector("[data-evil], #page script, iframe, [onerror], [onload], [style*=evil]");
  if (isRun) found.push("a word has become a part of the page");
  // What no page shows text with, and what would act or lead to a script.
  for (const one of document.querySelectorAll("main *")) {
    const acts = [...one.attributes].filter(({ name, value }) => /^on/.test(name) || /^\s*(javascript|vbscript|data):/i.test(value));
    if (strange.test(one.localName) || acts.length > 0) found.push(`no part of a page: ${one.localName} ${acts.map(({ value }) => value).join()}`);
  }
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
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) text += `\n${field.value}`;
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

// At once, before the first page. What pages ask by dialogs of the browser's own comes back, once it was asked: they ask nothing.
export async function watch(person: Person): Promise<string[]> {
  await person.page.evaluateOnNewDocument(`window.faultsIn = ${faultsIn.toString()}`);
  const dialogs: string[] = [];
  person.page.on("dialog", (dialog) => {
    if (dialog.type() === "beforeunload") return;  // what was entered is given up: person.visit answers for it
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return dialogs;
}

// Which of them are in no text.
export const missingIn = (text: string, marks: readonly string[]): string[] => marks.filter((one) => !text.includes(one));

export interface Looked { text: string; found: string[] }

// The page as it stands, as wide as it is.
export async function lookNow({ page, path }: Person, each = false, most = MOST): Promise<Looked> {
  const { text, found } = await page.evaluate(lookThrough, each, most);
  return { text, found: found.map((one) => `${path}: ${one}`) };
}

// Wide and narrow; `each`: with what is told of each row of its list beside it.
export async function lookHere(person: Person, each = false): Promise<Looked> {
  const { page } = person;
  const all: Looked = { text: "", found: [] };
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 2400 });
    const { text, found } = await lookNow(person, each);
    all.text += text;
    all.found.push(...found);
  }
  await page.setViewport({ width: 1280, height: 900 });
  return all;
}
