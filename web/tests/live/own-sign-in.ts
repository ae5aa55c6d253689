// One of his sessions is ended, then all others; his own second factors: a passkey is added, shown, and signs him in;
// another app takes the place of his; the passkey is removed.
import { codeOf, isolated, plain, type Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";
import { shell } from "./shell.ts";

// Whoever sits down at the browser next finds nothing of the account behind the arrow.
async function goesBack(person: Person): Promise<void> {
  person.refusals.allow(NOBODY);
  await person.page.goBack();
  await person.page.waitForSelector("input[autocomplete~=username]");
  const text = await person.page.evaluate(() => document.body.innerText);
  if (text.includes("key on my desk") || text.includes("Recovery codes")) throw new Error(`it is still there: ${text}`);
}

// The one from there ends, and from where the server knows him then.
async function endsOne(person: Person, from: string): Promise<string[]> {
  await person.pressOn("Sign out the session from", from);
  await person.sees("It is signed out.");
  await person.page.waitForFunction(() => document.querySelectorAll(".me-session").length === 2);
  const all = await shell<{ administrator: string; from: string }[]>(person, "admin", "sessions");
  return all.filter(({ administrator }) => administrator === person.more["admin"]).map((one) => one.from);
}

export default async function ownSignIn(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const [menu, key] = [`Signed in as ${isolated(person.more["admin"] ?? "")}`, isolated("key on my desk")];
  await person.carryKey();
  await person.begin("/admin");
  await person.pick(menu, "Your sign-in");
  await person.sees("You have no passkey yet.");
  const led = person.path;
  const looks = await person.look();
  const sessions = (): Promise<string[]> => page.$$eval(".me-session", (all) => all.map((one) => one.textContent));
  await person.sees("(this one)");
  const before = await sessions();
  const between = await endsOne(person, person.more["other"] ?? "");
  await person.press("Sign out everywhere else");
  await person.sees("Everything but this session is signed out.");
  await page.waitForFunction(() => document.querySelectorAll(".me-session").length === 1);
  const left = await sessions();
  await person.press("Add a passkey");
  await person.fill("Name", "key on my desk");
  await person.press("Go on");
  await person.sees("signs you in from now on");
  await person.sees("never used");
  const listed = await page.$$eval(".passkey .strong", (all) => all.map((one) => one.textContent));
  looks.push(...await person.look());

  await person.press("Set up an app");
  await page.waitForSelector("dialog[open] .qr path");
  looks.push(...await person.look());
  const seed = plain(await page.$eval("dialog[open] .copyable-text", (one) => one.textContent)).replaceAll(" ", "");
  await person.fill("Code from the app", codeOf(seed));
  await person.press("Use this app");
  await person.sees("Recovery codes");
  await person.press("I have it");

  await Promise.all([page.waitForNavigation(), person.pick(menu, "Sign out")]);
  await page.waitForSelector("input[autocomplete~=username]");
  await goesBack(person);
  await person.press("Sign in with a passkey");
  await page.waitForSelector("#main h1");
  await person.open("/admin/me");
  await person.sees("last used");
  await person.press(`Remove ${key}`);
  await person.fill(`Type ${key} to confirm`, "key on my desk");
  await person.press("Remove the passkey");
  await person.sees("key on my desk was removed.");

  await person.press("Change the password");
  await person.fill("New password", "Berlin2024");
  await person.press("Change it");
  await page.waitForSelector("dialog[open] .field-error");
  person.refusals.expect("PUT /api/v1/session/own-password 400");
  looks.push(...await person.look());
  await person.fill("New password", person.more["fresh"] ?? "");
  await person.press("Change it");
  await person.sees("Your password is changed.");
  await person.open("/admin/me");
  await person.sees("Your sign-in");
  return { none: true, before, between, left, led, listed, seed, looks };
}
