import { expect, test } from "vitest";
import type { DnsRecord } from "../shared/dns/records.ts";
import { afterFactor, domainOf, isDone, isOpen, NOTHING, stepNow, tokenIn, zoneOf, type Session, type State } from "./model.ts";

const session: Session = { name: "olivia", account: null, roles: ["owner"], to_enrol: false };
const record = (purpose: string, dns: DnsRecord["dns"]): DnsRecord => ({
  purpose, name: "home.test", type: "mx", value: "", row: `${purpose} row`, required: !purpose.startsWith("CAA"), dns, published: [],
});
const state: State = { ...NOTHING, session, domains: ["home.test"] };

test("one thing after the other, as far as the server does not have it", () => {
  expect(stepNow("", NOTHING)).toBe("owner");
  expect(stepNow("dns", NOTHING)).toBe("owner");
  expect(stepNow("", { ...NOTHING, session: { ...session, to_enrol: true } })).toBe("factor");
  expect(stepNow("message", { ...NOTHING, session })).toBe("domain");
  expect(stepNow("", state)).toBe("dns");
  expect(stepNow("message", state)).toBe("message");
  expect(stepNow("owner", state)).toBe("dns");
});

test("records that mail needs decide, and others do not", () => {
  expect(isDone("dns", { ...state, records: [record("MX: where", "there"), record("CAA: who", "missing")] })).toBe(true);
  expect(isDone("dns", { ...state, records: [record("MX: where", "there"), record("SPF: who", "other")] })).toBe(false);
  expect(isDone("dns", { ...state, records: [record("MX: where", "there"), record("SPF: who", "own")] })).toBe(true);
  expect(isDone("dns", state)).toBe(false);
});

test("of several domains the one that was added, as far as it is there", () => {
  expect(domainOf(["a.test", "b.test"], "b.test")).toBe("b.test");
  expect(domainOf(["a.test", "b.test"], "gone.test")).toBe("a.test");
  expect(domainOf([], "")).toBe("");
});

test("a certificate of the server's own making is none that others trust", () => {
  const one = { names: ["mail.home.test"], source: "own", not_before: "", not_after: "", sha256: "" };
  expect(isDone("certificate", { ...state, certificates: [one] })).toBe(false);
  expect(isDone("certificate", { ...state, certificates: [{ ...one, source: "installed" }, one] })).toBe(true);
});

test("who has his second factor goes on with the first run, if it is his and not done", () => {
  expect(afterFactor({ session: null, domains: [] })).toBe("/login");
  expect(afterFactor({ session, domains: [] })).toBe("/setup");
  expect(afterFactor({ session, domains: ["home.test"] })).toBe("/admin");
  expect(afterFactor({ session: { ...session, roles: ["reader"] }, domains: [] })).toBe("/admin");
});

test("later steps are open once there is a domain", () => {
  expect(isOpen("message", state)).toBe(true);
  expect(isOpen("message", { ...state, domains: [] })).toBe(false);
  expect(isOpen("owner", state)).toBe(false);
});

test("the token and the zone", () => {
  expect(tokenIn("#abc")).toBe("abc");
  expect(tokenIn("")).toBe("");
  expect(zoneOf([record("a", "there"), record("b", "there"), record("SPF", "own")])).toBe("a row\nb row\n");
});
