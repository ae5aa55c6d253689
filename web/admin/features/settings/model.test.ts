import { expect, test } from "vitest";
import type { FieldSchema, SettingsSchema } from "../../../shared/forms/schema.ts";
import { refusalIn, roomsWith } from "./model.ts";

const field = (key: string, label: string): FieldSchema =>
  ({ key, label, help: "", kind: "text", bounds: "", shipped: "", apply: "live", scope: "system", secret: false, advanced: false });
const schema: SettingsSchema = { version: 1, rooms: [
  { room: "smtp", title: "Receiving mail", fields: [field("size", "Largest message"), field("banner", "Greeting")] },
  { room: "dns", title: "", fields: [field("ask", "Ask the DNS")] },
] };
const settings = [
  { key: "smtp.size", value: "1", shipped: "2", origin: "system" as const },
  { key: "dns.ask", value: "on", shipped: "on", origin: "shipped" as const },
];

test("rooms are found by their settings, with how many are not as they shipped", () => {
  expect(roomsWith(schema, settings, "").map((row) => [row.title, row.found, row.drifted])).toEqual([["Receiving mail", 2, 1], ["dns", 1, 0]]);
  expect(roomsWith(schema, settings, "greet").map((row) => [row.title, row.found, row.drifted])).toEqual([["Receiving mail", 1, 0]]);
  expect(roomsWith(schema, settings, "smtp.size")).toHaveLength(1);
  expect(roomsWith(schema, settings, " message SMTP ").map((row) => row.found), "word by word").toEqual([1]);
  expect(roomsWith(schema, settings, "message dns")).toEqual([]);
});

test("a refusal is told at the setting that it is about", () => {
  expect(refusalIn("smtp.size: must be whole MiB", ["dns.ask", "smtp.size"])).toEqual({ key: "smtp.size", why: "must be whole MiB" });
  expect(refusalIn("Your role does not allow this: an owner of the server can give you another", ["smtp.size"])).toBeNull();
});
