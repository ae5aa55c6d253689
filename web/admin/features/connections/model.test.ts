import { expect, test } from "vitest";
import { addressesIn, countsOf, isNobodys, kindOf, servicesOf, stateOf, whoseOf, type Connection, type Session } from "./model.ts";

const connection = (service: string, account: string | null = null, state = "command"): Connection => ({
  session: "1", service, address: "", port: 1, account, since: "", state, octets_in: 0, octets_out: 0, active: "", tls: null, cipher: null,
});

const session = (administrator: string, account: string): Session =>
  ({
    id: "", administrator, account, from: "192.0.2.1", agent: "", began: "2026-11-27T10:00:00Z", seen: "2026-11-27T10:05:00Z", current: false,
    to_enrol: false, reason: "",
  });

test("a session is an administrator's, a user's, or one in a user's name, and ends with whose it is", () => {
  const all = [session("ann", ""), session("", "eve@home.test"), session("ann", "eve@home.test")];
  expect(all.map(kindOf)).toEqual(["administrators", "users", "in-name"]);
  expect(all.map(whoseOf)).toEqual(["ann", "eve@home.test", "eve@home.test"]);
});

test("who has not signed in is told from the API, whose connections belong to nobody", () => {
  expect([connection("smtp", null), connection("imap", "ann@home.test"), connection("api", null)].map(isNobodys)).toEqual([true, false, false]);
});

test("of each address it is known how many connections it holds", () => {
  const all = ["192.0.2.1", "2001:db8::1", "192.0.2.1"].map((address) => ({ ...connection("imap"), address }));
  expect([...countsOf(all)]).toEqual([["192.0.2.1", 2], ["2001:db8::1", 1]]);
  expect(addressesIn(all)).toEqual(["192.0.2.1", "2001:db8::1"]);
});

test("services are those that somebody uses", () => {
  expect(servicesOf(["imap", "smtp", "imap"].map((service) => connection(service)))).toEqual(["imap", "smtp"]);
});

test("what a connection does has a word, unless these pages are older than the server", () => {
  expect([connection("imap", null, "idle"), connection("smtp", null, "greeting"), connection("smtp", null, "dreaming")].map(stateOf))
    .toEqual(["idle", "greeting", null]);
});
