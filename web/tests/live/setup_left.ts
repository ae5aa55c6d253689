// The first run is left once there is an owner, and again once he has a second factor: he comes back by the used link, and by signing in.
import { codeOf, plain, type Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";

const OWNER = "olivia";

// Of two links of that name the one that comes with the refusal.
async function refused(person: Person): Promise<void> {
  await person.fill("Name", "mallory");
  await person.fill("Password", person.more["password"] ?? "");
  await person.press("Make the owner");
  await person.page.locator(".callout.bad a[href='/login?next=/setup'] ::-p-text(Sign in)").click();
  await person.page.waitForSelector("input[autocomplete~=one-time-code], input[type=password]");
}

async function enrol(person: Person): Promise<string> {
  await person.page.waitForSelector(".qr path");
  const secret = plain(await person.page.$eval(".copyable-text", (one) => one.textContent)).replaceAll(" ", "");
  await person.fill("Code that the app shows", codeOf(secret));
  await person.press("Turn on");
  await person.sees("I have kept them");
  const [code = ""] = await person.page.$$eval(".code-list li", (all) => all.map((one) => one.textContent ?? ""));
  await person.press("I have kept them");
  return code;
}

export default async function setupLeft(person: Person): Promise<Record<string, unknown>> {
  const { page, more: { link = "", password = "" }, target } = person;
  person.refusals.expect(NOBODY, "POST /api/v1/first-owner 403");
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(link, { waitUntil: "networkidle2" });
  await person.sees("Who administers this server?");
  await person.fill("Name", OWNER);
  await person.fill("Password", password);
  await person.press("Make the owner");
  await page.waitForSelector(".qr path");

  await person.forget();
  await page.goto(link, { waitUntil: "networkidle2" });
  await person.sees("Who administers this server?");
  const beside = await page.$eval("form a.button", (one) => [one.textContent, one.getAttribute("href")]);
  await refused(person);
  await person.signIn(OWNER, password);
  const code = await enrol(person);
  await person.sees("The first domain");
  const back = person.path;

  await person.forget();
  await page.goto(link, { waitUntil: "networkidle2" });
  await person.follow("Already begun? Sign in");
  await page.waitForSelector("input[type=password]");
  await person.enter(OWNER, password, code);
  await person.sees("The first domain");
  const again = person.path;
  await page.goto(`${target.api}/admin`, { waitUntil: "networkidle2" });
  await person.sees("Set-up is not finished: the server has no domain yet.");
  const looks = await person.look();
  await person.follow("Go on");
  await person.sees("The first domain");
  await person.fill("Domain", "fresh.example");
  await person.press("Add the domain");
  await person.sees("Records in the DNS");
  await person.open("/admin");
  await person.sees("What needs me?");
  await person.seesNot("Set-up is not finished");
  return { beside, back, again, looks };
}
