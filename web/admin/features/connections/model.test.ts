import { expect, test } from "vitest";
import { keyed, kindOf, servicesOf, whoseOf, type Connection, type Session } from "./model.ts";

const session = (administrator: string, account: string): Session =>
  ({ key: "", administrator, account, from: "192.0.2.1", began: "2026-11-27T10:00:00Z", to_enrol: false, reason: "" });

test("sessions that look alike are two", () => {
  const keys = keyed([session("ann", ""), session("ann", ""), session("bob", "")]).map((one) => one.key);
  expect(new Set(keys).size).toBe(3);
});

test("a session is an administrator's, a user's, or one in a user's name, and ends with whose it is", () => {
  const all = [session("ann", ""), session("", "eve@home.test"), session("ann", "eve@home.test")];
  expect(all.map(kindOf)).toEqual(["administrators", "users", "in-name"]);
  expect(all.map(whoseOf)).toEqual(["ann", "eve@home.test", "eve@home.test"]);
});

test("services are those that somebody uses", () => {
  const connection = (service: string): Connection => ({ session: "1", service, address: "", port: 1, account: null, since: "" });
  expect(servicesOf(["imap", "smtp", "imap"].map(connection))).toEqual(["imap", "smtp"]);
});
