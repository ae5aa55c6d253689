import { expect, test } from "vitest";
import { oversOf, shareOf, verdictOf } from "./model.ts";

test("what waits says until when, and what was refused does not", () => {
  const line = { t: "2026-11-27T06:47:41.398Z", account: "ann@home.test", message: "1.1", name: "home.test", count: 2 };
  const [waits, refused] = oversOf([{ ...line, value: "2026-11-27T07:47:41Z" }, { ...line, value: "" }, "half a li"]);
  expect([waits?.of, waits?.account, waits?.hourly, waits?.until]).toEqual(["home.test", "ann@home.test", 2, "2026-11-27T07:47:41Z"]);
  expect([refused?.until, oversOf(["half a li"]).length]).toEqual([null, 0]);
});

test("who has used up most of his limit is warned of, and who is beyond it stands out", () => {
  const used = (recipients: number) => ({ recipients, hourly: 10 });
  expect([used(4), used(8), used(10), used(11)].map(verdictOf)).toEqual(["ok", "warn", "warn", "bad"]);
  expect(shareOf(used(5))).toBe(0.5);
});
