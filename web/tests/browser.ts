// A browser, and a page in it that keeps count of what must not happen: words on the console, broken policies, other servers.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import puppeteer, { type Browser, type LaunchOptions, type Page } from "puppeteer-core";
import { WEB } from "../tools/paths.ts";
import "./named.ts";

// All that is not the same in both. Debian's Chromium is spoken to in its own protocol, Firefox in WebDriver BiDi, which knows neither
// virtual authenticators nor a theme that is asked for: passkeys and the looks are seen in Chromium alone.
export const isFirefox = process.env["LIVE_BROWSER"] === "firefox";
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run", "--lang=en"];
const asked = (more: readonly string[]): LaunchOptions => isFirefox ? {
  browser: "firefox", executablePath: process.env["FIREFOX_PATH"] ?? "/usr/bin/firefox-esr", acceptInsecureCerts: true,
  extraPrefsFirefox: { "intl.accept_languages": "en" },
} : { executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium", args: [...ARGS, ...more] };

export const launch = (more: readonly string[] = []): Promise<Browser> => puppeteer.launch({ ...asked(more), protocolTimeout: 120_000 });

// What is read aloud by that name, and is of that role: a selector.
export const named = (name: string, role: string): string => `::-p-${isFirefox ? "named" : "aria"}([name="${name}"][role="${role}"])`;

// The hash of no octets. Of a script that it had begun to read when one went on to another page, Firefox says that this is not the one in the tag.
const OF_NOTHING = createHash("sha384").digest("base64");

export interface Watched { page: Page; faults: string[] }

export async function watch(browser: Browser, origin: string): Promise<Watched> {
  const page = await browser.newPage();
  page.setDefaultTimeout(100_000);  // a machine that builds meanwhile is slow
  const faults: string[] = [];
  // What is "verbose" is Chromium's advice on forms, which nobody sees who did not ask for it. What is refused it writes there too, without
  // saying what was asked for: that is told below.
  page.on("console", (message) => {
    if (message.type() !== "verbose" && !/status of 4\d\d/.test(message.text())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("response", (response) => {
    const status = response.status();
    if (status >= 400 && status < 500) faults.push(`refused: ${response.request().method()} ${new URL(response.url()).pathname} ${status}`);
  });
  page.on("pageerror", (error) => {
    if (!String(error).includes(OF_NOTHING)) faults.push(`error: ${String(error)}`);
  });
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
  // And drawn: some fetch what they show only then.
  await page.waitForFunction(() => document.documentElement.dataset["pages"] !== undefined && document.querySelector("h1") !== null);
}

// Nothing moves and nothing waits: what is looked at is what a reader would see in the end.
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Not waited for: within what is folded up they do not go on. Again, for what comes to lie under the pointer begins to change in a frame.
    const begun = (): Animation[] => document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    for (let round = 0; round < 3 && (round === 0 || begun().length > 0); ++round) {
      for (const one of begun()) one.finish();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
  });
}

const AXE = readFileSync(`${WEB}node_modules/axe-core/axe.min.js`, "utf8");

interface AxeNode { target: unknown; failureSummary?: string }
interface AxeResults { violations: { id: string; help: string; nodes: AxeNode[] }[] }
interface Axe { run: (context: unknown, options: unknown) => Promise<AxeResults> }

// WCAG 2.2 AA and what is good practice besides.
const EVERY_RULE = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
// What can come out otherwise where the same is there in other colours, or laid out in another way. The rest asks what is there.
export const BY_COLOUR = ["color-contrast", "link-in-text-block"];
export const BY_LAYOUT = [...BY_COLOUR, "target-size", "scrollable-region-focusable"];

// By these rules, or by all. Each finding names its rule and the element.
export async function axe(page: Page, within = "html", rules: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => Reflect.has(window, "axe")))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(async (root, runOnly) => {
    const { run } = Reflect.get(window, "axe") as Axe;
    return run(root, { runOnly, resultTypes: ["violations"] });
  }, within, rules.length > 0 ? { type: "rule", values: rules } : EVERY_RULE);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}) at ${JSON.stringify(node.target)}: ${node.failureSummary ?? ""}`));
}
