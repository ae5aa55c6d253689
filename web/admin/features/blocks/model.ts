// What is held against whom, as the list and the words about it need it.
import { isNetwork, SERVICES, type Block } from "../../parts/block.ts";

export { isNetwork, type Block };

export interface SecurityEvent { at: string; signal: string; service: string; cause: string; ip: string; account: string }
export interface Explained extends Block {
  evidence: readonly SecurityEvent[];
  accounts_that_logged_in_from_there?: number;  // of a network: own accounts, lately
}

// By which name the DNS knows an address. "unproven": the name does not lead back, so that anybody could have claimed it.
export interface Host { address: string; name: string; found: "confirmed" | "unproven" | "none" | "unknown" }

// Several blocked addresses of one network that could be blocked as one, and what that would cost.
export interface Foldable { network: string; blocked: number }
export interface Cost {
  network: string;
  folds: number;
  services: readonly string[];
  until: string | null;
  accounts_that_logged_in_from_there: number;
}

export const isByHand = (block: Pick<Block, "rule">): boolean => block.rule === "by-hand";
// What was blocked by hand is lifted by hand: no exemption opens it.
export const isByRule = (block: Block): boolean => isNetwork(block) && !isByHand(block);

// Whoever is refused is what one expects to find here; anything else is told as what it is.
const REFUSAL = "block";
export const isRefusal = (block: Pick<Block, "action">): boolean => block.action === REFUSAL;

// What was there before and is not there any more: the blocks that became one.
export function folded(before: readonly Block[], after: readonly Block[]): Block[] {
  const left = new Set(after.map((block) => block.subject));
  return before.filter((block) => isNetwork(block) && isRefusal(block) && !left.has(block.subject));
}

// One address alone is written as people write it.
export const shownOf = (subject: string): string => subject.replace(/^([\d.]+)\/32$|^([\da-f:.]+)\/128$/i, "$1$2");

export function isOfKind(block: Block, kind: string): boolean {
  switch (kind) {
    case "networks": return isNetwork(block);
    case "accounts": return !isNetwork(block);
    case "by-hand": return isByHand(block);
    case "": return true;
    default: return block.services.includes(kind) || block.action === kind;
  }
}

// The services that something is kept out of now, in the order that people know them in.
export const servicesIn = (blocks: readonly Block[]): string[] =>
  SERVICES.filter((service) => blocks.some((block) => block.services.includes(service)));

// What is done to some of them besides refusing; no service is called like one of these.
export const actionsIn = (blocks: readonly Block[]): string[] =>
  [...new Set(blocks.filter((block) => !isRefusal(block)).map((block) => block.action))].sort();

// ---- why, in the logs ----

const SINGLE = /^([\d.]+|[\da-f:]*:[\da-f:.]*)(\/32|\/128)?$/i;
const MOST_LINKS = 5;
const isSingle = (subject: string): boolean => SINGLE.test(subject) && !(subject.includes(":") && subject.endsWith("/32"));

// By what its lines are found: an address by itself, a network by the addresses that were counted, an account by its name.
export function foundBy({ subject, evidence }: Pick<Explained, "subject" | "evidence">): readonly { by: "ip" | "account"; value: string }[] {
  if (!isNetwork({ subject })) return [{ by: "account", value: subject }];
  if (isSingle(subject)) return [{ by: "ip", value: shownOf(subject) }];
  const addresses = [...new Set(evidence.map((event) => event.ip).filter(Boolean))];
  return addresses.slice(0, MOST_LINKS).map((value) => ({ by: "ip", value }));
}

// Of a network the first address that was counted; of an account none.
export function addressOf(one: Pick<Explained, "subject" | "evidence">): string | null {
  const [first] = foundBy(one);
  return first?.by === "ip" ? first.value : null;
}

const HOUR = 3_600_000;
const SPANS = [["24h", 24], ["7d", 7 * 24], ["30d", 30 * 24]] as const;

// As far back as what led to it.
export function pathInLogs({ by, value }: { by: string; value: string }, since: string, now: number): string {
  const [span] = SPANS.find(([, hours]) => now - Date.parse(since) < hours * HOUR) ?? ["all"];
  return `/admin/logs?since=${span}&${by}=${encodeURIComponent(value)}&whole=1`;
}

export const beganAt = ({ since, evidence }: Pick<Explained, "since" | "evidence">): string =>
  [since, ...evidence.map(({ at }) => at)].sort()[0] ?? since;

// ---- nobody is blocked: whether anybody would be ----

export const midnightOf = (now: Date): number => new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
export const hoursSince = (begin: number, now: number): number => Math.floor((now - begin) / HOUR) + 1;

// Of numbers by the hour, those from then on.
export const sumSince = ({ begin, step_seconds }: { begin: string; step_seconds: number }, values: readonly number[], since: number): number =>
  values.reduce((sum, value, step) => sum + (Date.parse(begin) + step * step_seconds * 1000 >= since ? value : 0), 0);

const MOST = 100_000;  // of one unit

// Minutes as the server takes them: what is left of a block when it is put back.
export const spanOf = (minutes: number): string =>
  (minutes <= MOST ? `${Math.max(1, minutes)}m` : `${Math.min(MOST, Math.ceil(minutes / 60))}h`);

// The same thing is explained as one, and what several rules hold against it as several.
export const explanations = (answer: Explained | readonly Explained[]): readonly Explained[] =>
  (Array.isArray(answer) ? answer : [answer as Explained]);

// Whom denying shuts out. Of one network, how many accounts; of several, from how many: who has logged in from two would be counted twice.
export function shutOut(accounts: readonly number[]): { word: string; count: number } {
  const some = accounts.filter((count) => count > 0);
  if (some.length === 0) return { word: "blocks-shuts-nobody-out", count: 0 };
  return accounts.length === 1 ? { word: "blocks-shut-out", count: some[0] ?? 0 } : { word: "blocks-shut-out-from", count: some.length };
}
