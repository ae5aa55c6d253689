// What a German reads on a page, for tests to look for English among it.
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
