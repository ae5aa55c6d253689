import { expect, test } from "vitest";
import { aheadOf } from "./api.ts";

const DATE = "Thu, 26 Nov 2026 08:00:00 GMT";
const AT = Date.parse(DATE);

test("the server's clock is ahead by what its date says, and not by what a whole second or the way may come to", () => {
  expect([aheadOf(DATE, AT - 3_600_000), aheadOf(DATE, AT + 3_600_000)]).toEqual([3_600_000, -3_600_000]);
  expect([aheadOf(DATE, AT + 1900), aheadOf(null, AT)]).toEqual([0, 0]);
});
