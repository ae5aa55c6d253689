// What is done elsewhere is shown on the page that lists it, though nobody asks for it there.
import type { Person } from "./console.ts";
import { shell } from "./shell.ts";

const KEY = "smtp.max_message_size";

// The page asks again for that path, by itself.
const isAsked = (person: Person, path: string): Promise<unknown> =>
  person.page.waitForResponse((response) => new URL(response.url()).pathname === path && response.request().method() === "GET");

// What is made by the command line is in the lists that are open.
async function elsewhere(person: Person): Promise<void> {
  const made: readonly [page: string, row: string, ...words: string[]][] = [
    ["/admin/access/deny", "198.51.100.200", "deny", "add", "198.51.100.200"],
    ["/admin/access/smtp", "live.example", "smtp-block", "add", "domain", "live.example"],
    ["/admin/domains", "alive.example", "domain", "create", "alive.example"],
    ["/admin/accounts", "lively@test.example", "account", "create", "lively@test.example"],
    ["/admin/domains/test.example/aliases", "lives@test.example", "alias", "create", "lives@test.example", "lively@test.example"],
    ["/admin/api-keys", "made meanwhile", "token", "add", person.more["other"] ?? "", "made meanwhile", "--roles", "reader"],
  ];
  for (const [path, row, ...words] of made) {
    await person.open(path);
    await person.page.waitForSelector("#main h1");
    await person.page.waitForSelector("main .skeleton", { hidden: true });
    await person.page.mouse.move(0, 0);
    await shell(person, ...words);
    await person.sees(row);
  }
}

export default async function livePages(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  const { network = "", other = "" } = person.more;
  await person.begin("/admin");
  await person.sees("Nobody is blocked");
  await shell(person, "ids", "block", network, "--for", "1h");
  await person.sees("One attacker is kept out now");
  const looks = await person.look();

  await person.open("/admin/changes");
  await person.sees("The administration log is unbroken");
  await shell(person, "settings", "set", KEY, "31 MiB");
  await person.sees("→ 31 MiB");
  await person.row("→ 31 MiB");
  await person.sees("Take back this change alone");
  await page.hover(".grid-row.line");  // the rows have made room for what is beside them
  await shell(person, "settings", "set", KEY, "32 MiB");
  // Who points at a row reads on: what came is told, and shown when he says so.
  await page.waitForSelector(".list-news button");
  const before = await person.rows();
  await page.locator(".list-news button").click();
  await person.sees("→ 32 MiB");
  const shown = person.path;

  await person.open("/admin/audit");
  await person.sees("None has been made yet.");
  await shell(person, "audit", "daily");
  await person.seesNot("None has been made yet.");

  await person.open("/admin/certificates");
  await person.sees("made by this server");
  const [again] = await Promise.all([isAsked(person, "/api/v1/certificates"), shell(person, "certificate", "reload")]);

  await elsewhere(person);
  await person.open(`/admin/administrators?at=${other}`);
  await page.waitForSelector(".admins-sessions");
  await shell(person, "admin", "end-sessions", other);
  await page.waitForFunction(() => document.querySelector(".admins-sessions") === null);
  looks.push(...await person.look());
  return { shown, held: before.every((row) => !row.includes("32 MiB")), again: again !== undefined, path: person.path, looks };
}
