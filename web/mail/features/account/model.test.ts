import { expect, test } from "vitest";
import { shareUsed } from "./model.ts";

test("storage has a share only where there is a limit", () => {
  expect(shareUsed({ quota: 0, used_bytes: 5 })).toBeNull();
  expect(shareUsed({ quota: 10, used_bytes: 5 })).toBe(0.5);
  expect(shareUsed({ quota: 10, used_bytes: 50 })).toBe(1);
});
