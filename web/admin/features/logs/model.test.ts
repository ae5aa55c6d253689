import { expect, test } from "vitest";
import { csvOf, jsonOf } from "../../../shared/list/list.model.ts";
import { fileColumns } from "./file.ts";
import { appended, detailsOf, fileNameOf, fileOf, lineOf, PLAIN, queryOf, rangeOf, spanOf, visible } from "./model.ts";

test("what a stranger wrote cannot hide, turn round or begin a line of its own", () => {
  expect(visible("a\u202eb\r\nc\u0000\u001b[31m\u200b\u{e0041}")).toBe("a\\u202eb\\r\\nc\\u0000\\u001b[31m\\u200b\\ue0041");
  expect(visible("Grüße, 世界")).toBe("Grüße, 世界");
});

test("a line is its time, log, event and session, and what else it says; a broken one is shown as it is", () => {
  const raw = {
    t: "2026-11-27T06:15:46.238Z", log: "smtp_in", n: 200, e: "smtp.command", s: "1f4", ip: "192.0.2.1", text: "<b>\u202e", code: 250, chain: "x",
  };
  const line = lineOf(raw, "1");
  expect([line.at, line.log, line.event, line.session]).toEqual([raw.t, "smtp_in", "smtp.command", "1f4"]);
  expect(detailsOf(line)).toBe("ip=192.0.2.1  text=<b>\\u202e  code=250");
  expect(detailsOf(lineOf('{"t":"2026', "2"))).toBe('{"t":"2026');
  expect(lineOf({ t: "yesterday" }, "3").at).toBeNull();
  expect(detailsOf(lineOf({ text: "a b", empty: "" }, "4"))).toBe('text="a b"  empty=""');
});

test("only what is looked for is asked, of the last day unless a session is named", () => {
  expect(queryOf(PLAIN)).toEqual({ since: "24h", limit: 5000, raw: true });
  expect(queryOf({ ...PLAIN, text: " needle ", log: "imap", whole: "1", since: "7d" }))
    .toEqual({ text: "needle", logs: ["imap"], since: "7d", sessions: true, limit: 5000, raw: true });
  expect(spanOf({ ...PLAIN, session: "1f4" })).toBe("all");
  expect(queryOf({ ...PLAIN, session: "1f4" })).toEqual({ session: "1f4", limit: 5000, raw: true });
});

test("a range of time is said as the reader's clock has it, and asked as the server's", () => {
  const range = { ...PLAIN, since: "range", from: "2026-11-26T08:00", until: "2026-11-26T09:30" };
  const utc = (local: string): string => new Date(local).toISOString().replace(".000", "");
  expect(queryOf(range)).toEqual({ since: utc("2026-11-26T08:00"), until: utc("2026-11-26T09:30"), limit: 5000, raw: true });
  expect(rangeOf({ ...range, from: "", until: "no time" })).toEqual({});
  expect(rangeOf({ ...range, since: "7d" })).toEqual({ since: "7d" });
  expect(fileOf({ ...range, text: "a" }, "imap", "2026-11-26", true, false)).toBe("/api/v1/logs/imap/days/2026-11-26?text=a");
});

test("a day's file is all of it, or what matches", () => {
  expect(fileOf({ ...PLAIN, text: "a&b" }, "smtp_in", "2026-11-26", false, false)).toBe("/api/v1/logs/smtp_in/days/2026-11-26?");
  expect(fileOf({ ...PLAIN, text: "a&b", whole: "1" }, "smtp_in", "2026-11-26", true, true))
    .toBe("/api/v1/logs/smtp_in/days/2026-11-26?text=a%26b&sessions=true&raw=true");
});

test("who follows keeps the last lines, and is told how many went", () => {
  const lines = [1, 2, 3].map((n) => lineOf({}, String(n)));
  const { lines: kept, gone } = appended(lines.slice(0, 2), lines.slice(2), 2);
  expect([kept.map((line) => line.key), gone]).toEqual([["2", "3"], 1]);
});

test("a file of lines is safe in a spreadsheet, and as JSON it is what the server has", () => {
  const raw = { t: "2026-11-27T06:15:46.238Z", log: "imap", e: "=cmd()", s: "1f4", text: "a,b\u202e", n: 7 };
  const lines = [lineOf(raw, "1"), lineOf('{"t":"2026', "2")];
  const [head = "", first = "", second = ""] = csvOf(lines, fileColumns()).split("\r\n");
  expect(head.split(",")).toHaveLength(5);
  expect(first).toBe('2026-11-27T06:15:46.238Z,imap,1f4,\'=cmd(),"text=a,b\\u202e"');
  expect(second).toBe(',,,,"{""t"":""2026"');
  expect(JSON.parse(jsonOf(lines.map((line) => line.raw)))).toEqual([raw, '{"t":"2026']);
  expect([fileNameOf({ session: "" }), fileNameOf({ session: "../1f4" })]).toEqual(["logs", "session-.._1f4"]);
});
