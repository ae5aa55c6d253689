import { describe, expect, test } from "vitest";
import { moved, moveOf, typedTo, Typing } from "./roving.ts";

describe("moving by keys", () => {
  test("arrows follow the axis and the direction of the text", () => {
    expect(moveOf("ArrowRight", "inline")).toBe("next");
    expect(moveOf("ArrowRight", "inline", true)).toBe("previous");
    expect(moveOf("ArrowDown", "inline")).toBeNull();
    expect(moveOf("ArrowDown", "block")).toBe("next");
    expect(moveOf("End", "block")).toBe("last");
  });

  test("goes round the end and past what cannot be used", () => {
    const usable = (index: number): boolean => index !== 0;
    expect(moved(2, 3, "next", usable)).toBe(1);
    expect(moved(1, 3, "previous", usable)).toBe(2);
    expect(moved(-1, 3, "previous")).toBe(2);
    expect(moved(-1, 3, "next")).toBe(0);
    expect(moved(0, 3, "first", usable)).toBe(1);
    expect(moved(0, 3, "next", () => false)).toBe(-1);
    expect(moved(0, 0, "next")).toBe(-1);
  });

  test("typing finds the next name", () => {
    const names = ["Accounts", "Aliases", "Audit", "Queue"];
    expect(typedTo(names, 0, "a")).toBe(1);
    expect(typedTo(names, 2, "a")).toBe(0);
    expect(typedTo(names, 0, "aaa")).toBe(1);
    expect(typedTo(names, 0, "au")).toBe(2);
    expect(typedTo(names, 0, "z")).toBe(-1);
  });

  test("a pause begins a new word", () => {
    const typing = new Typing();
    expect(typing.add("a", 0)).toBe("a");
    expect(typing.add("u", 500)).toBe("au");
    expect(typing.add("q", 1300)).toBe("q");
  });
});
