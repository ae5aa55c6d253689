// A domain's own addresses lead to its pages, and its health is all in one place, each part with the way to mend it.
import { plain, type Person } from "./console.ts";

const cardOf = ({ page }: Person, title: string): Promise<string> =>
  page.$eval(`main .card[aria-label="${title}"]`, (card) => card.textContent).then(plain);

export default async function domainHealth(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  await person.begin("/domain/test.example");
  await person.sees("Keys that sign its mail");
  await page.waitForSelector("main .skeleton", { hidden: true });
  const path = person.path;
  const certificates = await page.$$eval("[data-certificate]", (all) => all.map((one) => one.getAttribute("data-certificate")));
  const cards: Record<string, string> = {};
  for (const title of ["Certificate", "Quota", "Drift"]) cards[title] = await cardOf(person, title);
  const mends = await page.$$eval("main .card .button", (all) => all.map((one) => one.textContent.trim()));
  const looks = await person.look();
  const led: Record<string, string> = {};
  for (const part of ["accounts?text=ann", "aliases", "lists", "settings", "services"]) {
    await person.open(`/domain/test.example/${part}`);
    await page.waitForFunction(() => location.pathname.startsWith("/admin/"));
    await page.waitForSelector("#main h1");
    led[part] = person.path;
  }
  await person.open("/admin/domains/test.example");
  await person.follow("Services");
  await page.waitForFunction(() => location.pathname === "/admin/service-accounts");
  return { path, certificates, cards, mends, led, services: await person.rows(), looks };
}
