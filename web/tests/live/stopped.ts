// What lasts is stopped by who would rather not wait for it, and asked for again: a search of the logs, the records of a domain. One act
// that lasts says that it goes on, and is done as a whole.
import { whileAnswered } from "./answers.ts";
import type { Person } from "./console.ts";

interface Lasting { page: string; asked: string; said: string; again: string; comes: string }

const ALL: readonly Lasting[] = [
  { page: "/admin/logs", asked: "/api/v1/logs", said: "The search was stopped", again: "Search again", comes: ".grid-row.line" },
  {
    page: "/admin/domains/test.example", asked: "/api/v1/domains/test.example/dns", said: "It was stopped.", again: "Try again",
    comes: "[data-record]",
  },
];

async function goesOn(person: Person): Promise<string[]> {
  await person.open("/admin/domains/test.example/aliases");
  await person.press("New alias");
  await person.fill("Name before the @", "slow");
  await person.fill("Leads to", "u1@test.example");
  const looks: string[] = [];
  await whileAnswered(person, ({ method }) => (method === "POST" ? "later" : undefined), async () => {
    await person.press("Add");
    await person.page.waitForSelector("dialog [role=progressbar]");
    looks.push(...await person.look());
  });
  await person.sees("slow@test.example is there.");
  return looks;
}

export default async function stopped(person: Person): Promise<Record<string, unknown>> {
  await person.begin("/admin");
  const looks: string[] = [];
  for (const { page, asked, said, again, comes } of ALL) {
    await whileAnswered(person, ({ path }) => (path === asked ? "later" : undefined), async () => {
      await person.open(page);
      await person.page.waitForSelector("[role=progressbar]");
      looks.push(...await person.look());
      await person.press("Cancel");
      await person.sees(said);
      looks.push(...await person.look());
    });
    await person.press(again);
    await person.page.waitForSelector(comes);
    await person.seesNot(said);
  }
  looks.push(...await goesOn(person));
  return { stopped: ALL.length, looks };
}
