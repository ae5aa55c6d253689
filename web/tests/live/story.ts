// What happened to messages: one from elsewhere that is looked for by its recipient, one from here that was refused and came back, and the
// report about it; the way there from the queue, and back. From a line of the logs all that is of its message, its account, its address.
import { plain, type Person } from "./console.ts";
import { savedAs } from "./logs.ts";

const steps = (person: Person): Promise<string[]> =>
  person.page.$$eval(".messages-step", (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));

// For whom it waits beside the queue: by destination, what each of them was answered.
const recipients = (person: Person): Promise<string[][]> => person.page.$$eval(".queue-leg", (legs) => legs.map((leg) =>
  [leg.querySelector("h3 span")?.textContent ?? "", ...[...leg.querySelectorAll(".queue-recipient")].map((one) => one.textContent)]));

// By the address of one of its ends.
async function find(person: Person, address: string, other: string): Promise<void> {
  await person.open("/admin/messages");
  await person.fill("Message or address", address);
  await person.press("Look");
  await person.page.locator(`.entry a ::-p-text(${other})`).click();
  await person.sees("Step by step");
}

// What an address sent or was to get, a row each, with what became of it.
async function listed(person: Person, address: string): Promise<string[]> {
  await person.open(`/admin/messages?address=${encodeURIComponent(address)}`);
  await person.page.waitForSelector(".entries .entry");
  return (await person.page.$$eval(".entries .entry", (all) => all.map((one) => one.textContent))).map(plain);
}

// After its data, which has a story; before it, which the log alone has; and both of one sender.
async function refused(person: Person): Promise<Record<string, unknown>> {
  const recipient = await listed(person, "nobody@test.example");
  const looks = await person.look();
  await person.follow("The whole session in the logs");
  await person.sees("recipient-refused");
  const sender = await listed(person, person.more["came"] ?? "");
  const data = await listed(person, "two@peer.test");
  await person.page.locator(".entry a").click();
  await person.sees("Step by step");
  return { recipient, sender, data, steps: await steps(person), fate: await person.textOf("section[aria-label='What became of it'] h2"), looks };
}

// By its own id.
async function findById(person: Person, id: string): Promise<string[]> {
  await person.follow("Messages");
  await person.fill("Message or address", id);
  await person.press("Look");
  await person.sees("Step by step");
  return steps(person);
}

// What else the logs have of what is in a line: of its message what became of it, of its account what that sent, of its address all it did.
async function narrow(person: Person, from: string): Promise<Record<string, { path: string; rows: string[] }>> {
  const now = async (): Promise<{ path: string; rows: string[] }> => ({ path: person.path, rows: await person.rows() });
  await person.open(`/admin/logs?text=${encodeURIComponent(from)}`);
  await person.row("message-accepted");
  await person.press("This message");
  await person.sees("delivery.delivered");
  const message = await now();
  await person.row("message-accepted");
  await person.press("This account");
  await person.seesNot("delivery.delivered");
  await person.sees("message-accepted");
  const account = await now();
  await person.row("message-accepted");
  await person.press("This address");
  await person.sees("connection.opened");
  return { message, account, ip: await now() };
}

export default async function story(person: Person): Promise<Record<string, unknown>> {
  const { came = "", sent = "", reader = "" } = person.more;
  await person.begin("/admin/messages");
  const looks = await person.look();
  await find(person, reader, came);
  const inbound = { steps: await steps(person), fate: await person.textOf("section[aria-label='What became of it'] h2") };
  const file = await savedAs(person, "As JSON, for a program");
  looks.push(...await person.look());
  const typed = await findById(person, person.more["id"] ?? "");
  await find(person, sent, sent);
  const bounced = { steps: await steps(person), fate: await person.textOf("section[aria-label='What became of it'] h2") };
  looks.push(...await person.look());
  await person.follow("The report to the sender");
  await person.sees("This is a report to a sender.");
  const report = await steps(person);
  await person.follow("The message that it is about");
  await person.sees("It did not arrive");

  await person.open("/admin/queue");
  await person.page.locator(".grid-row.line").click();
  await person.page.waitForSelector(".queue-recipient");
  const queued = await recipients(person);
  await person.follow("What happened to it");
  await person.sees("On its way: it waits in the queue");
  const waiting = { steps: await steps(person), path: person.path };
  looks.push(...await person.look());
  await person.follow("In the queue");
  await person.sees("What happened to it");
  const turnedAway = await refused(person);
  looks.push(...turnedAway["looks"] as string[]);
  const narrowed = await narrow(person, person.more["from"] ?? "");
  return { refused: turnedAway, inbound, typed, narrowed, file, bounced, report, queued, waiting, looks };
}
