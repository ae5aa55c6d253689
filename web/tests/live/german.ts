// A German at the pages that show what the server declares: which texts stand there, for the test to look for English ones among them.
import { plain, type Person } from "./console.ts";

// Whatever is said by itself somewhere, and names that only screen readers hear; values of settings are data, in whatever language they are.
const texts = (person: Person): Promise<string[]> => person.page.evaluate(() => {
  const all = [...document.querySelectorAll<HTMLElement>("#main *:not(dd.mono)")];
  return all.flatMap((one) => [
    ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ""),
    one.getAttribute("aria-label") ?? "",
  ]);
}).then((all) => [...new Set(all.map(plain))].filter(Boolean));

export default async function german(person: Person): Promise<Record<string, unknown>> {
  const { domain = "", rooms = "" } = person.more;
  await person.begin("/admin/about");
  await person.page.evaluate(() => localStorage.setItem("language", "de"));
  const pages: Record<string, string[]> = {};
  const looks: string[] = [];
  const visit = async (path: string, ready: string): Promise<void> => {
    await person.open(path);
    await person.page.waitForSelector(ready);
    await person.page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
    pages[path] = await texts(person);
    looks.push(...await person.fits());
  };
  for (const room of rooms.split(",")) await visit(`/admin/settings/${room}`, ".setting");
  await visit("/admin/audit?at=listeners.answer", ".list-aside code");
  await visit("/admin/audit?at=ids.bounces", ".list-aside code");
  await visit(`/admin/domains/${domain}`, ".dns-record");
  await visit("/admin/ids/rules", ".grid-row.line");
  await visit("/admin/ids/rules/brute-force-by-account", ".setting");
  await visit("/admin/quarantine", ".grid-row.line");
  await person.open("/admin/about");
  await person.press("Dokument erstellen");
  await person.page.waitForSelector(".about-left-out li");
  pages["/admin/about"] = (await texts(person)).filter((one) => !one.startsWith("{"));  // the document is for programs
  // By German words, and still by the English ones.
  const found: string[][] = [];
  for (const words of ["größte nachricht", "largest message"]) {
    await person.open(`/admin/settings/smtp?find=${encodeURIComponent(words)}`);
    await person.page.waitForSelector(".setting");
    found.push(await person.page.$$eval(".setting", (all) => all.map((one) => one.id)));
  }
  return { pages, found, looks };
}
