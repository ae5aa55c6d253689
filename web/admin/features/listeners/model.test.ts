import { expect, test } from "vitest";
import { added, changed, fitted, FRESH, isMost, isOfKind, isOwn, isPort, listenersIn, plain, rowsOf, valueOf, without } from "./model.ts";

const imap = { ...FRESH, service: "imap", address: "::", port: 993, later: 7 };
const web = { ...FRESH, service: "api", address: "127.0.0.1", port: 9998, roles: ["admin", "api"] };

test("the value goes in and out unharmed, with what this page does not know", () => {
  expect(listenersIn(valueOf([imap, web]))).toEqual([imap, web]);
  const short = '[{"service":"smtp","address":"::","port":25,"tls":"starttls"}]';
  expect(listenersIn(short)).toEqual([{ ...FRESH, service: "smtp", port: 25, tls: "starttls" }]);
});

test("rows know whether they are open, and which of them one came by: the server says it, for a port can be had on several addresses", () => {
  const beside = { ...web, address: "127.0.0.2" };
  const door = { service: "api", address: "127.0.0.1", port: 9998, sessions: 2 };
  const rows = rowsOf([imap, web, beside], [{ ...door, address: "127.0.0.2", sessions: 1, yours: true }, door]);
  expect(rows.map((row) => [row.door?.sessions ?? null, isOwn(row)])).toEqual([[null, false], [2, false], [1, true]]);
  expect(rows.map(plain)).toEqual([imap, web, beside]);
  expect(["", "mail", "web", "closed", "plain"].map((kind) => rows.filter((row) => isOfKind(row, kind)).length)).toEqual([3, 1, 2, 1, 0]);
});

test("one is added, changed, taken away", () => {
  const other = { ...imap, port: 143 };
  expect(added([imap], other)).toEqual([imap, other]);
  expect(changed([imap, web], imap, other)).toEqual([other, web]);
  expect(without([imap, web], imap)).toEqual([web]);
});

test("a service has what only it can have", () => {
  expect(fitted({ ...web, service: "imap", tls: "none", certificate: "a.test" })).toMatchObject({ roles: [], tls: "none", certificate: "" });
  expect(fitted({ ...imap, service: "api", tls: "none" })).toMatchObject({ tls: "implicit" });
  expect(["1", "1000000", "0", "1000001", "1e3", ""].map(isMost)).toEqual([true, true, false, false, false, false]);
  expect(["25", "65535", "0", "65536", "x", ""].map(isPort)).toEqual([true, true, false, false, false, false]);
});
