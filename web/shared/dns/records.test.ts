import { expect, test } from "vitest";
import { isNeeded, leftOf, type DnsRecord } from "./records.ts";

const record = (purpose: string, dns: DnsRecord["dns"]): DnsRecord => ({ purpose, name: "", type: "txt", value: "", row: "", dns, published: [] });

test("what mail needs is told from what makes it safer", () => {
  const all = ["MX: where mail goes", "SPF: who may send", "SPF: that reports of this server are its own", "DKIM: pending RSA key",
    "DMARC: what is done with forgeries", "CAA: who may issue certificates"];
  expect(all.filter((purpose) => isNeeded(record(purpose, "there")))).toEqual([all[0], all[1], all[3], all[4]]);
});

test("what nobody could be asked for is not missing", () => {
  expect(leftOf([record("a", "there"), record("b", "own"), record("c", "missing"), record("d", "other"), record("e", "unknown")]))
    .toEqual({ wrong: 2, unknown: 1 });
});
