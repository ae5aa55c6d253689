import { expect, test } from "vitest";
import type { FieldSchema } from "../../shared/forms/schema.ts";
import { find } from "../../shared/ui/palette.model.ts";
import { settingEntries } from "./settingEntries.ts";

test("a setting is found by its name and by its key, and leads to where it is changed", () => {
  const field = (key: string, label: string): FieldSchema =>
    ({ key, label, help: "", kind: "text", bounds: "", shipped: "", apply: "live", scope: "system", secret: false, advanced: false });
  const schema = { version: 1, rooms: [{ room: "smtp", title: "Receiving mail", fields: [field("max_size", "Largest message")] }] };
  const went: string[] = [];
  const entries = settingEntries(schema, (path) => went.push(path));
  expect(entries.map((entry) => [entry.label, entry.group])).toEqual([["Largest message", "Receiving mail"]]);
  for (const typed of ["largest", "smtp.max"]) find(entries, typed)[0]?.entry.run();
  expect(went).toEqual(["/admin/settings/smtp?find=smtp.max_size", "/admin/settings/smtp?find=smtp.max_size"]);
  expect(find(entries, "smtp message"), "a word of its key, and one of its name").toHaveLength(1);
  expect(find(entries, "smtp queue")).toEqual([]);
});
