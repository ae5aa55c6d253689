// Mail that waits: as the server lists it, a leg a destination; as one looks at it, by message, destination, sender or answer.

// Those recipients of a message that wait for the same domain.
export interface Leg {
  id: string;
  message: string;  // as the logs name it
  domain: string;  // none: they have a home here
  from: string;
  to: readonly string[];
  answers: readonly { attempts: number; answer: string }[];  // one a recipient
  size: number;
  queued: string;
  due: string | null;  // none: held
  login: string;  // who has sent it, if somebody of this server has
  quarantine: string | null;  // why it is held back
}

export interface Line { domain: string; waiting: number; next: string | null; being_tried: boolean; oldest: string | null }

export const STATES = ["put-off", "fresh", "later", "held", "quarantine"] as const;
export type State = (typeof STATES)[number];

export interface Waiting {
  id: string;
  message: string;
  from: string;
  login: string;
  size: number;
  queued: string;
  due: string | null;  // of the leg that comes first
  to: readonly string[];
  domains: readonly string[];
  attempts: number;
  answer: string;  // the last one
  state: State;
}

// What is to wait from the beginning is not tried for a while.
const AT_ONCE = 10_000;

function stateOf(legs: readonly Leg[], attempts: number, now: number): State {
  if (legs.some((leg) => leg.quarantine !== null)) return "quarantine";
  if (legs.every((leg) => leg.due === null)) return "held";
  if (attempts > 0) return "put-off";
  return legs.every((leg) => leg.due === null || Date.parse(leg.due) - now > AT_ONCE) ? "later" : "fresh";
}

function messageOf(legs: readonly [Leg, ...Leg[]], now: number): Waiting {
  const [{ id, message, from, login, size, queued }] = legs;
  const answers = legs.flatMap((leg) => leg.answers);
  const attempts = Math.max(0, ...answers.map((one) => one.attempts));
  const due = legs.flatMap((leg) => leg.due ?? []).sort()[0] ?? null;
  return {
    id, message, from, login, size, queued, due, attempts, to: legs.flatMap((leg) => leg.to), domains: legs.map((leg) => leg.domain),
    answer: answers.findLast((one) => one.answer !== "")?.answer ?? "", state: stateOf(legs, attempts, now),
  };
}

export function messagesOf(legs: readonly Leg[], now: number): Waiting[] {
  const all = new Map<string, [Leg, ...Leg[]]>();
  for (const leg of legs) {
    const before = all.get(leg.id);
    if (before) before.push(leg);
    else all.set(leg.id, [leg]);
  }
  return [...all.values()].map((some) => messageOf(some, now));
}

// Messages that have something in common.
export interface Group {
  key: string;
  messages: number;
  recipients: number;
  oldest: string | null;  // none: it is not known
  late: number;  // of the messages, those that were put off
  held: number;
  answer: string;  // what most of them were told
  next: string | null;
  beingTried: boolean;
  isAccount: boolean;  // of senders: they are of this server
  quarantined: number;
  free: readonly string[];  // the ids of the others
}

function commonest(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

function groupOf(key: string, messages: readonly Waiting[]): Group {
  return {
    key, messages: messages.length, recipients: messages.reduce((sum, one) => sum + one.to.length, 0),
    oldest: messages.map((one) => one.queued).sort()[0] ?? null, late: messages.filter((one) => one.state === "put-off").length,
    held: messages.filter((one) => one.state === "held" || one.state === "quarantine").length,
    answer: commonest(messages.map((one) => one.answer).filter(Boolean)), next: messages.flatMap((one) => one.due ?? []).sort()[0] ?? null,
    beingTried: false, isAccount: messages.some((one) => one.login === key),
    quarantined: messages.filter((one) => one.state === "quarantine").length,
    free: messages.filter((one) => one.state !== "quarantine").map((one) => one.id),
  };
}

export function groupsBy(messages: readonly Waiting[], keyOf: (message: Waiting) => string): Group[] {
  const all = new Map<string, Waiting[]>();
  for (const message of messages) all.set(keyOf(message), [...(all.get(keyOf(message)) ?? []), message]);
  return [...all].map(([key, some]) => groupOf(key, some));
}

// The server lists messages, and senders and answers are made of them here: of each of these, some may not be among them.
export const messagesIn = (groups: readonly Group[]): number => groups.reduce((sum, { messages }) => sum + messages, 0);

// Of what the server found: who has logged in by another name than he writes by, or was answered more than once, is in there too.
export const withName = (groups: readonly Group[], text: string): Group[] =>
  groups.filter(({ key }) => key.toLowerCase().includes(text.toLowerCase()));

export const senderOf = (message: Waiting): string => message.login || message.from;

// What servers say differs in numbers and ids where the reason is the same.
export const reasonOf = (answer: string): string => answer.replace(/[\w.+-]+@[\w.-]+/g, "…").replace(/\b[0-9a-f]{8,}\b/gi, "…");

// By destination, as the server counts them, with what is known of the messages.
export function destinationsOf(lines: readonly Line[], legs: readonly Leg[], now: number): Group[] {
  const all = new Map<string, Leg[]>();
  for (const leg of legs) all.set(leg.domain, [...(all.get(leg.domain) ?? []), leg]);
  return lines.map((line) => {
    const group = groupOf(line.domain, messagesOf(all.get(line.domain) ?? [], now));
    // The server's own word also where there are more than the messages that are known; it leaves out what is in quarantine.
    return { ...group, messages: line.waiting, next: line.next, beingTried: line.being_tried, oldest: line.oldest ?? group.oldest };
  });
}

// ---- what is done with them ----

// One message, or all that wait for a domain or that an account has sent.
export type Meant = { id: string } | { domain: string } | { account: string };

export type GroupKind = "destinations" | "senders" | "answers";

// Whatever can be named as a whole is. What has only an answer or a stranger's address in common is named message by message; so is what is
// beside something in quarantine, which is not let go by the way. A message that is for here is no destination's: it may be for others too.
export function meantBy(kind: GroupKind, { key, isAccount, quarantined, free }: Group): readonly Meant[] {
  if (kind === "destinations" && key === "") return [];
  if (quarantined === 0 && kind === "destinations") return [{ domain: key }];
  if (quarantined === 0 && kind === "senders" && isAccount) return [{ account: key }];
  return free.map((id) => ({ id }));
}

// What is typed before it is deleted or redirected. Nobody types what a server has answered.
export const wordFor = (kind: GroupKind, { key, free }: Group): string => (kind === "answers" ? String(free.length) : key);

export type Health = "trying" | "held" | "bad" | "warn" | "ok";

// All of it was put off: the destination has no luck at all.
export function healthOf(group: Group): Health {
  if (group.beingTried) return "trying";
  if (group.messages > 0 && group.held >= group.messages) return "held";
  if (group.late === 0) return "ok";
  return group.late >= group.messages ? "bad" : "warn";
}
