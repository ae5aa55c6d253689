// A listener is added and kept; another is removed and put back before the minute is over.
import type { Person } from "./console.ts";

export default async function listeners(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const { port = "", host = "", taken = "", pop = "" } = person.more;
  await person.begin("/admin/listeners");
  await person.sees("Mail from other servers");
  const looks = await person.look();
  await person.press("New listener");
  await person.choose("Service", "imap");
  await person.choose("TLS", "starttls");
  await person.fill("Address", host);
  await person.fill("Port", taken);
  await person.press("Save and try it");
  await page.waitForSelector("dialog[open] [role=alert]");
  looks.push(...await person.look());
  person.refusals.expect("POST /api/v1/settings/net.listeners/trial 400");
  const refused = await person.textOf("dialog[open] [role=alert]");
  await person.fill("Port", port);
  await person.fill("Connections at once", "1000001");
  await person.press("Save and try it");
  await person.sees("a number from 1 to 1,000,000");
  await person.fill("Connections at once", "7");
  await person.press("Save and try it");
  await person.sees("Without “Keep” they are put back");
  await person.press("Keep");
  await person.sees("The listeners stay as they are.");
  await person.row(port);
  looks.push(...await person.look());
  await person.press("Close");

  await person.row(pop);
  await person.press("Remove");
  await person.sees("The listener is removed.");
  await page.waitForFunction((gone) => ![...document.querySelectorAll(".grid-row.line")].some((row) => row.textContent?.includes(gone)), {}, pop);
  looks.push(...await person.look());
  await person.press("Put back now");
  await person.sees("The listeners are as they were before.");
  await page.waitForFunction((back) => [...document.querySelectorAll(".grid-row.line")].some((row) => row.textContent?.includes(back)), {}, pop);
  return { refused, looks };
}
