// A day's work by keys alone. "mail": what waits is tried, what is held is let go, the judge gets another limit, a machine may send, and
// domains are brought in line. "system": a certificate is given to the server, and a listener is added and kept.
import { named } from "../browser.ts";
import type { Person } from "./console.ts";
import { Keys } from "./keys.ts";

type Seen = Record<string, unknown>;

// Runs until no row has these words.
const goes = (keys: Keys, words: string): Promise<unknown> => keys.person.page.waitForFunction((gone) =>
  ![...document.querySelectorAll(".grid-row.line")].some((row) => row.textContent?.includes(gone)), {}, words);

async function letGo(keys: Keys): Promise<void> {
  const { waits = "", held = "" } = keys.person.more;
  keys.person.refusals.allow("GET /api/v1/queue/* 404");  // it was delivered as its page asked for it again
  await keys.goTo("Queue", ".grid-row.line");
  await keys.openRow("Messages", waits);
  await keys.pressOn("Try now");
  await goes(keys, waits);
  await keys.here("it was tried");
  await keys.goTo("Quarantine", ".grid-row.line");
  await keys.openRow("Quarantine", held);
  await keys.pressOn("Release");
  await keys.type(held, "dialog[open] input");
  await keys.press("Enter");
  await keys.shut();
  await goes(keys, held);
  await keys.here("it was released");
}

async function limit(keys: Keys): Promise<void> {
  await keys.goTo("Spam", "[id='spam.low']");
  await keys.to("Low from", "textbox");
  await keys.type("6");
  await keys.save();
  await keys.person.sees("One setting was saved.");
  await keys.here("the limit is saved");
}

async function machine(keys: Keys): Promise<void> {
  const { machine: address = "" } = keys.person.more;
  await keys.goTo("Service accounts", named("New service account", "button"));
  await keys.pressOn("New service account");
  await keys.type(address, "dialog[open] input");
  await keys.to("From", "textbox");
  await keys.type("192.0.2.7");
  await keys.press("Enter");
  await keys.pressOn("Make it");
  await keys.person.sees("This is shown this once.");
  await keys.pressOn("I have it");
  await keys.shut();
  await keys.here("the machine may send");
}

async function inLine(keys: Keys): Promise<void> {
  await keys.goTo("Defaults", named("Propagate", "button"));
  await keys.pressOn("Propagate");
  await keys.pressOn("Preview");
  await keys.person.sees("Nothing is changed yet.");
  await keys.pressOn("Make the change");
  await keys.person.sees("No domain differs from the defaults");
  await keys.here("they are in line");
}

async function certificate(keys: Keys): Promise<void> {
  const { chain = "", key = "" } = keys.person.more;
  await keys.goTo("Certificates", named("Upload a certificate", "button"));
  await keys.pressOn("Upload a certificate");
  await keys.to("Certificate", "textbox");
  await keys.type(chain, "textarea");
  await keys.to("Private key", "textbox");
  await keys.type(key, "textarea");
  await keys.pressOn("Use it");
  await keys.person.sees("The certificate is in use.");
  await keys.shut();
  await keys.here("it is in use");
}

async function listener(keys: Keys): Promise<void> {
  const { host = "", port = "" } = keys.person.more;
  await keys.goTo("Listeners", named("New listener", "button"));
  await keys.pressOn("New listener");
  await keys.to("Address", "textbox");
  await keys.type(host);
  await keys.to("Port", "textbox");
  await keys.type(port);
  await keys.pressOn("Save and try it");
  await keys.person.sees("Without “Keep” they are put back");
  await keys.pressOn("Keep");
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
