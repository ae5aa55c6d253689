// A day's work by keys alone. "mail": what waits is tried, what is held is let go, the judge gets another limit, a machine may send, and
// domains are brought in line. "system": a certificate is given to the server, and a listener is added and kept.
import { named } from "../browser.ts";
import type { Person } from "./console.ts";
import { Keys } from "./keys.ts";

type Seen = Record<string, unknown>;

// To the row of these words, and what is told of it is open.
async function openRow(keys: Keys, list: string, words: string): Promise<void> {
  await keys.to(list, "grid");
  await keys.toRow(words);
  await keys.press("Enter");
  await keys.person.page.waitForSelector(".list-aside");
}

// Runs until no row has these words.
const goes = (keys: Keys, words: string): Promise<unknown> => keys.person.page.waitForFunction((gone) =>
  ![...document.querySelectorAll(".grid-row.line")].some((row) => row.textContent?.includes(gone)), {}, words);

const shut = (keys: Keys): Promise<unknown> => keys.person.page.waitForFunction(() => !document.querySelector("dialog[open]"));

async function press(keys: Keys, button: string): Promise<void> {
  await keys.to(button, "button");
  await keys.press("Enter");
}

async function letGo(keys: Keys): Promise<void> {
  const { waits = "", held = "" } = keys.person.more;
  keys.person.refusals.allow("GET /api/v1/queue/* 404");  // it was delivered as its page asked for it again
  await keys.goTo("Queue", ".grid-row.line");
  await openRow(keys, "Messages", waits);
  await press(keys, "Try now");
  await goes(keys, waits);
  await keys.here("it was tried");
  await keys.goTo("Quarantine", ".grid-row.line");
  await openRow(keys, "Quarantine", held);
  await press(keys, "Release");
  await keys.type(held, "dialog[open] input");
  await keys.press("Enter");
  await shut(keys);
  await goes(keys, held);
  await keys.here("it was released");
}

async function limit(keys: Keys): Promise<void> {
  await keys.goTo("Spam", "[id='spam.low']");
  await keys.to("Low from", "textbox");
  await keys.type("6");
  await keys.press("Control+s");
  await keys.person.page.waitForSelector("dialog[open]");
  await press(keys, "Save the change");
  await keys.person.sees("One setting was saved.");
  await shut(keys);
  await keys.here("the limit is saved");
}

async function machine(keys: Keys): Promise<void> {
  const { machine: address = "" } = keys.person.more;
  await keys.goTo("Service accounts", named("New service account", "button"));
  await press(keys, "New service account");
  await keys.type(address, "dialog[open] input");
  await keys.to("From", "textbox");
  await keys.type("192.0.2.7");
  await keys.press("Enter");
  await press(keys, "Make it");
  await keys.person.sees("This is shown this once.");
  await press(keys, "I have it");
  await shut(keys);
  await keys.here("the machine may send");
}

async function inLine(keys: Keys): Promise<void> {
  await keys.goTo("Defaults", named("Propagate", "button"));
  await press(keys, "Propagate");
  await press(keys, "Preview");
  await keys.person.sees("Nothing is changed yet.");
  await press(keys, "Make the change");
  await keys.person.sees("No domain differs from the defaults");
  await keys.here("they are in line");
}

async function certificate(keys: Keys): Promise<void> {
  const { chain = "", key = "" } = keys.person.more;
  await keys.goTo("Certificates", named("Upload a certificate", "button"));
  await press(keys, "Upload a certificate");
  await keys.to("Certificate", "textbox");
  await keys.type(chain, "textarea");
  await keys.to("Private key", "textbox");
  await keys.type(key, "textarea");
  await press(keys, "Use it");
  await keys.person.sees("The certificate is in use.");
  await shut(keys);
  await keys.here("it is in use");
}

async function listener(keys: Keys): Promise<void> {
  const { host = "", port = "" } = keys.person.more;
  await keys.goTo("Listeners", named("New listener", "button"));
  await press(keys, "New listener");
  await keys.to("Address", "textbox");
  await keys.type(host);
  await keys.to("Port", "textbox");
  await keys.type(port);
  await press(keys, "Save and try it");
  await keys.person.sees("Without “Keep” they are put back");
  await press(keys, "Keep");
  await keys.person.sees("The listeners stay as they are.");
  await keys.here("it is kept");
}

export default async function keyboardWork(person: Person): Promise<Seen> {
  const keys = new Keys(person);
  await person.begin("/admin/about");
  const parts = person.more["part"] === "mail" ? [letGo, limit, machine, inLine] : [certificate, listener];
  for (const part of parts) await part(keys);
  return {};
}
