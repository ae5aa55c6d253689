import { expect, test } from "vitest";
import { LARGEST } from "../../../shared/forms/pem.ts";
import { isOfKind, listed, paired, stateOf, wrongWithChain, wrongWithKey } from "./model.ts";

const now = Date.parse("2026-11-27T00:00:00Z");
const one = (not_after: string, source = "installed") =>
  ({ names: ["a.test"], source, issuer: "Some CA", not_before: "2026-01-01T00:00:00Z", not_after, sha256: "0aff" });
const pem = (label: string): string => `-----BEGIN ${label}-----\nTUlJ\nAA==\n-----END ${label}-----\n`;

test("what ends soon or has ended is told apart, and the first is the default", () => {
  const rows = listed([one("2026-11-01T00:00:00Z"), one("2026-12-01T00:00:00Z", "own"), one("2027-12-01T00:00:00Z", "/etc/ssl/a.pem")]);
  expect(rows.map((row) => [stateOf(row, now), row.isDefault])).toEqual([["over", true], ["soon", false], ["holds", false]]);
  expect(["", "ending", "own", "installed", "file"].map((kind) => rows.filter((row) => isOfKind(row, kind, now)).length)).toEqual([3, 2, 1, 1, 1]);
  expect(paired("0aff")).toBe("0A:FF");
});

test("only PEM is sent, each in its own field", () => {
  expect(wrongWithChain(pem("CERTIFICATE") + pem("CERTIFICATE"))).toBeNull();
  const wrong = ["", "<html>", pem("CERTIFICATE") + pem("PRIVATE KEY"), "x".repeat(LARGEST + 1)];
  expect(wrong.map(wrongWithChain)).toEqual(["certs-empty", "certs-no-certificate", "certs-key-in-chain", "forms-pem-too-large"]);
  expect(["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"].map((label) => wrongWithKey(pem(label)))).toEqual([null, null, null]);
  expect([wrongWithKey(pem("CERTIFICATE")), wrongWithKey(pem("ENCRYPTED PRIVATE KEY"))]).toEqual(["certs-no-key", "certs-key-encrypted"]);
});
