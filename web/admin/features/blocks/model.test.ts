import { expect, test } from "vitest";
import { explanations, folded, isNetwork, isOfKind, logsOf, shownOf, spanOf, type Block, type Explained } from "./model.ts";

const block = (subject: string, rule = "guesses-ip"): Block => ({
  subject, rule, action: "block", services: [], country: "", since: "", until: null, minutes_left: null, count: 5, blocks_in_30_days: 1,
  description: "",
});

test("a subject is a network, or the name of an account", () => {
  expect(["192.0.2.7", "192.0.2.0/24", "2001:db8::/48", "::1"].map((subject) => isNetwork({ subject }))).toEqual([true, true, true, true]);
  expect(["ann@home.test", "cafe", "a.b"].map((subject) => isNetwork({ subject }))).toEqual([false, false, false]);
});

test("chips choose by kind", () => {
  const rows = [block("192.0.2.7"), block("ann@home.test"), block("192.0.2.0/24", "by-hand")];
  const chosen = (kind: string): number => rows.filter((row) => isOfKind(row, kind)).length;
  expect([chosen(""), chosen("networks"), chosen("accounts"), chosen("by-hand")]).toEqual([3, 2, 1, 1]);
});

test("chips choose by service, and each block leads to its sessions in the logs", () => {
  const rows = [{ ...block("192.0.2.7/32"), services: ["smtp", "imap"] }, { ...block("ann@home.test"), services: ["imap"] }];
  expect(["at-smtp", "at-imap", "at-web"].map((chip) => rows.filter((row) => isOfKind(row, chip)).length)).toEqual([1, 2, 0]);
  expect(rows.map(logsOf)).toEqual(["/admin/logs?ip=192.0.2.7&since=7d&whole=1", "/admin/logs?account=ann%40home.test&since=7d&whole=1"]);
});

test("what became one block is known by its absence", () => {
  const before = [block("192.0.2.7/32"), block("192.0.2.9/32"), block("198.51.100.1/32"), block("ann@home.test")];
  expect(folded(before, [block("192.0.2.0/24"), block("198.51.100.1/32")]).map((one) => one.subject)).toEqual(["192.0.2.7/32", "192.0.2.9/32"]);
});

test("what is nearly over is put back for a minute, and one explanation is a list of one", () => {
  expect([spanOf(0), spanOf(90), spanOf(525_600)]).toEqual(["1m", "90m", "8760h"]);
  const one = { ...block("192.0.2.7"), evidence: [] } as Explained;
  expect(explanations(one)).toEqual([one]);
  expect(explanations([one, one])).toHaveLength(2);
});

test("one address alone is written without its length", () => {
  expect(["192.0.2.7/32", "2001:db8::1/128", "192.0.2.0/24", "2001:db8::/48", "ann/32@home.test"].map(shownOf))
    .toEqual(["192.0.2.7", "2001:db8::1", "192.0.2.0/24", "2001:db8::/48", "ann/32@home.test"]);
});
