// What a German reads on a page, for tests to look for English among it.
import { settle } from "../browser.ts";
import { plain, type Person } from "./console.ts";

// What is the same in every language: addresses, commands, lines of logs, replies of other servers, mail itself.
const LITERAL = ".mono, code, pre, kbd, samp, [translate=no], #unloaded";

// Whatever is said by itself somewhere, what only screen readers hear, and what a pointer finds.
export const texts = ({ page }: Person): Promise<string[]> => page.evaluate((literal) => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const all = [...document.body.querySelectorAll("*:not(script, style)")].filter((one) => one.closest(literal) === null);
  return all.flatMap((one) => [
    ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ""),
    ...["aria-label", "title", "placeholder", "alt"].map((name) => one.getAttribute(name) ?? ""),
  ]);
}, LITERAL).then((all) => all.map(plain).filter(Boolean));

// By how much a page is wider than the narrowest window; words in German are long.
export async function overEdge({ page }: Person): Promise<number> {
  const before = page.viewport();
  await page.setViewport({ width: 320, height: 900 });
  await settle(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (before) await page.setViewport(before);
  return over;
}
