// Debian's Chromium, and a page in it that keeps count of what must not happen: words on the console, broken policies, other servers.
import { readFileSync } from "node:fs";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { WEB } from "../tools/paths.ts";

export const launch = (more: readonly string[] = []): Promise<Browser> => puppeteer.launch({
  executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run", "--lang=en", ...more],
  protocolTimeout: 120_000,
});

export interface Watched { page: Page; faults: string[] }

export async function watch(browser: Browser, origin: string): Promise<Watched> {
  const page = await browser.newPage();
  page.setDefaultTimeout(100_000);  // a machine that builds meanwhile is slow
  const faults: string[] = [];
  // What is "verbose" is Chromium's advice on forms, which nobody sees who did not ask for it.
  page.on("console", (message) => { if (message.type() !== "verbose") faults.push(`console ${message.type()}: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`error: ${String(error)}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:")) faults.push(`asked another server: ${url}`);
  });
  await page.exposeFunction("tellViolation", (text: string) => faults.push(`policy: ${text}`));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const tell: unknown = Reflect.get(window, "tellViolation");
      if (typeof tell === "function") tell(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { page, faults };
}

export interface Look { show: string; language?: string; more?: string }

export async function open(page: Page, url: string, { show, language = "en", more = "" }: Look): Promise<void> {
  await page.goto(`${url}?show=${show}&language=${language}${more}`, { waitUntil: "load" });
  await page.waitForFunction(() => document.documentElement.dataset["pages"] !== undefined);
}

// Nothing moves and nothing waits: what is looked at is what a reader would see in the end.
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Not waited for: within what is folded up they do not go on.
    for (const one of document.getAnimations()) if (one.effect?.getComputedTiming().iterations !== Infinity) one.finish();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

const AXE = readFileSync(`${WEB}node_modules/axe-core/axe.min.js`, "utf8");

interface AxeNode { target: unknown; failureSummary?: string }
interface AxeResults { violations: { id: string; help: string; nodes: AxeNode[] }[] }
interface Axe { run: (context: unknown, options: unknown) => Promise<AxeResults> }

// WCAG 2.2 AA and what is good practice besides. Each finding names its rule and the element.
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => Reflect.has(window, "axe")))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { run } = Reflect.get(window, "axe") as Axe;
    return run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}) at ${JSON.stringify(node.target)}: ${node.failureSummary ?? ""}`));
}
