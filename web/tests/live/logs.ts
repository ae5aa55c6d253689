// A word of a session is looked for, and all of that session is shown; then new lines are followed as they come.
import type { Person } from "./console.ts";

// What a file holds that the reader is given, and what it is called. Nothing is kept on a disk: it is read where the page makes it.
export async function savedBy(person: Person, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  await person.page.evaluate(() => {
    Reflect.deleteProperty(window, "savedName");
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => { Reflect.set(window, "saved", file); return make(file); };
    HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) { Reflect.set(window, "savedName", this.download); };
  });
  await act();
  await person.page.waitForFunction(() => Reflect.has(window, "savedName"));
  return person.page.evaluate(async () => (
    { name: String(Reflect.get(window, "savedName")), text: await (Reflect.get(window, "saved") as Blob).text() }));
}

export const savedAs = (person: Person, item: string): ReturnType<typeof savedBy> => savedBy(person, () => person.pick("Save the list", item));

export default async function logs(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const { word = "", hostile = "", port = "", host = "" } = person.more;
  await person.begin("/admin/logs");
  await person.sees("What happened");
  const looks = await person.look();
  await person.fill("Text", word);
  await person.press("Search");
  await page.waitForFunction((wanted) => document.querySelectorAll(".grid-row.line").length === 1 &&
    document.querySelector(".grid-row.line")?.textContent?.includes(wanted), {}, word);
  const found = await person.rows();
  await person.turn("Whole sessions");
  await page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length > 5);
  const whole = await person.rows();
  const address = person.path;
  await person.row(word);
  await page.waitForSelector("aside a[href*=session]");
  await person.sees("As it stands in the log");
  const raw = await person.textOf("aside .copyable-text");
  const columns = await page.$$eval("[role=columnheader]", (all) => all.length);
  looks.push(...await person.look());
  await person.follow("This whole session");
  await page.waitForFunction(() => location.search.startsWith("?session="));
  await page.waitForFunction((count) => document.querySelectorAll(".grid-row.line").length === count, {}, whole.length);
  const linked = await person.rows();

  const sheet = await savedAs(person, "As CSV, for a spreadsheet");
  const plain = await savedAs(person, "As JSON, for a program");
  looks.push(...await person.look());

  // From … until …: an hour around now has it, the one before has not.
  await person.open(`/admin/logs?text=${encodeURIComponent(word)}`);
  await page.waitForSelector(".grid-row.line");
  await person.choose("How far back", "range");
  const local = (hours: number): string => {
    const at = new Date(Date.now() + hours * 3_600_000);
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  const between = async (from: string, until: string): Promise<void> => {
    const set = (label: string, value: string): Promise<void> =>
      page.locator(`::-p-xpath(//label[normalize-space()="${label}"]/following::input[1])`).fill(value);
    await set("From", from);
    await set("Until", until);
    await person.press("Search");
    await page.waitForFunction((...wanted) => wanted.every((one) => location.search.includes(encodeURIComponent(one))), {}, from, until);
  };
  await between(local(-2), local(-1));
  await page.waitForFunction(() => document.querySelectorAll(".grid-row.line").length === 0);
  const before = (await person.rows()).length;
  looks.push(...await person.look());
  await between(local(-1), local(1));
  await page.waitForSelector(".grid-row.line");
  const inRange = await person.rows();
  const range = [...new URLSearchParams(person.path.split("?")[1]).keys()];

  // Without a word: everything of now. What comes while it is followed is shown at the foot.
  await person.open("/admin/logs?log=smtp_in");
  await page.waitForSelector(".grid-row.line");
  await page.focus("#main");
  await person.keys("f");
  await person.sees("new ones are shown as they come");
  const { connect } = await import("node:net");
  const socket = connect(Number(port), host);
  socket.on("data", () => undefined);
  socket.write(`${"NOOP\r\n".repeat(20)}EHLO ${hostile}\r\n`);
  await person.sees("<script>gotcha</script>");
  const shown = (await person.rows()).filter((row) => row.includes("gotcha"));
  socket.destroy();
  await page.$eval(".grid", (grid) => { grid.scrollTop = 0; });
  await person.sees("You are reading further up.");
  looks.push(...await person.look());
  await person.press("To the newest");
  await person.seesNot("You are reading further up.");
  await person.press("Stop following");
  await person.press("Save a day");
  await page.waitForSelector("dialog[open] a.primary");
  const link = (): Promise<string | null> => page.$eval("dialog[open] a.primary", (one) => one.getAttribute("href"));
  const file = await link();

  // Of that day what is looked for, and no more.
  await person.open(`/admin/logs?text=${encodeURIComponent(word)}`);
  await person.press("Save a day");
  await person.turn("Only what this search matches");
  await page.waitForSelector("dialog[open] a.primary[href*='text=']");
  return { sheet, plain, raw, columns, found, before, between: inRange, range, whole, linked, address, shown, file, some: await link(), looks };
}
