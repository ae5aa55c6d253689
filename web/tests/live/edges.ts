// What a window leaves out of a page: what runs over its edge, what is cut off there, and what has to be scrolled sideways to be read.
import type { Page } from "puppeteer-core";
import { settle } from "../browser.ts";

// The narrowest is half of a small phone, and what somebody sees who zooms to 400 % in a window of 1280 pixels.
export const NARROWEST = 320;
export const WIDTHS = [NARROWEST, 360, 768, 1280, 1920];
const HIGH = 900;

// Runs in the page.
function leftOut(narrow: number): string[] {
  const told = (one: Element): string => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.slice(0, 40)}`;
  const sideways = (one: Element): boolean => /auto|scroll/.test(getComputedStyle(one).overflowX);
  const isScrolled = (one: Element | null): boolean => one !== null && (sideways(one) || isScrolled(one.parentElement));
  const over = document.documentElement.scrollWidth - innerWidth;
  const all = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  // Tables and plots, and a row of tabs, are as wide as they are; so is a text line by line, where there is room.
  const scrolled = all.filter((one) => innerWidth <= narrow && one.scrollWidth > one.clientWidth + 1 && sideways(one) &&
    !one.matches("[role=grid], [role=tablist], table, .chart-table"));
  const cut = all.filter((one) => {
    if (![...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())) return false;
    const { left, right, width } = one.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || left < -1) && !isScrolled(one) && one.closest(".skip, .unseen, svg") === null;
  });
  return [
    ...(over > 0 ? [`${over} pixels over the edge`] : []),
    ...scrolled.map((one) => `scrolled sideways: ${told(one)}`), ...cut.map((one) => `cut off: ${told(one)}`),
  ];
}

// The page as wide as that; the window is as it was in the end.
export async function edges(page: Page, widths: readonly number[] = WIDTHS): Promise<string[]> {
  const before = page.viewport();
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewport({ width, height: HIGH });
    await settle(page);
    found.push(...(await page.evaluate(leftOut, NARROWEST)).map((one) => `${width}: ${one}`));
  }
  if (before) await page.setViewport(before);
  return found;
}
