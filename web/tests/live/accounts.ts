// Accounts are made, opened, disabled, given passwords and deleted; what was shown once is told to the test.
import { isolated, plain, type Person } from "./console.ts";
import { shell } from "./shell.ts";

const pathOf = (address: string): string => `/admin/accounts/${encodeURIComponent(address)}`;

// What is shown this once, and put away.
async function secret(person: Person): Promise<string> {
  await person.page.waitForSelector("dialog[open] .secret .copyable-text");
  const shown = await person.textOf("dialog[open] .secret .copyable-text");
  await person.press("I have it");
  return shown;
}

async function make(person: Person): Promise<{ password: string; looks: string[] }> {
  await person.press("New account");
  await person.fill("Name before the @", "ann");
  await person.fill("Name", "Ann Smith");
  const looks = await person.look();
  await person.press("Make the account");
  await person.sees("This is shown this once");
  looks.push(...await person.look());
  return { password: await secret(person), looks };
}

// A pair for a program, in spite of the server's taking none yet, and what the list says of it.
async function makeToken(person: Person): Promise<{ pair: string[]; row: string; looks: string[] }> {
  await person.press("Make a token");
  await person.sees("the setting auth.offer_oauth is off");
  const setting = await person.page.$eval("dialog[open] a.button", (link) => link.pathname);
  if (setting !== "/admin/settings/auth") throw new Error(setting);
  await person.fill("What it is for", "Laptop");
  await person.fill("Only from these networks", "127.0.0.0/8");
  await person.keys("Enter");
  await person.turn("Only reading: nothing is changed, deleted or sent");
  const looks = await person.look();
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("This is shown this once");
  looks.push(...await person.look());
  const pair = await person.textsOf("dialog[open] .secret .copyable-text");
  await person.press("I have it");
  await person.page.waitForFunction(() => [...document.querySelectorAll(".entry")].some((one) => one.textContent.includes("Laptop")));
  const rows = await person.textsOf(".entry");
  return { pair, row: rows.find((one) => one.includes("Laptop")) ?? "", looks: [...looks, ...await person.look()] };
}

type SignIn = { renewed: string; link: string; token: Omit<Awaited<ReturnType<typeof makeToken>>, "looks">; looks: string[] };

async function signIn(person: Person, address: string): Promise<SignIn> {
  await person.open(`${pathOf(address)}/sign-in`);
  await person.sees("Phone");
  const looks = await person.look();
  for (const one of ["Phone", "Tablet"]) {
    await person.pressOn("Take away", one);
    await person.confirm(one, "Take away");
    await person.sees("It is taken away");
    await person.page.waitForFunction((gone) => ![...document.querySelectorAll(".entry")].some((row) => row.textContent.includes(gone)), {}, one);
  }
  const { looks: seen, ...token } = await makeToken(person);
  looks.push(...seen);
  await person.press("New password");
  looks.push(...await person.look());
  await person.confirm(address, "Set the password");
  const renewed = await secret(person);
  await person.press("Reset link");
  const link = await secret(person);
  return { renewed, link, token, looks };
}

// It answers for a while; then it is turned off, and its text is kept.
async function mail(person: Person, address: string): Promise<{ answered: boolean; looks: string[] }> {
  await person.tab("Mail");
  await person.sees("info@test.example");
  await person.press("Turn on");
  await person.fill("Text", "I am away.");
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("The automatic reply is on.");
  const { on } = await shell<{ on: boolean }>(person, "auto-reply", "show", address);
  await person.press("Turn off");
  await person.sees("The automatic reply is off. Its text is kept.");
  await person.fill("Blocked", "spammer@evil.example");
  await person.keys("Enter");
  await person.sees("spammer@evil.example is in the list.");
  return { answered: on, looks: await person.look() };
}

async function actAs(person: Person): Promise<{ token: string; looks: string[] }> {
  await person.pick("More", "Act in this name");
  await person.fill("Reason", "a lost message");
  await person.press("Act in this name");
  await person.sees("The person was told by mail.");
  const looks = await person.look();
  const token = plain(await person.textOf("dialog[open] [role=group][aria-label=Token]"));
  await person.press("Close");
  return { token, looks };
}

async function services(person: Person): Promise<{ service: string; looks: string[] }> {
  await person.open("/admin/service-accounts");
  await person.press("New service account");
  await person.fill("Logs in as", "printer@test.example");
  await person.fill("From", "127.0.0.0/8");
  await person.keys("Enter");
  const looks = await person.look();
  await person.press("Make it");
  const service = await secret(person);
  await person.row("printer@test.example");
  await person.sees("it does not end");
  looks.push(...await person.look());
  await person.press("Change");
  await person.fill("An hour", "7");
  await person.press("Save");
  await person.sees("printer@test.example is changed.");
  return { service, looks };
}

// Several at once: they are disabled, enabled again, and go, by how many they are. What they were when.
async function several(person: Person): Promise<{ standing: string[][]; looks: string[] }> {
  const leavers = ["leaver1", "leaver2"];
  await person.search("leaver");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 2);
  const standing: string[][] = [];
  for (const [act, told] of [["Disable", "2 are disabled"], ["Enable", "2 are enabled again."]] as const) {
    for (const one of leavers) await person.tick(one);
    await person.press(act);
    await person.sees(told);
    standing.push(await Promise.all(leavers.map(async (one) =>
      (await shell<{ status: string }>(person, "account", "show", `${one}@test.example`)).status)));
  }
  for (const one of leavers) await person.tick(one);
  await person.press("Delete");
  await person.sees("Delete 2 accounts");
  const named = await person.textsOf("dialog[open] .acts-named li");
  if (named.sort().join() !== leavers.map((one) => `${one}@test.example`).sort().join()) throw new Error(`not those that go: ${named.join()}`);
  const looks = await person.look();
  await person.confirm("2", "Delete");
  await person.sees("2 accounts and their mail are deleted.");
  return { standing, looks };
}

// From where it is opened and what becomes of spam, level by level, and who says so.
async function above(person: Person, address: string): Promise<string[]> {
  await person.open(pathOf(address));
  await person.sees("As the server says: ");
  await person.sees("As the domain says: ");
  return person.page.$$eval(".fact-list li", (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));
}

export default async function accounts(person: Person): Promise<Record<string, unknown>> {
  const address = (n: number): string => person.target.user.replace("%d", String(n));
  await person.begin("/admin/accounts");
  await person.sees(address(1));
  const looks = await person.look();
  const made = await make(person);
  await person.row("ann@test.example");
  await person.sees("Ann Smith");
  const path = person.path;
  looks.push(...made.looks, ...await person.look());

  const its = await above(person, address(1));
  await person.open(pathOf(address(4)));
  await person.pick("More", "Receive only");
  await person.sees("The account only receives");
  looks.push(...await person.look());
  await person.press("Undo");
  await person.seesNot("The account only receives");
  await person.press("Change");
  await person.page.locator("dialog[open] .pick ::-p-text(Fetching mail)").click();
  looks.push(...await person.look());
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("Sending mail (SMTP), Reading mail (IMAP), Filters (ManageSieve), The web pages");
  await person.press("Disable");
  await person.sees("The account is disabled");
  looks.push(...await person.look());

  const opened = await signIn(person, address(2));
  const replied = await mail(person, address(2));
  looks.push(...opened.looks, ...replied.looks);
  const acted = await actAs(person);

  await person.open(pathOf("gone@test.example"));
  await person.pick("More", "Rename");
  await person.fill(`Name at ${isolated("test.example")}`, "parted");
  looks.push(...await person.look());
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("It is parted@test.example now.");
  await person.press("Undo");
  await person.page.waitForFunction(() => location.pathname.includes("gone%40"));
  await person.sees("gone@test.example");
  await person.pick("More", "Delete");
  await person.confirm("gone@test.example", "Delete");
  await person.sees("gone@test.example and its mail are deleted.");
  await person.seesNot("Delete gone@test.example");

  await person.search("u3@");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  await person.page.locator(".grid-row.line .grid-hit").click();
  await person.press("Set the quota");
  await person.fill("Quota", "3");
  await person.page.locator("dialog[open] button[type=submit]").click();
  await person.sees("The quota is set.");
  await person.press("Expire the password");
  await person.confirm(address(3), "Expire the password");
  await person.sees("The password has expired.");
  const silence = async (): Promise<void> => {
    await person.page.locator(".grid-row.line .grid-hit").click();
    await person.press("Stop sending");
    await person.sees("May not send\n1");
  };
  await silence();
  await person.undo();
  await person.sees("May not send\n0");
  await silence();
  const leaving = await several(person);
  looks.push(...leaving.looks);
  const served = await services(person);
  return {
    path, above: its, standing: leaving.standing, password: made.password, renewed: opened.renewed, link: opened.link, token: acted.token,
    oauth: opened.token,
    service: served.service, answered: replied.answered,
    looks: [...looks, ...acted.looks, ...served.looks],
  };
}
