// How long the console keeps a person waiting at a running server. Started by ./dev bench:
//   node web/tests/measure.ts TARGET.json    (what ./dev up wrote; one line of JSON comes back: the figures by name)
import { readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { launch, watch } from "./browser.ts";
import { Person, type Target } from "./live/console.ts";
import { lettersIn, median, ninetyFifth, PRESS, RECORDED, type Letter, type TraceEvent } from "./trace.ts";

const RELOADS = 20;
const TYPINGS = 3;
const LONG = 50;  // ms: a page that does not answer for so long is felt
const SETTLED = 2000;  // ms: what is out of sight is drawn and known by then
const FRAMES = 200;
const STEP = 733;  // pixels a frame
const BETWEEN = 150;  // ms between two letters: what one does is over by the next

// `ready`: what there is to see at first; `whole`: and when all of it is there.
interface Long {
  name: string; path: string; ready: string; whole: (page: Page) => Promise<unknown>;
  field: string; text: string;  // what is typed, and where
  room: string;  // what scrolls
}

// A list says how many rows it has: ten thousand and a few.
const isWhole = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => /\b10\D?0\d\d\b/.test(document.querySelector(".list-ends")?.textContent ?? ""));

const list = (name: string, path: string, text: string): Long =>
  ({ name, path, text, ready: ".grid-row.line", room: ".grid", field: "main input[type=search]", whole: isWhole });

const PAGES: readonly Long[] = [
  list("list", "/admin/accounts", "u99 bench.test not here"),
  list("denied", "/admin/access/deny", "10.99 a published list"),
  list("queue", "/admin/queue", "d99 sink.test not here"),
  {
    name: "form", path: "/admin/settings/every", ready: ".setting", room: "html",
    field: "[id='server.host_name'] input", text: "mail.example.org-and-more",
    whole: (page) => page.waitForFunction(() => document.querySelectorAll(".setting").length > 200),
  },
];

// From the request for the page to the frame that shows it.
async function firstPaint(person: Person, { path, ready, whole }: Long): Promise<number> {
  await person.page.goto(person.target.api + path, { waitUntil: "domcontentloaded" });
  await person.page.waitForFunction(() => performance.getEntriesByName("shown").length > 0);
  const took = await person.page.evaluate(() => performance.getEntriesByName("shown")[0]?.startTime ?? Number.NaN);
  await person.page.waitForSelector(ready);
  await whole(person.page);
  return took;
}

function markShown(selector: string): void {
  const look = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    look.disconnect();
    requestAnimationFrame(() => setTimeout(() => performance.mark("shown"), 0));
  });
  look.observe(document, { childList: true, subtree: true });
}

// A processor that sleeps between two letters is slow for a while: two and a half times so where this was measured, with an empty page too.
// That is no work of a page's, so it is kept awake.
async function awake(ms: number): Promise<void> {
  for (const until = performance.now() + ms; performance.now() < until;) await new Promise((resolve) => setImmediate(resolve));
}

// What the page's own thread does from a letter to the next. That a field shows who has the focus is no letter's work.
async function keystrokes({ page }: Pick<Person, "page">, { field, text }: Pick<Long, "field" | "text">): Promise<Letter[]> {
  await page.focus(field);
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  await page.evaluate((mark) => addEventListener("keydown", () => performance.mark(mark), { capture: true }), PRESS);
  await page.tracing.start({ categories: RECORDED });
  for (const letter of text) {
    await page.keyboard.press(letter as "a");
    await awake(BETWEEN);
  }
  const trace = await page.tracing.stop();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] };
  return lettersIn(traceEvents);
}

// What the browser itself takes for a letter here: of the figures above that is no page's.
async function ownKeystrokes(): Promise<Letter[]> {
  const blank = await browser.newPage();
  await blank.setContent("<input>");
  const letters = await keystrokes({ page: blank }, { field: "input", text: "u99 bench.test not here" });
  await blank.close();
  return letters;
}

function keyFigures(name: string, typed: readonly Letter[][]): Record<string, number> {
  const of = (figure: keyof Letter): number => median(typed.map((letters) => ninetyFifth(letters.map((one) => one[figure]))));
  return { [`${name}-key`]: of("longest"), [`${name}-key-all`]: of("all") };
}

// The times of frames while all of it goes by, and how many tasks took more than 50 ms meanwhile.
async function scroll({ page }: Person, { room }: Long): Promise<{ frames: number[]; long: number }> {
  return page.evaluate(async (selector, count, step) => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`there is no ${selector}`);
    let long = 0;
    const watch = new PerformanceObserver((list) => { long += list.getEntries().length; });
    watch.observe({ type: "longtask" });
    const frames: number[] = [];
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = await frame();
    for (let i = 0, down = 1; i < count; ++i) {
      if (element.scrollTop + element.clientHeight >= element.scrollHeight - 1) down = -1;
      else if (element.scrollTop === 0) down = 1;
      element.scrollTop += down * step;
      const now = await frame();
      frames.push(now - before);
      before = now;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { frames, long: long + watch.takeRecords().length };
  }, room, FRAMES, STEP);
}

const [file = ""] = process.argv.slice(2);
const target = JSON.parse(readFileSync(file, "utf8")) as Target;
const browser = await launch(["--ignore-certificate-errors"]);
const { page, faults } = await watch(browser, target.api);
const person = new Person(page, target, {}, faults);
page.on("dialog", (asked) => void asked.accept());  // that what was typed is lost
const figures: Record<string, number> = {};
try {
  Object.assign(figures, keyFigures("blank", [await ownKeystrokes()]));
  await person.begin("/admin/about");
  for (const long of PAGES) {
    const { identifier } = await page.evaluateOnNewDocument(markShown, long.ready);
    const paints: number[] = [];
    for (let i = 0; i < RELOADS; ++i) paints.push(await firstPaint(person, long));
    const scrolled = await scroll(person, long);
    const typed: Letter[][] = [];
    for (let i = 0; i < TYPINGS; ++i) {
      await firstPaint(person, long);
      await awake(SETTLED);
      typed.push(await keystrokes(person, long));
    }
    figures[`${long.name}-paint`] = median(paints);
    Object.assign(figures, keyFigures(long.name, typed));
    figures[`${long.name}-frame`] = ninetyFifth(scrolled.frames);
    figures[`${long.name}-tasks`] = scrolled.long + typed.flat().filter(({ longest }) => longest > LONG).length;
    await page.removeScriptToEvaluateOnNewDocument(identifier);
  }
  const wrong = person.refusals.left(faults);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));  // a page that has failed is quickly there
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await browser.close();
}
