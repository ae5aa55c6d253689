// The first run by the one-time link: owner, second factor, domain, records, certificate, test message; left in the middle and taken up again.
import { codeOf, plain, type Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";

// Where each record that is shown stands, and what is said of them.
async function recordsNow(person: Person): Promise<{ places: string[]; said: string }> {
  const places = await person.page.$$eval(".dns-record > .mono", (all) => all.map((one) => one.textContent ?? ""));
  return { places, said: await person.textOf("main .callout") };
}

export default async function setup(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  person.refusals.expect(NOBODY, "POST /api/v1/first-owner 400");
  await page.setViewport({ width: 1280, height: 900 });
  await person.visit("/setup");
  await person.sees("This needs the one-time link");
  const looks = [...await person.lookAtAllWidths(), ...await person.lookMirrored()];
  await page.goto("about:blank");
  await person.visit(more["link"] ?? "");
  await person.sees("Who administers this server?");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.fill("Name", "olivia");
  await person.fill("Password", "short");
  await person.sees("Guessed at once");
  await page.waitForSelector(".rule.broken");
  const asked = (await person.textsOf(".rule.broken")).join();
  looks.push(...await person.look());
  await person.press("Make the owner");
  await page.waitForSelector("[role=alert]");
  await person.fill("Password", more["password"] ?? "");
  await page.waitForFunction(() => document.querySelector(".rule.kept") && !document.querySelector(".rule.broken"));
  await person.press("Make the owner");
  await page.waitForSelector(".qr path");
  const address = page.url();
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  const secret = plain(await page.$eval(".copyable-text", (one) => one.textContent)).replaceAll(" ", "");
  await person.fill("Code that the app shows", codeOf(secret));
  await person.press("Turn on");
  await person.sees("I have kept them");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.press("I have kept them");
  await person.sees("Records in the DNS");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());

  await person.visit("/setup");
  await person.sees("Records in the DNS");
  await page.locator("button.first-step ::-p-text(Domain)").click();
  await person.fill("Domain", "fresh.example");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.press("Add the domain");
  await person.sees("Records in the DNS");
  const records = await recordsNow(person);
  await page.select("main select", "test.example");
  await person.sees("test.example · MX");
  const ofTheOther = await recordsNow(person);
  await person.press("Go on, and do this later");
  await person.sees("Made by this server");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.press("Keep the server's own for now");
  await person.sees("A test message");
  await person.fill("Address", more["to"] ?? "");
  await person.press("Send");
  await person.sees("is on its way to");
  looks.push(...await person.lookAtAllWidths(), ...await person.lookMirrored());
  await person.follow("To the console");
  await page.waitForSelector("main h1");
  return { asked, address, home: person.path, looks, records, ofTheOther };
}
