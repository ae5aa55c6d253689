// The first run is left once there is an owner, and again once he has a second factor: he comes back by the used link, and by signing in.
// Then he takes the records of his domain with him, and looks at them again.
import type { ElementHandle } from "puppeteer-core";
import { codeOf, plain, type Person } from "./console.ts";
import { savedBy } from "./logs.ts";
import { NOBODY } from "./refusals.ts";
import { shell } from "./shell.ts";

const OWNER = "olivia";

// He is told before he enters anything, and again when he does. Of two links of that name the one that comes with the refusal.
async function refused(person: Person): Promise<void> {
  await person.sees("This link does not hold");
  await person.fill("Name", "mallory");
  await person.fill("Password", person.more["password"] ?? "");
  await Promise.all([person.page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/v1/first-owner"),
    person.press("Make the owner")]);
  await person.page.locator(".callout.bad a[href='/login?next=/setup'] ::-p-text(Sign in)").click();
  await person.page.waitForSelector("input[autocomplete~=one-time-code], input[type=password]");
}

async function enrol(person: Person): Promise<string[]> {
  await person.page.waitForSelector(".qr path");
  const secret = plain(await person.page.$eval(".copyable-text", (one) => one.textContent)).replaceAll(" ", "");
  await person.fill("Code that the app shows", codeOf(secret));
  await person.press("Turn on");
  await person.sees("I have kept them");
  const codes = await person.page.$$eval(".code-list li", (all) => all.map((one) => one.textContent ?? ""));
  await person.press("I have kept them");
  return codes;
}

// The records are saved as a file; then the domain has other keys, which are there once he looks again, and in the file as well.
async function looksAgain(person: Person): Promise<{ name: string; text: string }[]> {
  const save = (): ReturnType<typeof savedBy> => savedBy(person, () => person.press("Save as a zone file"));
  const before = await save();
  if (!before.text.includes("_domainkey.fresh.example.")) throw new Error("a domain that was made just now has no keys");
  const keys = await shell<{ selector: string }[]>(person, "dkim", "rotate", "fresh.example");
  const shown = await person.textOf("main");
  const fresh = keys.filter(({ selector }) => !shown.includes(selector));
  if (fresh.length === 0) throw new Error("there are no other keys");
  await person.press("Look again");
  for (const { selector } of fresh) await person.sees(selector);
  return [before, await save()];
}

// A certificate of his own, from two files.
async function installs(person: Person): Promise<void> {
  const { page, more } = person;
  await page.waitForSelector("main input[type=file]");
  for (const [at, file] of [more["chain"] ?? "", more["key"] ?? ""].entries()) {
    const inputs = await page.$$("main input[type=file]");
    await (inputs[at] as ElementHandle<HTMLInputElement>).uploadFile(file);
  }
  await page.waitForFunction(() => [...document.querySelectorAll("main textarea")].every((one) => (one as HTMLTextAreaElement).value !== ""));
  await person.press("Install it");
  await person.sees("A test message");
}

export default async function setupLeft(person: Person): Promise<Record<string, unknown>> {
  const { page, more: { link = "", password = "" } } = person;
  person.refusals.expect(NOBODY, "POST /api/v1/first-owner 403", "POST /api/v1/first-owner/policy 403", "POST /api/v1/domains 401");
  await page.setViewport({ width: 1280, height: 900 });
  await person.visit(link);
  await person.sees("Who administers this server?");
  await person.fill("Name", OWNER);
  await person.fill("Password", password);
  await person.press("Make the owner");
  await page.waitForSelector(".qr path");

  await person.forget();
  await person.visit(link);
  await person.sees("Who administers this server?");
  const beside = await page.$eval("form > .row a.button", (one) => [one.textContent, one.getAttribute("href")]);
  await refused(person);
  await person.signIn(OWNER, password);
  const [code = "", next = ""] = await enrol(person);
  await person.sees("The first domain");
  const back = person.path;

  await person.forget();
  await person.visit(link);
  await person.follow("Already begun? Sign in");
  await page.waitForSelector("input[type=password]");
  await person.enter(OWNER, password, code);
  await person.sees("The first domain");
  const again = person.path;
  await person.visit("/admin");
  await person.sees("Set-up is not finished: the server has no domain yet.");
  const looks = await person.look();
  await person.follow("Go on");
  await person.sees("The first domain");
  // His session ends under his hands: what he has entered is still there.
  await person.fill("Domain", "fresh.example");
  await page.browserContext().deleteCookie(...await page.browserContext().cookies());
  await person.press("Add the domain");
  await person.sees("You are signed out");
  looks.push(...await person.look());
  await person.enter(OWNER, password, next);
  await page.waitForFunction(() => document.querySelector("dialog[open]") === null);
  const kept = await page.$eval("main input", (input) => input.value);
  await person.press("Add the domain");
  await person.sees("Records in the DNS");
  const zones = await looksAgain(person);
  await person.press("Go on, and do this later");
  await installs(person);
  await person.open("/admin");
  await person.sees("What needs me?");
  await person.seesNot("Set-up is not finished");
  return { beside, back, again, kept, zones, looks };
}
