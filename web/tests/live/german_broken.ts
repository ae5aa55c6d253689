// What a German is told of certificates that cannot be read again, and of a log that lacks lines.
import { plain, type Person } from "./console.ts";

const told = async ({ page }: Person, callout: string): Promise<string[]> => {
  await page.waitForSelector(callout);
  return page.$$eval(`${callout} span:not(.strong)`, (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));
};

export default async function germanBroken(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/about");
  await person.page.evaluate(() => localStorage.setItem("language", "de"));
  await person.open("/admin/certificates");
  await person.press("Dateien neu lesen");
  const certificates = await told(person, ".callout.warn");
  const looks = await person.fits();
  await person.open("/admin/changes");
  const log = await told(person, ".callout.bad");
  looks.push(...await person.fits());
  return { certificates, log, looks };
}
