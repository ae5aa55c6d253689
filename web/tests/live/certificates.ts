// A certificate is refused before it is sent, then uploaded from files, and is there; later it is deleted by its name.
import type { ElementHandle } from "puppeteer-core";
import type { Person } from "./console.ts";

export default async function certificates(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const { chain = "", key = "", pfx = "", passphrase = "", name = "", gone = "" } = person.more;
  await person.begin("/admin/certificates");
  await person.sees("made by this server");
  const looks = await person.look();
  if (gone) {
    await person.row(gone);
    await person.press("Delete the certificate");
    await person.put("dialog[open] input", gone);
    await page.locator("dialog[open] .dialog-foot .danger").click();
    await person.sees("The certificate is deleted.");
    return { looks };
  }
  const choose = async (which: number, file: string): Promise<void> => {
    const inputs = await page.$$("dialog[open] input[type=file]");
    await (inputs[which] as ElementHandle<HTMLInputElement>).uploadFile(file);
  };
  await person.press("Upload a certificate");
  if (pfx) {
    await page.locator("dialog[open] .segment ::-p-text(PFX: one file)").click();
    await choose(0, pfx);
    await person.fill("Passphrase of the file", "not this one");
    await person.press("Use it");
    await person.sees("The passphrase is wrong");
    person.refusals.expect("POST /api/v1/certificates/pfx 400");
    looks.push(...await person.look());
    await person.fill("Passphrase of the file", passphrase);
  } else {
    await choose(0, key);
    await person.sees("There is a private key in this.");
    looks.push(...await person.look());
    await choose(0, chain);
    await choose(1, key);
    await page.waitForFunction(() =>
      [...document.querySelectorAll("dialog[open] textarea")].every((one) => one.getAttribute("aria-invalid") === null));
  }
  await person.press("Use it");
  await person.sees("The certificate is in use.");
  await person.row(name);
  await person.sees("SHA-256");
  looks.push(...await person.look());
  return { rows: await person.rows(), looks };
}
