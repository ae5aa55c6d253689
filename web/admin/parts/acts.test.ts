import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Described { paths: Record<string, Record<string, { operationId?: string }>> }

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const CHANGES = ["post", "put", "patch", "delete"];
// They look, or give something to sign: the log has no line of them.
const NEVER_TOLD = [
  "first-owner.check", "first-owner.policy", "password.check", "password.check-forgotten", "password.forgotten-policy", "session.own-challenge",
  "session.passkey-challenge", "settings.plan", "version.run",
];

test.each(["en", "de"])("all that is done through the API has a word in %s", (code) => {
  const { paths } = JSON.parse(read("../../../docs/reference/openapi.json")) as Described;
  const done = Object.values(paths).flatMap((path) => CHANGES.flatMap((method) => path[method]?.operationId ?? []));
  const words = new Set(read(`../../locales/${code}/acts.ftl`).split("\n").map((line) => line.split(" = ")[0]));
  expect(done.length).toBeGreaterThan(100);
  expect(done.filter((one) => !NEVER_TOLD.includes(one) && !words.has(`act-${one.replaceAll(".", "-")}`))).toEqual([]);
});
