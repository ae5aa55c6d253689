// A user sees to what is around his mail: a password that a program had is taken away, the steps for each program are read, how full the
// mailbox is, where he is reached when he has forgotten his password, and in which language he is written to.
import { plain, type Person } from "./console.ts";
import { firstMail } from "./mailbox.ts";
import { enter } from "./security.ts";
import { shell } from "./shell.ts";

type Seen = Record<string, unknown>;

// One of two, which is typed for.
async function takenAway(person: Person): Promise<{ left: string[]; looks: string[] }> {
  await person.follow("Programs");
  await person.tick("phone");
  await person.press("Take away");
  const looks = await person.look();
  await person.confirm("phone", "Take away");
  await person.sees("It is taken away.");
  await person.page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 1);
  return { left: await person.rows(), looks };
}

// The steps of the program whose tab is open.
const steps = (person: Person): Promise<string> => person.textOf("[role=tabpanel]:not([hidden]) .steps");

// A token that an administrator has made.
async function withoutToken(person: Person, looks: string[]): Promise<string> {
  await person.page.waitForSelector(".entry");
  const token = await person.textOf(".entry");
  await person.pressOn("Take away", "car");
  looks.push(...await person.look());
  await person.confirm("car", "Take away");
  await person.sees("None is left.");
  looks.push(...await person.look());
  return token;
}

async function programs(person: Person): Promise<Seen> {
  await enter(person, person.more["password"] ?? "");
  const { left, looks } = await takenAway(person);
  const token = await withoutToken(person, looks);
  await person.follow("Set-up");
  await person.sees("Step by step");
  const told: Record<string, string> = {};
  for (const program of ["Thunderbird", "Outlook", "iPhone and Mac", "Android"]) {
    await person.tab(program);
    await person.page.waitForFunction((name) => document.querySelector("[role=tab][aria-selected=true]")?.textContent === name, {}, program);
    told[program] = await steps(person);
    looks.push(...await person.look());
  }
  return { left, token, told, looks };
}

// The part of the page under that heading.
const part = (person: Person, title: string): Promise<string> => person.page.$$eval("section.part", (all, wanted) =>
  all.find((one) => one.querySelector("h2")?.textContent === wanted)?.innerText ?? "", title).then(plain);

// The address counts once what was sent there came back, and nothing else does.
async function recovery(person: Person, looks: string[]): Promise<Seen> {
  const { user = "", elsewhere = "", others = "" } = person.more;
  const told = async (): Promise<string> => (await shell<{ recovery_address: string }>(person, "account", "show", user)).recovery_address;
  await person.press("Name an address");
  await person.fill("Address elsewhere", elsewhere);
  await person.press("Send a token there");
  await person.sees(`A token is on its way to ${elsewhere}.`);
  await person.fill("Token from the message", "not-the-token");
  await person.press("Confirm");
  await person.sees("The token does not hold: name the address again");
  person.refusals.expect("PUT /api/v1/session/recovery-address 403");
  looks.push(...await person.look());
  const before = await told();
  const message = await firstMail(person, elsewhere, others);
  const token = message.map((line) => /^ {4}(\S+)\s*$/.exec(line)?.[1]).find(Boolean) ?? "";
  await person.fill("Token from the message", `  ${token} `);
  await person.press("Confirm");
  await person.sees("Your recovery address is changed.");
  await person.sees("Change the address");
  return { before, after: await told(), recovery: await part(person, "Recovery address") };
}

// What the server writes from then on, whatever language the pages are in.
async function language(person: Person, looks: string[]): Promise<string> {
  await person.press("Change the language");
  await person.sees("As everybody here (English)");
  await person.choose("Language of the server's mail", "de");
  looks.push(...await person.look());
  await person.press("Use it");
  await person.sees("The server writes to you in the language that you have chosen.");
  await person.seesNot("As everybody here (English)");  // the account is read again after that is said
  return part(person, "Language of the server's mail");
}

async function account(person: Person): Promise<Seen> {
  await enter(person, person.more["password"] ?? "");
  await person.sees("one message");
  const storage = await part(person, "Storage");
  const full = await person.page.$eval("meter", (meter) => meter.value);
  const looks = await person.look();
  const recovered = await recovery(person, looks);
  return { storage, full, ...recovered, language: await language(person, looks), looks };
}

const PARTS: Readonly<Record<string, (person: Person) => Promise<Seen>>> = { programs, account };

export default function ownAccount(person: Person): Promise<Seen> {
  const wanted = PARTS[person.more["part"] ?? ""];
  if (!wanted) throw new Error("which part?");
  return wanted(person);
}
