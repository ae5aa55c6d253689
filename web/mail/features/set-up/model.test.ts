import { expect, test } from "vitest";
import { doorsOf, type SetUp } from "./model.ts";

const setUp: SetUp = {
  host_name: "mail.home.test", user_name: "ann@home.test",
  services: [
    { service: "imap", port: 993, tls: "implicit" }, { service: "imap", port: 143, tls: "starttls" },
    { service: "pop3", port: 110, tls: "none" }, { service: "submission", port: 587, tls: "starttls" },
  ],
};

test("one door for each service, the safest, and none without TLS", () => {
  expect(doorsOf(setUp).map((door) => [door.key, door.service.port])).toEqual([["imap", 993], ["submission", 587]]);
});
