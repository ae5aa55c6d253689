// The command line beside the browser: what a page did is seen from outside before the next thing is done.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Person } from "./console.ts";

export async function shell<T>(person: Person, ...words: string[]): Promise<T> {
  const [program = "", ...first] = person.target["cli"] as string[];
  const { stdout } = await promisify(execFile)(program, [...first, ...words, "--json"]);
  return JSON.parse(stdout) as T;
}

export const valueOf = async (person: Person, key: string): Promise<string> =>
  (await shell<{ value: string }>(person, "settings", "show", key)).value;
