import { expect, test } from "vitest";
import { csv } from "./csv.model.ts";

test("quotes, commas and lines stay within their cell", () => {
  expect(csv([['a"b', "c,d", "e\nf", "g"]])).toBe('"a""b","c,d","e\nf",g\r\n');
});

test("nothing begins as a formula", () => {
  for (const evil of ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\ufeff=1", "|x", "%0A=1", "\u00a0=1"])
    expect(csv([[evil]])).toMatch(/^"?'/);
  expect(csv([["-12.5", "7"]])).toBe("-12.5,7\r\n");
});

test("control characters and marks of direction are blanks", () => {
  expect(csv([["a\u0000b\u202ec"]])).toBe("a b c\r\n");
});

test("nothing begins as a formula where a program splits at semicolons, tabs or lines", () => {
  for (const evil of ["a;=cmd", "a; =1", "a;\t+1", "a\t@SUM(A1)", ";-1", 'a;"=1"', "a\n=1", "a,b;=1", ";;|x", "\t;=1", "a;\u00a0=1"]) {
    const line = csv([["x", evil, "y"]]).slice(0, -2);
    for (const split of [/;/, /\t/, /\n/, /[;\t\n]/])
      expect(line.split(split).filter((one) => /^[\s"]*[=+\-@|%]/.test(one)), evil).toEqual([]);
  }
  expect(csv([["a;b", "-1"]])).toBe("a;b,-1\r\n");
});
