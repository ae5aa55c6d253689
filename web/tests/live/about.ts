// Which release runs here, and the document for who helps: looked at, and saved; and made once more, with the addresses of people.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Person } from "./console.ts";

// The file that the browser saves when that is pressed.
async function saved(person: Person, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const folder = mkdtempSync(join(tmpdir(), "saved."));
  const browser = await person.page.browser().target().createCDPSession();
  await browser.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, eventsEnabled: true });
  const name = new Promise<string>((resolve) => {
    let called = "";
    browser.on("Browser.downloadWillBegin", (event) => { called = event.suggestedFilename; });
    browser.on("Browser.downloadProgress", (event) => { if (event.state === "completed") resolve(called); });
  });
  await act();
  const file = await name;
  const text = readFileSync(join(folder, file), "utf8");
  rmSync(folder, { recursive: true });
  return { name: file, text };
}

export default async function about(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin/about");
  await person.sees("No feed of releases is set up");
  const version = await person.textOf(".about-number");
  const room = await person.textOf("section[aria-labelledby=about-disk]");
  await person.press("Ask for newer releases");
  await person.sees("It is not known whether there is a newer release");
  await person.press("Make the document");
  await person.sees("What it leaves out");
  const looks = await person.look();
  const file = await saved(person, () => person.press("Save as a file"));
  await person.turn("With the addresses of people that stand in settings");
  await person.page.waitForFunction(() => !document.querySelector(".about-document"));
  await person.press("Make the document");
  await person.page.waitForSelector(".about-document");
  const withPeople = JSON.parse(await person.page.$eval(".about-document", (one) => one.textContent)) as unknown;
  return { about: { version, room, withPeople, file: file.name, document: JSON.parse(file.text) as unknown }, looks };
}
