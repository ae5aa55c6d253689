import { expect, test } from "vitest";
import { envelopeOf, fateOf, found, inboxWithout, resultsOf, stagesOf, stepOf, type LogLine, type WaitingLeg } from "./model.ts";

const line = (e: string, more: LogLine = {}): LogLine => ({ t: "2026-11-27T15:05:45.934Z", e, ...more });
const RESULTS = "mail.test.example;\tspf=pass smtp.mailfrom=ann@peer.test;\tdkim=fail reason=\"it was changed\";\tdmarc=none header.from=peer.test";
const JUDGED = "X-Spam-Verdict: low; score=8.00; levels=5/10/20;\thelo +2.00 (mail.peer.test has no address);\twords -1.50 (known (to us));" +
  "\tdmarc 0.00";

test("each check is a part with its result and its reason", () => {
  expect(resultsOf(RESULTS).map(({ name, value, verdict }) => [name, value, verdict]))
    .toEqual([["SPF", "pass", "ok"], ["DKIM", "fail", "bad"], ["DMARC", "none", "info"]]);
  expect(resultsOf(RESULTS)[1]).toMatchObject({ why: "it was changed", more: "" });
});

test("no word of a stranger, in quotes, in a comment or cut short, is the result of a check", () => {
  const forged = "mail.test.example;\tspf=fail smtp.mailfrom=\"\\\"a; dmarc=pass\\\"@peer.test\";" +
    "\tiprev=pass (x; dkim=pass reason=\"known to all\") policy.iprev=192.0.2.7;\tarc=none reason=\"cut; dmarc=pass \\";
  expect(resultsOf(forged).map(({ name, value, why, more }) => [name, value, why, more])).toEqual([
    ["SPF", "fail", "", "smtp.mailfrom=\"\\\"a; dmarc=pass\\\"@peer.test\""],
    ["IPREV", "pass", "", "(x; dkim=pass reason=\"known to all\") policy.iprev=192.0.2.7"],
    ["ARC", "none", "cut; dmarc=pass \\", ""],
  ]);
});

test("each stage is a part with its weight, whatever brackets its words have", () => {
  expect(stagesOf(JUDGED).map(({ name, value, why, verdict }) => [name, value, why, verdict])).toEqual([
    ["helo", "+2.00", "mail.peer.test has no address", "warn"], ["words", "-1.50", "known (to us)", "ok"], ["dmarc", "0.00", "", "info"],
  ]);
  const judged = line("smtp.message-judged", { name: "low", value: "junk", reason: "helo", text: JUDGED });
  expect(stepOf(judged).args).toEqual({ name: "low", value: "junk", score: "8.00" });
  expect(inboxWithout([line("delivery.queued"), judged])).toBe("helo");
});

test("a line has its sentence, a report its link, and what is not known is shown as it is", () => {
  expect(stepOf(line("smtp.command", { command: "MAIL", text: "FROM:<ann@peer.test> size=1" }))).toMatchObject({ word: "messages-said-mail",
    args: { path: "<ann@peer.test>" } });
  expect(stepOf(line("delivery.sender-told", { value: "failed", text: "ad23" })).link).toBe("ad23");
  expect(stepOf(line("delivery.of-tomorrow", { reason: "so" }))).toMatchObject({ word: "", why: "delivery.of-tomorrow so" });
  expect(stepOf(line("smtp.origin-judged", { text: RESULTS })).verdict).toBe("bad");
});

test("recipients are those that were taken", () => {
  const rcpt = (to: string): LogLine => line("smtp.command", { command: "RCPT", text: `TO:<${to}>` });
  const accepted = line("smtp.message-accepted", { from: "ann@peer.test", to: "a@x.test", size: 10, account: "" });
  expect(envelopeOf([rcpt("a@x.test"), rcpt("b@x.test"), line("smtp.recipient-refused", { to: "b@x.test" }), accepted]).to).toEqual(["a@x.test"]);
  expect(envelopeOf([accepted]).to).toEqual(["a@x.test"]);
});

test("what became of it: what waits first, then what arrived and what did not", () => {
  const leg = (more: Partial<WaitingLeg> = {}): WaitingLeg => ({ id: "1", message: "m", domain: "x.test", to: [], due: "2026-11-27T16:00:00Z",
    quarantine: null, answers: [], ...more });
  const [came, bounced] = [line("delivery.delivered"), line("delivery.given-up")];
  expect(fateOf({ steps: [came], waiting: [leg(), leg({ due: null })] })).toBe("waiting");
  expect(fateOf({ steps: [], waiting: [leg({ due: null })] })).toBe("held");
  expect(fateOf({ steps: [], waiting: [leg({ due: null, quarantine: "spam" })] })).toBe("quarantine");
  expect([[came], [bounced], [came, bounced], [line("smtp.message-refused")], []].map((steps) => fateOf({ steps, waiting: [] })))
    .toEqual(["delivered", "returned", "partly", "refused", "unknown"]);
});

test("messages of an address are found newest first, also where it is the second recipient; those of others in the session are not", () => {
  const accepted = (message: string, to: string, count = 1): LogLine => line("smtp.message-accepted", { message, from: "ann@peer.test", to, count });
  expect(found(["cut", accepted("1", "a@x.test", 3), line("delivery.delivered", { message: "1", account: "b@x.test" }), accepted("2", "c@x.test"),
    accepted("3", "B@x.test"), line("smtp.message-refused", { to: "b@x.test" })], "b@x.test").map((one) => [one.id, one.more]))
    .toEqual([["", 0], ["3", 0], ["1", 2]]);
});

test("what became of a message stands beside it, and what was refused is found by either end", () => {
  const of = (message: string, e: string, more: Partial<LogLine> = {}): LogLine => line(e, { message, s: "c", ...more } as LogLine);
  const taken = (message: string): LogLine => of(message, "smtp.message-accepted", { from: "ann@peer.test", to: "b@x.test" });
  const all = [
    taken("1"), of("1", "delivery.delivered", { account: "b@x.test" }), taken("2"), of("2", "delivery.put-off", { who: "z@y.test" }),
    taken("3"), of("3", "delivery.put-off", { who: "z@y.test" }), of("3", "delivery.given-up", { who: "z@y.test" }), taken("4"),
    of("5", "smtp.message-judged", { value: "quarantine" }), taken("5"),
    of("6", "smtp.message-refused", { from: "ann@peer.test", to: "b@x.test", code: 550, text: "5.7.1 No programs" }),
    line("smtp.recipient-refused", { s: "d", from: "ann@peer.test", to: "gone@x.test", code: 550, text: "5.1.1 nobody" }),
    line("smtp.recipient-refused", { s: "e", from: "ann@peer.test", to: "gone@x.test", code: 550, text: "5.1.1 nobody" }),
    line("smtp.sender-refused", { s: "f", from: "eve@peer.test", code: 550, text: "5.7.1 no" }),
  ];
  expect(found(all, "b@x.test").map((one) => [one.id, one.outcome, one.why])).toEqual([
    ["6", "refused", "550 5.7.1 No programs"], ["5", "quarantine", ""], ["4", "taken", ""], ["3", "returned", ""], ["2", "waiting", ""],
    ["1", "delivered", ""],
  ]);
  expect(found(all, "gone@x.test").map((one) => [one.id, one.session, one.outcome, one.times])).toEqual([["", "e", "refused", 2]]);
  expect(found(all, "ann@peer.test")).toHaveLength(7);
  expect(found(all, "eve@peer.test").map((one) => [one.from, one.to, one.why])).toEqual([["eve@peer.test", "", "550 5.7.1 no"]]);
});
