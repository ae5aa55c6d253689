// Each page that the answers to the hardening guides name is opened by who may open it and has no other role, and the control they name is
// found there as a screen reader finds it: by its role and its name. The bar beside the page is none of it.
import type { SerializedAXNode } from "puppeteer-core";
import { PAGES } from "../../admin/pages.ts";
import { plain, type Person } from "./console.ts";
import { NOBODY } from "./refusals.ts";

type Step = readonly [step: string, path: string, role: string, name: string];
interface Control { role: string; name: string }

const textIn = (node: SerializedAXNode): string => node.name || (node.children ?? []).map(textIn).join("");
const all = (node: SerializedAXNode): Control[] =>
  [{ role: node.role, name: plain(node.role === "code" ? textIn(node) : node.name) }, ...(node.children ?? []).flatMap(all)];

async function controls({ page }: Person): Promise<Control[]> {
  const main = await page.$("main");
  const tree = main && await page.accessibility.snapshot({ root: main, interestingOnly: false });
  return tree ? all(tree) : [];
}

// A row is named by all that stands in it, and a button that narrows a list says how many it leaves.
const isIt = (role: string, name: string) => (one: Control): boolean =>
  one.role === role && (role === "row" ? one.name.includes(name) : one.name.replace(/ \d+$/, "") === name);

async function missingOf(person: Person, [step, path, role, name]: Step): Promise<string[]> {
  const end = Date.now() + 10_000;
  let found = await controls(person);
  while (!found.some(isIt(role, name)) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    found = await controls(person);
  }
  if (found.some(isIt(role, name))) return [];
  const others = found.filter((one) => one.name && !["StaticText", "InlineTextBox"].includes(one.role)).map((one) => `${one.role} "${one.name}"`);
  return [`${step}: no ${role} "${name}" on ${path}, which has ${others.join(", ")}`];
}

// A part of a page that shows settings, as it says itself to who may not read them.
const OTHERS: Readonly<Record<string, string>> = { "/admin/access/web": "system" };

// Whose it is: what a page has no area for is anybody's.
function areaOf(path: string): string {
  const { pathname } = new URL(path, "https://console.test");
  const other = OTHERS[pathname];
  if (other) return other;
  const among = PAGES.filter((page) => `${pathname}/`.startsWith(`${page.path}/`)).sort((a, b) => b.path.length - a.path.length);
  return among[0]?.area ?? "";
}

export default async function guide(person: Person): Promise<Record<string, unknown>> {
  const { area = "", steps: given = "[]" } = person.more;
  const steps = (JSON.parse(given) as Step[]).filter(([, path]) => areaOf(path) === area);
  const missing: string[] = [];
  const at = async (path: string): Promise<void> => {
    for (const step of steps) if (step[1] === path) missing.push(...await missingOf(person, step));
  };
  const paths = new Set(steps.map((step) => step[1]));
  person.refusals.allow(NOBODY);
  if (paths.delete("/login")) {
    await person.visit("/login");
    await at("/login");
  }
  await person.begin("/admin/me");
  for (const path of paths) {
    await person.open(path);
    await at(path);
  }
  return { missing, opened: steps.map(([step]) => step) };
}
