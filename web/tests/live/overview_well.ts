// A server that has nothing to mend says that all is well, with what proves it; of what is weak, or of a release that closes a hole, it says
// so, and "Mend next" leads there.
import { plain, type Person } from "./console.ts";
import { shell } from "./shell.ts";

const LENGTH = "password.minimum_length";

interface Overview { headline: string; verdict: string; proof: string[]; lines: string[]; answers: string[] }

async function overviewOf({ page }: Person): Promise<Overview> {
  const told = await page.evaluate(() => {
    const texts = (selector: string): string[] => [...document.querySelectorAll(selector)].map((one) => one.textContent);
    return {
      headline: texts(".overview-headline").join(), verdict: document.querySelector(".overview-answer")?.classList.item(1) ?? "",
      proof: texts(".overview-answer .dim"), lines: texts(".overview-line"), answers: texts(".overview-panel > header .verdict > span:last-child"),
    };
  });
  const clean = (all: string[]): string[] => all.map(plain);
  return { ...told, headline: plain(told.headline), proof: clean(told.proof), lines: clean(told.lines), answers: clean(told.answers) };
}

// All of it is drawn, which is done part by part.
async function isThere({ page }: Person): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll(".overview-headline, .overview-panel").length === 4);
  await page.waitForSelector(".small-room");
}

async function mended(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin");
  await person.sees("All is well");
  await isThere(person);
  const well = await overviewOf(person);
  const looks = await person.look();
  await shell(person, "settings", "set", LENGTH, "4");
  await person.press("Look again");
  await person.sees("One thing needs you");
  const weak = await overviewOf(person);
  looks.push(...await person.look());
  await person.follow("Mend next");
  await person.sees("Why it matters");
  const path = person.path;
  await person.press("Mend");
  await person.sees("It is mended.");
  await person.open("/admin");
  await person.sees("All is well");
  return { well, weak, path, again: await overviewOf(person), looks };
}

// A release closes a hole of the one that runs here: on the overview, and on the page that it leads to.
async function hole(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  await person.begin("/admin");
  await person.sees("closes a hole of");
  await isThere(person);
  const overview = await overviewOf(person);
  const looks = await person.look();
  await person.follow("Mend next");
  await person.sees("A newer release closes a hole of this one: install it");
  const path = person.path;
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/v1/version" && response.ok());
  await Promise.all([answered, person.press("Ask for newer releases")]);
  await page.waitForSelector(".about-release");
  const releases = await page.$$eval(".about-release", (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));
  const links = await page.$$eval(".about-release a", (all) => all.map((one) => [one.getAttribute("href"), one.rel]));
  const standing = await person.textOf(".about-version");
  const feed = await person.textOf(".fact-list");
  looks.push(...await person.look());
  return { overview, path, releases, links, standing, feed, looks };
}

export default (person: Person): Promise<Record<string, unknown>> => (person.more["part"] === "hole" ? hole : mended)(person);
