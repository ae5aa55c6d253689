// Each page that the answers to the hardening guides name is opened by who may open it and has no other role, and what they name is on it.
import { PAGES } from "../../admin/pages.ts";
import { plain, type Person } from "./console.ts";

type Step = readonly [string, string, string];

// In what the page is about: the bar beside it and its title name all pages, and no control.
function isOnPage(text: string): boolean {
  const main = document.querySelector("main");
  const title = main?.querySelector("h1")?.innerText ?? "";
  return (main?.innerText ?? "").replace(title, "").replace(/[\u2068\u2069]/g, "").includes(text);
}

// A part of a page that shows settings, as it says itself to who may not read them.
const OTHERS: Readonly<Record<string, string>> = { "/admin/access/web": "system" };

// Whose it is: what a page has no area for is anybody's.
function areaOf(path: string): string {
  const { pathname } = new URL(path, "https://console.test");
  const other = OTHERS[pathname];
  if (other) return other;
  const among = PAGES.filter((page) => `${pathname}/`.startsWith(`${page.path}/`)).sort((a, b) => b.path.length - a.path.length);
  return among[0]?.area ?? "";
}

export default async function guide(person: Person): Promise<Record<string, unknown>> {
  const { area = "", steps: all = "[]" } = person.more;
  const steps = (JSON.parse(all) as Step[]).filter(([, path]) => areaOf(path) === area);
  await person.begin("/admin/me");
  const missing: string[] = [];
  for (const path of new Set(steps.map((step) => step[1]))) {
    await person.open(path);
    const wanted = steps.filter((step) => step[1] === path);
    for (const [step, , words] of wanted) {
      const isThere = await person.page.waitForFunction(isOnPage, { timeout: 10_000 }, words).then(() => true, () => false);
      if (!isThere) missing.push(`${step}: no "${words}" on ${path}, which says: ${plain(await person.textOf("main")).slice(0, 300)}`);
    }
  }
  return { missing, opened: steps.map(([step]) => step) };
}
