// Pictures of the console's main pages at a running server. Started by ./dev shots:
//   node web/tests/shots.ts TARGET.json FOLDER [language=de] [zoom=200] [empty=yes] [page=NAME...] [against=FOLDER]
// Its code is 3 when more of a picture differs from the one in that folder than may.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { PAGES } from "../admin/pages.ts";
import { launch, settle, watch } from "./browser.ts";
import { Person, type Target } from "./live/console.ts";
import { differing } from "./pictures.ts";

const [file = "", folder = "", ...words] = process.argv.slice(2);
const wanted = (key: string): string[] => words.filter((word) => word.startsWith(`${key}=`)).map((word) => word.slice(key.length + 1));
const [language = "en", zoom = Number(wanted("zoom")[0] ?? 100) / 100, only = wanted("page")] = [wanted("language")[0]];

// `ready`: what is there when nothing more is to come.
interface Shot { name: string; path: string; ready: string; act?: (person: Person) => Promise<void> }

const openFirst = async ({ page }: Person): Promise<void> => {
  await page.locator(".grid-row.line").click();
  await page.waitForSelector(".list-aside h2");
};

const SHOTS: readonly Shot[] = [
  { name: "overview", path: "/admin", ready: ".small-room" },
  { name: "audit", path: "/admin/audit", ready: ".grid-row.line" },
  { name: "blocks", path: "/admin/ids/blocks", ready: ".grid-row.line", act: openFirst },
  { name: "rules", path: "/admin/ids/rules", ready: ".grid-row.line" },
  { name: "queue", path: "/admin/queue", ready: ".grid-row.line" },
  { name: "quarantine", path: "/admin/quarantine", ready: ".grid-row.line", act: openFirst },
  { name: "accounts", path: "/admin/accounts", ready: ".grid-row.line" },
  { name: "domain", path: "/admin/domains/northwind.test", ready: ".dns-record" },
  { name: "settings", path: "/admin/settings/smtp", ready: "#main form, #main .field" },
  { name: "logs", path: "/admin/logs?text=127.0.71.88", ready: ".log-line, .grid-row.line" },
];
const WIDTHS = [360, 1280, 1920];
const HEIGHTS: Readonly<Record<number, number>> = { 360: 760, 1280: 900, 1920: 1080 };
const THEMES = ["light", "dark"];

const target = JSON.parse(readFileSync(file, "utf8")) as Target;
mkdirSync(folder, { recursive: true });
const browser = await launch(["--ignore-certificate-errors", `--lang=${language}`]);
const { page, faults } = await watch(browser, target.api);
page.setDefaultTimeout(30_000);
const person = new Person(page, target, {}, faults);
const [against] = wanted("against");
const empty = await browser.newPage();
await page.bringToFront();
// How much of each differs from what it was before; of a new one that is not known.
const taken = new Map<string, number | null>();

async function take(name: string, width: number, theme: string): Promise<void> {
  const size = { width: Math.round(width / zoom), height: Math.round((HEIGHTS[width] ?? 900) / zoom), deviceScaleFactor: zoom };
  await page.setViewport(size);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await settle(page);
  // As high as the page: what keeps to the window, as the side bar does, keeps to all of it.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewport({ ...size, height: Math.max(size.height, height) });
  await settle(page);
  const path = `${name}-${width}-${theme}.png`;
  const picture = await page.screenshot({ path: `${folder}/${path}` });
  const before = against && existsSync(`${against}/${path}`) ? readFileSync(`${against}/${path}`) : null;
  taken.set(path, before && await differing(empty, before, picture));
}

async function takeAll(name: string): Promise<void> {
  for (const width of WIDTHS) for (const theme of THEMES) await take(name, width, theme);
}

const isWanted = (name: string): boolean => only.length === 0 || only.includes(name);
const isEmpty = wanted("empty").length > 0;
const others = (only.includes("every") ? PAGES.map((one) => one.path) : only.filter((name) => name.startsWith("/")))
  .map((path): Shot => ({ name: path.replace(/\W+/g, "-").replace(/^-/, ""), path, ready: "#main h1" }));

const MAY_DIFFER = 0.001;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const byChange = (): [string, number | null][] => [...taken].sort(([, a], [, b]) => (b ?? 0) - (a ?? 0));

function figure([path, share]: [string, number | null]): string {
  const image = (src: string, alt: string): string => `<img loading="lazy" src="${src}" alt="${alt}">`;
  const before = share !== null && share > MAY_DIFFER ? image(pathToFileURL(`${against}/${path}`).href, `${path} before`) : "";
  return `<figure><figcaption>${path}${share === null ? "" : `: ${percent(share)} differ`}</figcaption>${image(path, path)}${before}</figure>`;
}

const index = (): string => `<!doctype html><meta charset="utf-8"><title>Postern</title>
<style>body { font: 1rem system-ui; margin: 2rem } figure { margin: 0 0 2rem } img { border: 1px solid #888; max-width: 100% }</style>
${byChange().map(figure).join("\n")}\n`;

try {
  const behindLogin = [...SHOTS.filter((one) => isWanted(one.name)), ...others];
  if (behindLogin.length > 0) await person.begin("/admin/about");  // in the language that the flows speak
  await page.evaluateOnNewDocument((chosen) => localStorage.setItem("language", chosen), language);
  for (const { name, path, ready, act } of behindLogin) {
    await person.page.setViewport({ width: 1280, height: 900 });
    await person.open(path);
    await page.waitForSelector(".skeleton", { hidden: true });
    if (!isEmpty) {
      await page.waitForSelector(ready);
      await act?.(person);
    }
    await takeAll(name);
    process.stderr.write(`${name} `);
  }
  if (isWanted("login")) {
    await (await page.createCDPSession()).send("Network.clearBrowserCookies");
    await person.visit("/login");
    await takeAll("login");
  }
} finally {
  writeFileSync(`${folder}/index.html`, index());
  for (const [path, share] of byChange()) {
    if (share === null || share <= MAY_DIFFER) continue;
    process.stderr.write(`\n${path}: ${percent(share)} differ`);
    process.exitCode = 3;
  }
  await browser.close();
}
