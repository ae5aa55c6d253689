import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { FieldSchema } from "../../../shared/forms/schema.ts";
import { hardeningOf, KEYS } from "./hardening.ts";

const DECLARED = readFileSync(new URL("../../../../docs/reference/settings.md", import.meta.url), "utf8");

test("each of them is a setting that the server declares", () => {
  expect(KEYS.filter((key) => !DECLARED.includes(`\`${key}\``))).toEqual([]);
});

test("they stand under their rooms, and what a server does not have is left out", () => {
  const field = (key: string): FieldSchema =>
    ({ key, label: "", help: "", kind: "text", bounds: "", shipped: "", apply: "live", scope: "system", secret: false, advanced: false });
  expect(hardeningOf({ version: 1, rooms: [{ room: "logs", title: "Logs", fields: [field("imap"), field("other")] }] }))
    .toEqual([{ title: "Logs", keys: ["logs.imap"] }]);
});
