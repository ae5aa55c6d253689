import { expect, test } from "vitest";
import {
  aliasesTo, factorWords, fullness, keysOf, nameOf, pagesWithin, plainToken, sinceOf, tokenProtocols, visitsOf, wantedToken, wordOfAct,
} from "./model.ts";

test("passwords of programs and their tokens are one list, and each of them is its own", () => {
  const some = { number: 1, label: "phone", protocols: ["imap"], networks: [], read_only: false, created: "", last_used: "", last_used_from: "" };
  const keys = keysOf([{ ...some, expires: "" }], [{ ...some, access_expires: "", refresh_expires: "" }]);
  expect(keys.map(nameOf)).toEqual(["app-password 1", "token 1"]);
});

test("a token is for what is open to the account, and one that only reads sends nothing", () => {
  expect(plainToken(["web", "smtp", "imap", "pop3"]).protocols).toEqual(["imap", "smtp"]);
  const entered = { ...plainToken(["smtp", "pop3"]), label: " phone ", protocols: ["imap", "pop3", "smtp"] };
  expect(wantedToken(entered, ["smtp", "pop3"])).toEqual({ label: "phone", protocols: ["pop3", "smtp"], networks: [], read_only: false });
  expect(wantedToken({ ...entered, read_only: true }, ["smtp", "pop3"]).protocols).toEqual(["pop3"]);
  expect(tokenProtocols(["web", "sieve"], false)).toEqual([]);
});

test("only what is open of this account is listed, with who acts in its name", () => {
  const web = (account: string) => ({ administrator: "ann", account, from: "192.0.2.1", began: "", reason: "" });
  const imap = (account: string | null) => ({ session: "a1", service: "imap", address: "192.0.2.2", account, since: "" });
  const visits = visitsOf("a@home.test", [web("b@home.test"), web("a@home.test")], [imap(null), imap("a@home.test")]);
  expect(visits.map((visit) => [visit.service, visit.by])).toEqual([["web", "ann"], ["imap", ""]]);
});

test("aliases that lead to it, and how full it is", () => {
  const alias = {
    alias: "info@home.test", targets: ["a@home.test"], nobodys: [], members_may_send: false, open_to: "everybody" as const, created: "",
  };
  expect([aliasesTo("a@home.test", [alias]).length, aliasesTo("b@home.test", [alias]).length]).toEqual([1, 0]);
  expect([fullness({ used_bytes: 50, quota: 100 }), fullness({ used_bytes: 50, quota: 0 }), fullness({ used_bytes: 5, quota: 1 })]).toEqual([0.5,
    null, 1]);
});

test("one looks from where the server finds it, a span, or a moment of one's own; one that is not whole yet is none", () => {
  expect([sinceOf("", "2026-11-20T08:00"), sinceOf("7d", "2026-11-20T08:00"), sinceOf("own", "")]).toEqual(["", "7d", ""]);
  expect(sinceOf("own", "2026-11-20T08:00")).toBe(new Date("2026-11-20T08:00").toISOString());
});

test("an act has its own word, and other events theirs", () => {
  expect(wordOfAct({ event: "administration.acted", what: "app-password.add" })).toBe("trail-act-app-password-add");
  expect(wordOfAct({ event: "administration.password-reset", what: "" })).toBe("trail-event-administration-password-reset");
});

test("what is asked for besides the password: the app, passkeys, or nothing, and what becomes of that", () => {
  const none = { second_factor: false, app: false, passkeys: 0, begun: false, recovery_codes_left: 0, mode: "enabled" } as const;
  const words = (some: Partial<Parameters<typeof factorWords>[0]>): string[] => factorWords({ ...none, ...some }, "active").map(({ word }) => word);
  expect([words({ app: true }), words({ passkeys: 2 }), words({ app: true, passkeys: 1 })]).toEqual([["app"], ["passkeys"], ["app", "passkeys"]]);
  expect([words({}), words({ mode: "forced" }), words({ begun: true, mode: "forced" })]).toEqual([["off"], ["due"], ["begun"]]);
  expect(factorWords({ ...none, passkeys: 2 }, "active")[0]?.count).toBe(2);
  expect(factorWords(none, "contained").map(({ word }) => word), "nothing opens it").toEqual(["none"]);
});

test("who acts in a name opens its pages here, or where this browser keeps the same name", () => {
  const here = { origin: "https://mail.test:9998", hostname: "mail.test" };
  expect(pagesWithin(here, true, "")).toBe("https://mail.test:9998");
  expect(pagesWithin(here, false, "https://mail.test")).toBe("https://mail.test");
  expect(pagesWithin(here, false, "https://people.test")).toBeNull();
  expect(pagesWithin(here, false, "")).toBeNull();
});
