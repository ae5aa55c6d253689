// A certificate is refused before it is sent or by the server, then uploaded from files, and is there; later it is deleted by its name, and
// the server's own is kept as a file.
import { readFileSync } from "node:fs";
import type { ElementHandle } from "puppeteer-core";
import type { Person } from "./console.ts";
import { savedBy } from "./logs.ts";
import { shell } from "./shell.ts";

async function choose(person: Person, which: number, file: string): Promise<void> {
  const inputs = await person.page.$$("dialog[open] input[type=file]");
  await (inputs[which] as ElementHandle<HTMLInputElement>).uploadFile(file);
}

// And waits until the page has read it: the field is empty before.
async function read(person: Person, which: number, file: string): Promise<void> {
  await person.page.$$eval("dialog[open] textarea", (all, at) => {
    Object.assign(all[at] ?? {}, { value: "" });
    all[at]?.dispatchEvent(new Event("input", { bubbles: true }));
  }, which);
  await choose(person, which, file);
  await person.page.waitForFunction((at, text) => document.querySelectorAll<HTMLTextAreaElement>("dialog[open] textarea")[at]?.value === text,
    {}, which, readFileSync(file, "utf8"));
}

// By what is in them, by their sizes and by their names, as shipped and as set, files are refused: nothing is installed.
async function refusesFiles(person: Person): Promise<unknown[]> {
  const { chain = "", key = "", program = "", huge = "", other = "", misnamed = "" } = person.more;
  person.refusals.expect("POST /api/v1/certificates 400");
  await choose(person, 0, program);
  await person.sees("There is no certificate in PEM in this: it begins with “-----BEGIN CERTIFICATE-----”.");
  await read(person, 0, chain);
  await read(person, 1, key);
  await choose(person, 0, huge);
  await person.sees("This is larger than 96 KiB: it is no certificate or key.");
  await person.press("Use it");
  await person.sees("Look at what is marked, and try again.");
  await read(person, 0, chain);
  await read(person, 1, other);
  await person.press("Use it");
  await person.sees("The private key does not belong to the certificate");
  await read(person, 1, misnamed);
  await person.press("Use it");
  await person.sees("Files whose names end in .exe are not taken here: choose another, or change attachments.uploads");
  await shell(person, "settings", "set", "attachments.uploads", '["pem"]');
  await person.press("Use it");
  await person.sees("Files whose names end in .pem are not taken here");
  await shell(person, "settings", "reset", "attachments.uploads");
  return shell(person, "certificate", "list");
}

async function refusesPfx(person: Person): Promise<unknown[]> {
  const { program = "", huge = "", misnamed = "", pfx = "", passphrase = "" } = person.more;
  person.refusals.expect("POST /api/v1/certificates/pfx 400");
  await choose(person, 0, huge);
  await person.sees("This is larger than 96 KiB: it is no certificate or key.");
  await person.press("Use it");
  await person.sees("Look at what is marked, and try again.");
  await choose(person, 0, program);
  await person.press("Use it");
  await person.sees("This is no PFX (PKCS #12) file");
  await choose(person, 0, misnamed);
  await person.fill("Passphrase of the file", passphrase);
  await person.press("Use it");
  await person.sees("Files whose names end in .exe are not taken here: choose another, or change attachments.uploads");
  await choose(person, 0, pfx);
  await person.fill("Passphrase of the file", "not this one");
  await person.press("Use it");
  await person.sees("The passphrase is wrong");
  return shell(person, "certificate", "list");
}

async function remove(person: Person, name: string): Promise<void> {
  await person.row(name);
  await person.press("Delete the certificate");
  await person.put("dialog[open] input", name);
  await person.page.locator("dialog[open] .dialog-foot .danger").click();
  await person.sees("The certificate is deleted.");
}

const savesOwn = (person: Person): ReturnType<typeof savedBy> => savedBy(person, async () => {
  await person.row("made by this server");
  await person.press("Save it as a file");
});

export default async function certificates(person: Person): Promise<Record<string, unknown>> {
  const { chain = "", key = "", pfx = "", passphrase = "", name = "", gone = "" } = person.more;
  await person.begin("/admin/certificates");
  await person.sees("made by this server");
  const looks = await person.look();
  if (gone) {
    await remove(person, gone);
    return { own: await savesOwn(person), looks };
  }
  await person.press("Upload a certificate");
  let kept: unknown[];
  if (pfx) {
    await person.page.locator("dialog[open] .segment ::-p-text(PFX: one file)").click();
    kept = await refusesPfx(person);
    looks.push(...await person.look());
    await person.fill("Passphrase of the file", passphrase);
  } else {
    await choose(person, 0, key);
    await person.sees("There is a private key in this.");
    looks.push(...await person.look());
    kept = await refusesFiles(person);
    await read(person, 0, chain);
    await read(person, 1, key);
  }
  await person.press("Use it");
  await person.sees("The certificate is in use.");
  await person.row(name);
  await person.sees("SHA-256");
  looks.push(...await person.look());
  return { rows: await person.rows(), kept, looks };
}
