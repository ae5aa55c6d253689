// Against codes that another encoder (libqrencode) drew, with the mask that it chose.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { checksOf, encodeQr, pathOf, type QrCode } from "./qr.model.ts";

const rowsOf = (code: QrCode): string[] => Array.from({ length: code.size }, (_, y) =>
  Array.from({ length: code.size }, (_unused, x) => (code.isDark(x, y) ? "1" : "0")).join(""));
const hashOf = (code: QrCode): string => createHash("sha256").update(rowsOf(code).join("\n")).digest("hex");

test("the smallest one, module by module", () => {
  expect(rowsOf(encodeQr("a", 4))).toEqual([
    "111111101010101111111", "100000100011001000001", "101110100110101011101", "101110101110101011101", "101110101000101011101",
    "100000101011001000001", "111111101010101111111", "000000001011100000000", "100010111111011111001", "110100010011100101011",
    "101000100101001111100", "110010011110011010110", "110011111010111000111", "000000001100111000110", "111111101100110000010",
    "100000100111100101010", "101110101011001111111", "101110100101100101011", "101110100101001111100", "100000100100011010100",
    "111111101110111000101",
  ]);
});

const URI = "otpauth://totp/home.test:ann%40home.test?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=home.test";

test.each([
  [URI, 2, 6, "e5b6663116ae7ff9744a016ce942d2cd979d4d32d7a97e8e63358ec3f23bcf44"],
  ["x".repeat(180), 0, 9, "21e02ceea8d235cf29ba53f809c61e9bca5b25910dfa51ccb01292bb14777f09"],
  ["ä".repeat(100), 2, 10, "a273534ba9b446e61c285e80e96d5601a641cc0a0866a327e986c27440cfe439"],
  ["y".repeat(400), 2, 15, "a235f937787d0d9ad7abc9b1ee808dd6f26553aa815131cf74156bf200f182e4"],
  ["z".repeat(666), 0, 20, "3277924470eaca2fc21e4865e5c85e7451b0eeb7970ab5d63cf1cfeb60a4489c"],
])("%s", (text, mask, version, hash) => {
  const code = encodeQr(text, mask);
  expect(code.version).toBe(version);
  expect(hashOf(code)).toBe(hash);
});

test("the checks of the standard's example", () => {
  // ISO/IEC 18004, annex I: 01234567 at version 1, level M
  expect(checksOf([0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11], 10))
    .toEqual([0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55]);
});

test("a mask is chosen by itself, and more than fits is refused", () => {
  expect(encodeQr(URI).mask).toBeGreaterThanOrEqual(0);
  expect(rowsOf(encodeQr(URI))).toEqual(rowsOf(encodeQr(URI, encodeQr(URI).mask)));
  expect(() => encodeQr("x".repeat(667))).toThrow(RangeError);
});

test("the path draws each dark module once", () => {
  const code = encodeQr("a");
  const drawn = [...pathOf(code).matchAll(/h(\d+)v/g)].reduce((sum, [, length]) => sum + Number(length), 0);
  expect(drawn).toBe(rowsOf(code).join("").replaceAll("0", "").length);
});
