// An administrator helps people out and shuts doors: an account that is disabled is opened again, a second factor is taken
// away, sessions and a connection end, somebody may send again; what sends by a service account stops or goes on, gets a new password, or none.
import type { Person } from "./console.ts";

const signInOf = (address: string): string => `/admin/accounts/${encodeURIComponent(address)}/sign-in`;

async function takesFactor(person: Person, lost: string): Promise<string[]> {
  await person.begin(signInOf(lost));
  await person.sees("The account is disabled");
  await person.press("Enable");
  await person.sees("It is enabled again.");
  await person.seesNot("The account is disabled");
  await person.sees("An authenticator app is asked for");
  await person.press("Take the second factor away");
  const looks = await person.look();
  await person.confirm(lost, "Take the second factor away");
  await person.sees("The second factor is taken away.");
  await person.sees("None: the password alone opens the account");
  return looks;
}

// What is open right now, as it is told, once nothing of these words is there any more.
async function visits(person: Person, gone = "nobody"): Promise<string[]> {
  const told = (words: string): string[] | null => {
    const all = [...document.querySelectorAll('[aria-label="Open right now"] .entry-title')].map((one) => one.textContent);
    return all.some((one) => one.includes(words)) ? null : all.sort();
  };
  return (await person.page.waitForFunction(told, {}, gone)).jsonValue() as Promise<string[]>;
}

// Of two connections one is closed; the session in the web ends.
async function ends(person: Person, open: string, source: string): Promise<Record<string, unknown>> {
  await person.open(signInOf(open));
  await person.sees(source);
  const before = await visits(person);
  const looks = await person.look();
  await person.pressOn("Close the connection", source);
  await person.sees("The connection is closed.");
  const between = await visits(person, source);
  await person.press("End the web sessions");
  await person.sees("The web sessions have ended.");
  return { before, between, after: await visits(person, "web"), looks };
}

async function letsSend(person: Person, silent: string): Promise<void> {
  await person.open("/admin/accounts");
  await person.search(silent);
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  await person.page.locator(".grid-row.line .grid-hit").click();
  await person.press("Let send again");
  await person.sees("It may send again.");
}

async function services(person: Person, renewed: string, ended: string): Promise<{ fresh: string; looks: string[] }> {
  await person.open("/admin/service-accounts");
  await person.tick(person.more["stopped"] ?? "");
  await person.press("Disable");
  await person.sees("It sends nothing more.");
  await person.tick(person.more["resumed"] ?? "");
  await person.press("Enable");
  await person.sees("It may send again.");
  await person.row(renewed);
  await person.press("New password");
  const looks = await person.look();
  await person.confirm(renewed, "New password");
  await person.page.waitForSelector("dialog[open] .secret .copyable-text");
  const fresh = await person.textOf("dialog[open] .secret .copyable-text");
  await person.press("I have it");
  await person.row(ended);
  await person.press("Take away");
  looks.push(...await person.look());
  await person.confirm(ended, "Take away");
  await person.sees("It is taken away.");
  return { fresh, looks };
}

export default async function accountActs(person: Person): Promise<Record<string, unknown>> {
  const { lost = "", open = "", source = "", silent = "", renewed = "", ended = "" } = person.more;
  const looks = await takesFactor(person, lost);
  const visited = await ends(person, open, source);
  await letsSend(person, silent);
  const served = await services(person, renewed, ended);
  return { ...visited, fresh: served.fresh, looks: [...looks, ...visited["looks"] as string[], ...served.looks] };
}
