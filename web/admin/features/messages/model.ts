// What happened to one message: lines of the logs, each turned into a sentence; what strangers wrote in them stays text.
import type { Verdict } from "../../../shared/ui/Evidence.tsx";
import { inName } from "../../../shared/ui/save.ts";

export type LogLine = Readonly<Record<string, string | number>>;

export interface WaitingLeg {
  id: string; message: string; domain: string; to: readonly string[]; due: string | null; quarantine: string | null;
  answers: readonly { attempts: number; answer: string }[];
}

export interface Story { message: string; steps: readonly LogLine[]; waiting: readonly WaitingLeg[]; about: string | null; complete: boolean }

// One thing that was found out on the way: what by, what came of it, and why.
export interface Part { name: string; value: string; why: string; more: string; verdict: Verdict }  // more: as every language has it

export interface Step {
  at: string;
  word: string;  // the key of its sentence
  args: Readonly<Record<string, string | number>>;
  verdict: Verdict;
  parts: readonly Part[];
  why: string;  // in the words of the log
  link: string;  // the id of another message
}

const text = (line: LogLine, key: string): string => String(line[key] ?? "");

// A string in quotes, a comment, what parts two methods, or text between these. What the log has cut short goes on to its end.
const PIECE = /"(?:[^"\\]|\\(?:.|$))*(?:"|$)|\((?:[^)\\]|\\(?:.|$))*(?:\)|$)|;|[^;"(]+/gs;
const unquoted = (piece: string): string => piece.replace(/^"|"$/g, "").replace(/\\(.)/gs, "$1");

// No word of a stranger within quotes or a comment, such as the name of his address, begins a method.
function methodsOf(payload: string): string[][] {
  const methods: string[][] = [[]];
  for (const piece of payload.match(PIECE) ?? []) {
    if (piece === ";") methods.push([]);
    else methods.at(-1)?.push(piece);
  }
  return methods.slice(1);
}

// "SPF=none reason="..." smtp.mailfrom=..." of Authentication-Results (RFC 8601), one method a part.
const PASSED = new Set(["pass", "bestguesspass"]);
const FAILED = new Set(["fail", "permerror"]);
export function resultsOf(payload: string): Part[] {
  return methodsOf(payload).flatMap((pieces) => {
    const reason = pieces.findIndex((piece, at) => piece.startsWith("\"") && /\sreason=$/.test(pieces[at - 1] ?? ""));
    const why = reason < 0 ? "" : unquoted(pieces[reason] ?? "").replace(/\s+/g, " ");
    const others = pieces.map((piece, at) => (at === reason ? "" : at === reason - 1 ? piece.replace(/reason=$/, "") : piece)).join("");
    const said = /^([a-z0-9-]+)=([a-z]+)\s*(.*)$/is.exec(others.trim());
    if (!said) return [];
    const [, name = "", value = "", rest = ""] = said;
    const verdict: Verdict = PASSED.has(value) ? "ok" : FAILED.has(value) ? "bad" : "info";
    return [{ name: name.toUpperCase(), value, why, more: rest.replace(/\s+/g, " ").trim(), verdict }];
  });
}

// "X-Spam-Verdict: none; score=3.00; levels=5/10/20; helo +2.00 (mail.peer.test has no address); spf +1.00 (none)": the stages' weights.
export function stagesOf(field: string): Part[] {
  return field.split(";\t").slice(1).flatMap((one) => {
    const said = /^\s*(.+?) ([+-]?\d+\.\d\d)(?: \((.*)\))?$/s.exec(one);
    if (!said) return [];
    const [, name = "", value = "", why = ""] = said;
    return [{ name, value, why, more: "", verdict: Number(value) > 0 ? "warn" as const : Number(value) < 0 ? "ok" as const : "info" as const }];
  });
}
export const scoreOf = (field: string): string => /score=([+-]?\d+(?:\.\d+)?)/.exec(field)?.[1] ?? "";

// "FROM:<ann@peer.test> size=194"
export const pathOf = (argument: string): string => /<[^>]*>/.exec(argument)?.[0] ?? argument;

// How each event reads: its verdict, and which members its sentence says. An event of none of these is shown as the log has it.
type Told = readonly [verdict: Verdict, ...members: readonly string[]];
const TOLD: Readonly<Record<string, Told>> = {
  "connection.opened": ["info", "ip", "service"], "connection.tls-started": ["ok", "tls"], "login.succeeded": ["ok", "account"],
  "smtp.command": ["info", "command", "text"], "smtp.recipient-refused": ["warn", "to", "code", "text"],
  "smtp.sender-refused": ["bad", "from", "code", "text"], "smtp.message-refused": ["bad", "code", "text"],
  "smtp.origin-judged": ["info", "from"], "smtp.origin-refused": ["bad", "text"], "smtp.message-scanned": ["info", "value"],
  "smtp.attachment-found": ["warn", "value"], "smtp.sender-listed": ["info", "account", "value"],
  "smtp.sender-without-login": ["warn", "from"], "smtp.message-judged": ["info", "name", "value"],
  "smtp.message-accepted": ["ok", "size", "count"], "smtp.not-signed": ["warn"],
  "delivery.delivered": ["ok", "account", "mailbox"], "delivery.failed": ["bad", "account"], "delivery.queued": ["info", "count"],
  "delivery.sent": ["ok", "who", "name"], "delivery.put-off": ["warn", "who", "name"], "delivery.given-up": ["bad", "who", "name"],
  "delivery.sender-told": ["info", "value"], "delivery.forwarded": ["info", "domain", "count"],
  "delivery.quarantine-ended": ["info", "value"], "delivery.throttled": ["warn", "account", "value"], "delivery.overdue": ["warn"],
  "delivery.answered": ["info", "account", "to"], "delivery.not-answered": ["info", "account"],
  "administration.acted": ["info", "who", "name"],
};

const partsOf = (event: string, line: LogLine): Part[] => {
  if (event === "smtp.origin-judged") return resultsOf(text(line, "text"));
  return event === "smtp.message-judged" ? stagesOf(text(line, "text")) : [];
};

// The worst of the checks is that of all.
const worst = (parts: readonly Part[], otherwise: Verdict): Verdict =>
  (parts.some((part) => part.verdict === "bad") ? "bad" : parts.some((part) => part.name === "DMARC" && part.verdict === "ok") ? "ok" : otherwise);

const keyOf = (event: string, line: LogLine): string =>
  (event === "smtp.command" ? `messages-said-${text(line, "command").toLowerCase()}` : `messages-step-${event.replaceAll(".", "-")}`);

export function stepOf(line: LogLine): Step {
  const event = text(line, "e");
  const told = TOLD[event];
  const parts = partsOf(event, line);
  const args = Object.fromEntries((told ?? []).slice(1).map((name) => [name, name === "count" || name === "size" ? Number(line[name] ?? 0)
    : text(line, name)]));
  return {
    at: text(line, "t"),
    word: told ? keyOf(event, line) : "",
    args: event === "smtp.command" ? { path: pathOf(text(line, "text")) } : event === "smtp.message-judged" ? { ...args, score: scoreOf(text(line,
      "text")) } : args,
    verdict: event === "smtp.origin-judged" ? worst(parts, "info") : told?.[0] ?? "info",
    parts,
    why: told ? text(line, "reason") : [event, text(line, "reason"), text(line, "text")].filter(Boolean).join(" "),
    link: event === "delivery.sender-told" ? text(line, "text") : "",
  };
}

// What it would have gone to the inbox without; empty: it went there, or nothing alone decided.
export const inboxWithout = (steps: readonly LogLine[]): string =>
  text(steps.find((line) => line["e"] === "smtp.message-judged") ?? {}, "reason");

export interface Envelope { from: string; to: readonly string[]; size: number; login: string; at: string }

// Recipients are those of the commands where these are logged, else the first one, as it was accepted for.
export function envelopeOf(steps: readonly LogLine[]): Envelope {
  const ended = ["smtp.message-accepted", "smtp.message-refused"];
  const accepted = steps.find((line) => ended.includes(text(line, "e"))) ?? {};
  const commands = steps.filter((line) => line["e"] === "smtp.command");
  const said = commands.filter((line) => line["command"] === "RCPT").map((line) => pathOf(text(line, "text")).replace(/^<|>$/g, ""));
  const refused = new Set(steps.filter((line) => line["e"] === "smtp.recipient-refused").map((line) => text(line, "to")));
  const to = said.filter((one) => !refused.has(one));
  const first = text(accepted, "to");
  const given = steps.filter((line) => line["e"] === "delivery.delivered").map((line) => text(line, "account"));
  return {
    from: text(accepted, "from"), to: to.length > 0 ? to : first ? [first] : given, size: Number(accepted["size"] ?? 0),
    login: text(accepted, "account"), at: text(steps[0] ?? {}, "t"),
  };
}

export type Fate = "quarantine" | "held" | "waiting" | "refused" | "returned" | "partly" | "delivered" | "unknown";

// What became of it, in one word: what still waits counts first.
export function fateOf({ steps, waiting }: Pick<Story, "steps" | "waiting">): Fate {
  if (waiting.some((leg) => leg.quarantine !== null)) return "quarantine";
  if (waiting.length > 0) return waiting.every((leg) => leg.due === null) ? "held" : "waiting";
  const has = (...events: string[]): boolean => steps.some((line) => events.includes(text(line, "e")));
  const arrived = has("delivery.delivered", "delivery.sent", "delivery.forwarded");
  if (has("delivery.given-up")) return arrived ? "partly" : "returned";
  if (arrived) return "delivered";
  return has("smtp.message-refused", "smtp.origin-refused") ? "refused" : "unknown";
}
export const VERDICTS: Readonly<Record<Outcome, Verdict>> = {
  taken: "info", quarantine: "warn", held: "warn", waiting: "info", refused: "bad", returned: "bad", partly: "warn", delivered: "ok", unknown: "info",
};

// ---- looked for by an address ----

export type Outcome = Fate | "taken";

// `id`: empty where there was none yet, as what was refused before its data; `session` has it then. `times`: that it was refused so.
export interface Found {
  id: string; session: string; at: string; from: string; to: string; more: number; outcome: Outcome; why: string; times: number;
}

const ENDS = ["account", "from", "to", "who"];
const ENVELOPE = ["smtp.sender-refused", "smtp.recipient-refused"];

// For whom it was put off last, and neither taken nor given up since.
function isPutOff(lines: readonly LogLine[]): boolean {
  const last = new Map(lines.filter((line) => ["delivery.put-off", "delivery.sent", "delivery.given-up"].includes(text(line, "e")))
    .map((line) => [text(line, "who"), text(line, "e")]));
  return [...last.values()].includes("delivery.put-off");
}

// By the log alone: what waits and was not tried yet is taken, and no more is known of it.
function outcomeOf(lines: readonly LogLine[]): Outcome {
  if (isPutOff(lines)) return "waiting";
  const fate = fateOf({ steps: lines, waiting: [] });
  if (fate !== "unknown") return fate;
  const isKept = lines.some((line) => line["e"] === "smtp.message-judged" && line["value"] === "quarantine");
  return isKept && !lines.some((line) => line["e"] === "delivery.quarantine-ended") ? "quarantine" : "taken";
}

const answerOf = (line: LogLine): string => `${text(line, "code")} ${text(line, "text")}`.trim();

function rowOf(line: LogLine, of: readonly LogLine[]): Found {
  const isRefused = line["e"] !== "smtp.message-accepted";
  return {
    id: text(line, "message"), session: text(line, "s"), at: text(line, "t"), from: text(line, "from"), to: text(line, "to"),
    more: Math.max(0, Number(line["count"] ?? 1) - 1), outcome: isRefused ? "refused" : outcomeOf(of), why: isRefused ? answerOf(line) : "",
    times: 1,
  };
}

// Whoever is refused tries again: what was answered the same is one row, its last time.
function together(rows: readonly Found[]): Found[] {
  const out = new Map<string, Found>();
  for (const row of rows) {
    const key = row.id || `${row.from} ${row.to} ${row.why}`;
    const known = out.get(key);
    out.set(key, known ? { ...known, times: known.times + 1 } : row);
  }
  return [...out.values()];
}

// Of whole sessions: those messages of which any line names the address, for only the first recipient stands where one was accepted. Newest
// first; a line that a crash cut off is none.
export function found(all: readonly unknown[], address: string): Found[] {
  const lines = all.filter((one): one is LogLine => typeof one === "object" && one !== null);
  const wanted = address.toLowerCase();
  const isNamed = (line: LogLine): boolean => ENDS.some((end) => text(line, end).toLowerCase() === wanted);
  const ofMessage = new Map<string, LogLine[]>();
  for (const line of lines) {
    const known = ofMessage.get(text(line, "message"));
    if (known) known.push(line);
    else ofMessage.set(text(line, "message"), [line]);
  }
  const of = (line: LogLine): readonly LogLine[] => (text(line, "message") === "" ? [line] : ofMessage.get(text(line, "message")) ?? []);
  return together(lines.filter((line) => {
    if (ENVELOPE.includes(text(line, "e"))) return isNamed(line);
    return (line["e"] === "smtp.message-refused" || (line["e"] === "smtp.message-accepted" && line["message"] !== "")) && of(line).some(isNamed);
  }).map((line) => rowOf(line, of(line))).reverse());
}

export const isAddress = (entered: string): boolean => entered.includes("@");

export const fileNameOf = (id: string): string => `message-${inName(id)}`;
