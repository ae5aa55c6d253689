// A German who sets a server up, and one who is let in later and has no second factor yet: what stands on each page, also once something is refused.
import { settle } from "../browser.ts";
import { codeOf, plain, type Person } from "./console.ts";
import { texts } from "./german_texts.ts";
import { NOBODY } from "./refusals.ts";

const [NAME, PASSWORD, CODE] = ["input[autocomplete~=username]", "input[type=password]", "input[autocomplete~=one-time-code]"];
const STEPS = ["owner", "factor", "domain", "dns", "certificate", "message"];

export default async function germanSetup(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  const pages: Record<string, string[]> = {};
  const looks: string[] = [];
  const take = async (name: string): Promise<void> => {
    await page.waitForSelector(".skeleton", { hidden: true });
    pages[name] = await texts(person);
    looks.push(...await person.fits());
  };
  const go = async (path: string): Promise<void> => {
    await page.goto("about:blank");
    await person.visit(path);
  };
  const send = async (): Promise<void> => {
    await settle(page);  // what was typed is in the page before it is sent
    await page.click("form [type=submit]");
  };
  const refused = async (name: string): Promise<void> => {
    await send();
    await page.waitForSelector("form [role=alert]");
    await take(name);
  };
  const factor = async (name: string): Promise<void> => {
    await page.waitForSelector(".qr path");
    await take(name);
    const secret = plain(await page.$eval(".copyable-text", (one) => one.textContent)).replaceAll(" ", "");
    await person.put(CODE, "000000");
    await refused(`${name} refused`);
    await person.put(CODE, codeOf(secret));
    await send();
    await page.waitForSelector(".code-list");
    await take(`${name} codes`);
    await page.click(".button.primary");
  };
  // The last of the steps that are open, whatever they are called.
  const step = async (name: string): Promise<void> => {
    await page.waitForSelector("button.first-step");
    await page.locator(`.first-steps li:nth-child(${STEPS.indexOf(name) + 1}) button`).click();
    await page.waitForSelector(`.first-steps li:nth-child(${STEPS.indexOf(name) + 1})[aria-current=step]`);
  };
  await page.setViewport({ width: 1280, height: 900 });
  await go("/login");
  await page.evaluate(() => localStorage.setItem("language", "de"));

  if (more["guest"]) {
    await go("/login");
    await person.put(NAME, more["guest"]);
    await person.put(PASSWORD, more["guest_pass"] ?? "");
    await send();
    person.refusals.expect("PUT /api/v1/session/second-factor 403");
    await factor("enrol");
    await page.waitForSelector("#main h1");
    return { pages, looks, home: person.path };
  }

  person.refusals.expect(NOBODY, "PUT /api/v1/session/second-factor 403",
    ...["certificates", "domains", "first-owner", "server/test-message"].map((path) => `POST /api/v1/${path} 400`));
  await go("/setup");
  await page.waitForSelector(".state");
  await take("no link");
  await go(more["link"] ?? "");
  await page.waitForSelector(NAME);
  await take("owner");
  await person.put(NAME, "olivia");
  await person.put(PASSWORD, "kurz");
  await refused("owner refused");
  await person.put(PASSWORD, more["password"] ?? "");
  await send();
  await factor("factor");
  await step("domain");
  await take("domain");
  await person.put("form input", "keine domain");
  await refused("domain refused");
  await step("dns");
  await page.waitForSelector(".dns-record");
  await take("dns");
  await step("certificate");
  await take("certificate");
  await person.put("textarea", "kein Zertifikat");
  await refused("certificate refused");
  await step("message");
  await take("message");
  await person.put("form input", "niemand");
  await refused("message refused");
  await person.put("form input", more["to"] ?? "");
  await send();
  await page.waitForSelector(".callout.ok[role=alert]");
  await take("message sent");
  return { pages, looks };
}
