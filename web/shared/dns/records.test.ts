import { expect, test } from "vitest";
import { leftOf, type DnsRecord } from "./records.ts";

const record = (purpose: string, dns: DnsRecord["dns"]): DnsRecord =>
  ({ purpose, name: "", type: "txt", value: "", row: "", required: false, dns, published: [] });

test("what nobody could be asked for is not missing", () => {
  expect(leftOf([record("a", "there"), record("b", "own"), record("c", "missing"), record("d", "other"), record("e", "unknown")]))
    .toEqual({ wrong: 2, unknown: 1 });
});
