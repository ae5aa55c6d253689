// Pages whose server does not answer yet, and pages whose server refuses: one sees that it lasts, or what failed and how to try again.
import { PAGES } from "../../admin/pages.ts";
import { HOME, PAGES as OWN } from "../../mail/pages.ts";
import { problem, whileAnswered, type Answer, type Asked } from "./answers.ts";
import type { Person } from "./console.ts";

// What every page has need of, and is there.
const OF_ALL = ["/api/v1/session", "/api/v1/events", "/api/v1/settings-schema"];
const isData = ({ method, path }: Asked): boolean => method === "GET" && path.startsWith("/api/") && !OF_ALL.includes(path);
const ASK_FIRST = ["/admin/messages", "/admin/about"];  // they read nothing before they are asked, or by no GET

async function seen(person: Person, path: string, state: string, answer: Answer, signs: string): Promise<string[]> {
  return whileAnswered(person, (asked) => (isData(asked) ? answer : undefined), async () => {
    await person.page.setViewport({ width: 1280, height: 900 });
    await person.page.goto(person.target.api + path, { waitUntil: "domcontentloaded" });
    await person.page.waitForSelector("#main");
    const isThere = await person.page.waitForSelector(signs, { timeout: 20_000 }).then(() => true, () => false);
    return [...isThere ? [] : [`${path}: nothing says that it ${state}`], ...await person.reads(state)];
  });
}

export default async function pageStates(person: Person): Promise<Record<string, unknown>> {
  const all: string[] = [];
  const both = async (path: string): Promise<void> => {
    all.push(...await seen(person, path, "lasts", "later", "#main [aria-busy=true]"));
    all.push(...await seen(person, path, "failed", problem(429, "Too many requests"), "#main [role=alert]"));
  };
  const parts = Array.from({ length: 5 }, (_, depth) => `GET /api/v1${"/*".repeat(depth + 1)} 429`);
  person.refusals.allow(...parts);
  const { target } = person;
  await person.begin("/admin/me");
  const user = target.user.replace("%d", "1");
  const own = ["/admin/domains/test.example", `/admin/accounts/${user}`];
  const paths = [...PAGES.map(({ path }) => path).filter((path) => !ASK_FIRST.includes(path)), ...own];
  for (const path of paths) await both(path);
  await person.forget();
  await person.comeIn(user, target.pass);
  for (const { path } of OWN.filter(({ path }) => path.startsWith(HOME))) await both(path);
  return { pages: paths.length, looks: all };
}
