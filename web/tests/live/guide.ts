// Each page that the answers to the hardening guides name is opened, and what they name is on it.
import { plain, type Person } from "./console.ts";

type Step = readonly [string, string, string];

// In what the page is about: the bar beside it and its title name all pages, and no control.
function isOnPage(text: string): boolean {
  const main = document.querySelector("main");
  const title = main?.querySelector("h1")?.innerText ?? "";
  return (main?.innerText ?? "").replace(title, "").replace(/[\u2068\u2069]/g, "").includes(text);
}

export default async function guide(person: Person): Promise<Record<string, unknown>> {
  const steps = JSON.parse(person.more["steps"] ?? "[]") as Step[];
  await person.begin("/admin/settings");
  const missing: string[] = [];
  for (const path of new Set(steps.map((step) => step[1]))) {
    await person.open(path);
    const wanted = steps.filter((step) => step[1] === path);
    for (const [step, , words] of wanted) {
      const isThere = await person.page.waitForFunction(isOnPage, { timeout: 20_000 }, words).then(() => true, () => false);
      if (!isThere) missing.push(`${step}: no "${words}" on ${path}, which says: ${plain(await person.textOf("main")).slice(0, 300)}`);
    }
  }
  return { missing };
}
