// A page that cannot be read anew says so, over what one was writing there.
import { problem, whileAnswered, type Asked } from "./answers.ts";
import type { Person } from "./console.ts";

const FIELD = "#main [role=tabpanel] input.input";
const isDomain = ({ method, path }: Asked): boolean => method === "GET" && path === "/api/v1/domains/test.example";

export default async function draft(person: Person): Promise<Record<string, unknown>> {
  const { page } = person;
  await person.begin("/admin/domains/test.example/settings");
  await page.locator(FIELD).fill("77");
  person.refusals.expect("GET /api/v1/domains/test.example 429");
  await whileAnswered(person, (asked) => (isDomain(asked) ? problem(429, "Too many requests") : undefined), async () => {
    await person.press("Disable");
    await person.sees("Too many requests");
  });
  await person.undo();
  await person.seesNot("Too many requests");
  return { kept: await page.$eval(FIELD, (input) => (input as HTMLInputElement).value) };
}
