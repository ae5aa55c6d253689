// The figures of this server: each plot as its table, over a day and over a week, and the country list.
import { sums } from "./charts.ts";
import { isolated, plain, type Person } from "./console.ts";

// The same at a glance, on the overview: the numbers over a small plot, what it is for who does not see it, and its table.
async function lately(person: Person, looks: string[]): Promise<Record<string, unknown>> {
  await person.open("/admin");
  await person.page.waitForSelector(".small-room");
  await person.page.waitForSelector(".overview-headline");
  looks.push(...await person.look());
  const [numbers = "", judged = ""] = await person.textsOf(".small-numbers");
  const countries = await person.textOf(".country-bars");
  const words = plain(await person.page.$eval(".small-room", (room) => room.getAttribute("aria-label")));
  await person.press(`${isolated("Mail in and out")} as a table`);
  const rows = await person.page.$$eval(".small-chart tbody tr", (all) => all.length);
  looks.push(...await person.look());
  await person.page.locator(".segment ::-p-text(7 days)").click();
  await person.page.waitForFunction(() => document.querySelectorAll(".small-chart tbody tr").length > 25);
  return { numbers, judged, countries, words, rows, address: person.path };
}

export default async function figures(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/figures");
  await person.sees("Mail in and out");
  await person.page.waitForSelector(".figures-one canvas");
  const looks = await person.look();
  const told = plain(await person.page.$eval(".figures-one [role=img]", (room) => room.getAttribute("aria-label")));
  // Every plot's table; a day of them is looked at, for a week of them takes the checks long.
  await person.page.locator(".segment ::-p-text(Day)").click();
  await person.page.$$eval(".figures-one .chart-head button", (all) => { for (const one of all) one.click(); });
  const rowsAre = (count: number): Promise<unknown> => person.page.waitForFunction(
    (wanted) => document.querySelector(".figures-one tbody")?.children.length === wanted, {}, count);
  await rowsAre(25);
  const day = { mail: await sums(person, "Mail in and out") };
  const address = person.path;
  looks.push(...await person.look());
  await person.page.locator(".segment ::-p-text(Week)").click();
  await rowsAre(169);
  const week = {
    mail: await sums(person, "Mail in and out"), verdicts: await sums(person, "How it was judged"), logins: await sums(person, "Logins"),
    blocks: await sums(person, "Blocks"),
    age: await sums(person, "Age of the oldest in the queue"),  // of one hour, for it was looked at once
  };
  const countries = await sums(person, "Logins by country");
  await person.page.locator(".segment ::-p-text(13 months)").click();
  await rowsAre(401);
  const glance = await lately(person, looks);
  return { glance, told, week, day, countries, address, looks };
}
