import { expect, test } from "vitest";
import { standingOf, type OauthToken } from "./model.ts";

const token: OauthToken = {
  number: 1, label: "phone", protocols: ["imap"], networks: [], read_only: false, created: "2026-11-01T08:00:00Z", last_used: "",
  last_used_from: "", access_expires: "2026-11-01T09:00:00Z", refresh_expires: "2026-12-01T08:00:00Z",
};

test("a token opens, is renewed when it does no more, and is over when that was not done", () => {
  const at = (moment: string) => standingOf(token, Date.parse(moment));
  expect(["2026-11-01T08:59:59Z", "2026-11-01T09:00:00Z", "2026-11-30T00:00:00Z", "2026-12-01T08:00:00Z"].map(at))
    .toEqual(["open", "renewable", "renewable", "over"]);
});
