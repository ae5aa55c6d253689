// A weakened setting is seen at a glance; a part that fails empties nothing else; the finding leads to the audit.
import type { HTTPRequest } from "puppeteer-core";
import { plain, type Person } from "./console.ts";

const headline = (person: Person): Promise<string> => person.textOf(".overview-headline");
const linesOf = (person: Person): Promise<string[]> =>
  person.page.$$eval(".overview-line", (all) => all.map((one) => one.textContent)).then((all) => all.map(plain));
const answersOf = (person: Person): Promise<string[]> =>
  person.page.$$eval(".overview-panel > header .verdict > span:last-child", (all) => all.map((one) => one.textContent))
    .then((all) => all.map(plain));

// As a server answers that is asked too much.
async function whileRefused(person: Person, path: string, act: () => Promise<void>): Promise<void> {
  const answer = (request: HTTPRequest): void => {
    const body = JSON.stringify({ detail: "Too many requests", correlation: "cafe" });
    const refuse = { status: 429, contentType: "application/problem+json", body };
    void (new URL(request.url()).pathname === path ? request.respond(refuse) : request.continue());
  };
  await person.page.setRequestInterception(true);
  person.page.on("request", answer);
  await act();
  person.page.off("request", answer);
  await person.page.setRequestInterception(false);
}

const safe = (person: Person): Promise<string> => person.textOf(".overview-panel .verdict > span:last-child");
const act = async (person: Person, word: string): Promise<void> => {
  await person.page.locator(`a.overview-act ::-p-text(${word})`).click();
};

// Somebody has guessed passwords: it is a warning, the answer says so, and what is done about it is one click away.
async function attacked(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin");
  await person.sees("logins were refused in the last hour");
  await person.page.waitForSelector(".overview-headline");
  const [answer, lines] = [await safe(person), await linesOf(person)];
  const looks = await person.look();
  await act(person, "To the account");
  await person.sees(person.more["guessed"] ?? "");
  const account = person.path;
  await person.page.goBack();
  await act(person, "See who");
  await person.sees("brute-force-by-address");
  const blocks = person.path;
  looks.push(...await person.look());
  return { answer, lines, account, blocks, looks };
}

// A scanner does not answer: it is among what needs somebody, once, and leads to what to do about it.
async function silent(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin");
  await person.sees("The scanner clamav has not answered for 3 messages, the first");
  await person.page.waitForSelector(".overview-headline");
  const lines = await linesOf(person);
  const looks = await person.look();
  await person.page.locator(".overview-words a ::-p-text(has not answered for)").click();
  await person.sees("Start the scanner again");
  return { lines, path: person.path, looks };
}

// The disk is so full that no mail is taken: it is told where mail is, with how much is left, and the page about the server has it too.
async function full(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin");
  await person.sees("Mail is refused: only");
  await person.page.waitForSelector(".overview-headline");
  const lines = await linesOf(person);
  const looks = await person.look();
  await person.page.locator(".overview-words a ::-p-text(Mail is refused: only)").click();
  await person.sees("Make room, or move the data folder");
  const path = person.path;
  await person.open("/admin/about");
  await person.sees("Too little room: mail is refused");
  const room = await person.textOf("section[aria-labelledby=about-disk]");
  return { lines, path, room, looks };
}

// There is room, and not much of it.
async function scarce(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin");
  await person.sees("Room on the disk is running out");
  await person.page.waitForSelector(".overview-headline");
  return { lines: await linesOf(person) };
}

export default async function overview(person: Person): Promise<Record<string, unknown>> {
  const parts: Readonly<Record<string, (person: Person) => Promise<Record<string, unknown>>>> = { attacked, full, scarce, silent };
  return (parts[person.more["part"] ?? ""] ?? weakened)(person);
}

async function weakened(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin");
  await person.sees("password.minimum_length is 4");
  await person.page.waitForSelector(".overview-headline");
  const [first, lines, answers] = [await headline(person), await linesOf(person), await answersOf(person)];
  const looks = await person.look();
  await whileRefused(person, "/api/v1/queue/domains", async () => {
    await person.press("Look again");
    await person.sees("The queue could not be read");
    await person.sees("password.minimum_length is 4");
    looks.push(...await person.look());
  });
  person.refusals.expect("GET /api/v1/queue/domains 429");
  await person.press("Try again");
  await person.seesNot("The queue could not be read");
  await person.follow("password.minimum_length is 4; the hardened value is 12");
  await person.sees("Why it matters");
  const path = person.path;
  return { overview: { first, lines, answers, path }, looks };
}
