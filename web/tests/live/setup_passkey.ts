// The owner of a fresh server has a passkey, and no app: it is his second factor from the first day.
import type { Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";

export default async function setupPasskey(person: Person): Promise<Record<string, unknown>> {
  const { page, more } = person;
  person.refusals.expect(NOBODY);
  await person.carryKey();
  await page.setViewport({ width: 1280, height: 900 });
  await person.visit(more["link"] ?? "");
  await person.sees("Who administers this server?");
  await person.fill("Name", "olivia");
  await person.fill("Password", more["password"] ?? "");
  await person.press("Make the owner");
  await page.waitForSelector(".qr path");
  await person.press("Use a passkey instead");
  await person.sees("Records in the DNS");
  await person.visit("/admin/me");
  await person.sees("First passkey");
  return { home: person.path };
}
