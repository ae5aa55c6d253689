// Of what is written twice one line: an act, and what it wrote itself while it ran.
import type { LogLine } from "./model.ts";

type Belongs = (act: LogLine, line: LogLine) => boolean;

const isOf = (operation: string): Belongs => (act, line) => act.name === operation && act.text === line.account;
const OF_ONE_KEY = ["settings.set", "settings.reset", "settings.try", "settings.put-back", "settings.set-secret"];
const OF_MANY = ["settings.", "ids.", "audit.", "server.apply"], OF_DOMAINS = ["domain.propagate", "domain.undo"];

const begins = (name: string, some: readonly string[]): boolean => some.some((begin) => name.startsWith(begin));
function setsIt({ name = "", text }: LogLine, line: LogLine): boolean {
  if (line.domain) return text === line.domain || OF_DOMAINS.includes(name);
  return OF_ONE_KEY.includes(name) ? text === line.name : begins(name, OF_MANY);
}

const OWN: Readonly<Record<string, Belongs>> = {
  "administration.account-contained": isOf("account.contain"),
  "administration.account-recovered": isOf("account.recover"),
  "administration.recovery-address-changed": (act, line) => act.text === line.account,
  "server.setting-changed": setsIt,
};

const LONGEST = 60_000;  // of an act, in ms

// Newest first. An act is told once it is done: what it wrote comes before it, in the same name. What a failed one wrote stays apart.
export function folded(lines: readonly LogLine[]): LogLine[] {
  const open = new Map<string, LogLine & { own: LogLine[] }>();
  const out: LogLine[] = [];
  for (const line of lines) {
    const who = line.who ?? "";
    if (line.e === "administration.acted") {
      const act = { ...line, own: [] };
      open.delete(who);
      if (line.reason === "done") open.set(who, act);
      out.push(act);
      continue;
    }
    const act = open.get(who);
    const isOwn = act && OWN[line.e]?.(act, line) && Date.parse(act.t) - Date.parse(line.t) < LONGEST;
    if (isOwn) act.own.unshift(line);
    else out.push(line);
  }
  return out;
}
