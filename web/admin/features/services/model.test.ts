import { expect, test } from "vitest";
import { boundsBefore, boundsOf, entryOf, isOfState, type Service } from "./model.ts";

const now = Date.parse("2026-11-27T00:00:00Z");
const service: Service = {
  address: "web@home.test", description: "Shop", status: "active", senders: ["web@home.test"], networks: ["192.0.2.7"], hourly: 50, created: "",
  expires: "2026-12-07T00:00:00Z", last_used: "", last_used_from: "",
};

test("what is left out of a form stays as it is", () => {
  expect(boundsOf(entryOf(service))).toEqual({ description: "Shop", networks: ["192.0.2.7"], senders: ["web@home.test"], hourly: 50 });
  expect(boundsOf({ ...entryOf(null), networks: ["::1"], life: "90d" })).toEqual({ description: "", networks: ["::1"], hourly: 100,
    expires_in: "90d" });
});

test("and can be put back, its end with it", () => {
  expect(boundsBefore(service, now).expires_in).toBe("10d");
  expect(boundsBefore({ ...service, expires: "" }, now).expires_in).toBe("never");
});

test("chips choose by state", () => {
  expect(["", "disabled", "over", "unused"].map((state) => isOfState(service, state, now))).toEqual([true, false, false, true]);
  expect(isOfState({ ...service, expires: "2026-11-01T00:00:00Z" }, "over", now)).toBe(true);
});
