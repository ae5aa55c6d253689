// What Lighthouse says of the pages at a running server. Started by ./dev bench lighthouse:
//   node web/tools/lighthouse/judge.ts TARGET.json [RUNS]    (what ./dev up wrote; one line of JSON comes back: the figures by name)
// On standard error: what it found, for who mends it.
import { readFileSync } from "node:fs";
import { launch } from "../../tests/browser.ts";
import { Person, type Target } from "../../tests/live/console.ts";
import { median } from "../../tests/trace.ts";

interface Scored { score: number | null }
interface Result { lhr: { categories: Record<string, Scored>; audits: Record<string, Scored & { title: string; displayValue?: string }> } }
type Judge = (url: string, flags: object, config: unknown) => Promise<Result | undefined>;

// Its package is here only where it is asked to judge.
const named = async <T>(name: string): Promise<T> => ((await import(name)) as { default: T }).default;
const judge = await named<Judge>("lighthouse");
const DESKTOP = await named<unknown>("lighthouse/core/config/desktop-config.js");

const TRIES = 3;  // a run may end without a score
// Nobody is to find these pages by a search engine, and they say so.
const FLAGS = {
  output: "json", logLevel: "error", skipAudits: ["is-crawlable"], onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
};

interface Seen { name: string; path: string; enter: (person: Person) => Promise<unknown> }
const PAGES: readonly Seen[] = [
  { name: "login", path: "/login", enter: () => Promise.resolve() },
  { name: "overview", path: "/admin", enter: (person) => person.begin("/admin/about") },
  {
    name: "account", path: "/mail/security",
    async enter(person) {
      await person.page.goto(`${person.target.api}/login`, { waitUntil: "networkidle2" });
      await person.signIn(person.target.user.replace("%d", "1"), person.target.pass);
      await person.page.waitForSelector(".side-bar");
    },
  },
];

async function scores(url: string, port: number, config: unknown): Promise<Record<string, number>> {
  for (let i = 0; i < TRIES; ++i) {
    const { categories, audits } = (await judge(url, { ...FLAGS, port }, config))?.lhr ?? { categories: {}, audits: {} };
    const points = Object.entries(categories).map(([name, { score }]) => [name, score === null ? Number.NaN : Math.round(score * 100)] as const);
    if (points.length === 0 || points.some(([, score]) => Number.isNaN(score))) continue;
    for (const [id, { score, title, displayValue = "" }] of Object.entries(audits))
      if (score !== null && score < 0.9) process.stderr.write(`${url} ${id} ${score}: ${title} ${displayValue}\n`);
    return Object.fromEntries(points);
  }
  throw new Error(`no score for ${url}`);
}

const [file = "", runs = "3"] = process.argv.slice(2);
const target = JSON.parse(readFileSync(file, "utf8")) as Target;
const times = Array.from({ length: Number(runs) });
const figures: Record<string, number> = {};
for (const { name, path, enter } of PAGES) {
  const browser = await launch(["--ignore-certificate-errors", "--remote-debugging-port=0"]);
  try {
    const page = await browser.newPage();
    await enter(new Person(page, target, {}, []));
    await page.goto("about:blank");
    const port = Number(new URL(browser.wsEndpoint()).port);
    const [wide, narrow]: Record<string, number>[][] = [[], []];
    for (const _ of times) {
      wide?.push(await scores(target.api + path, port, DESKTOP));
      narrow?.push(await scores(target.api + path, port, undefined));
    }
    process.stderr.write(`${name} ${JSON.stringify({ wide, narrow })}\n`);
    const of = (all: readonly Record<string, number>[] = [], category: string): number => median(all.map((one) => one[category] ?? Number.NaN));
    figures[name] = Math.min(...Object.keys(wide?.[0] ?? {}).map((category) => of(wide, category)));
    figures[`${name}-mobile`] = of(narrow, "performance");
  } finally {
    await browser.close();
  }
}
process.stdout.write(`${JSON.stringify(figures)}\n`);
