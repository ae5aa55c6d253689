// A setting that is a list of records.
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { Draft } from "../../shared/forms/draft.ts";
import type { FieldSchema, Kind, RoomSchema } from "../../shared/forms/schema.ts";
import { SettingsForm } from "../../shared/forms/SettingsForm.tsx";

const field = (key: string, kind: Kind, label: string, help: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  key, kind, label, help, bounds: "as the server says", shipped: "", apply: "live", scope: "system", secret: false, advanced: false, ...more,
});

const ROWS = field("rows", "records", "Others", "For whom other limits hold.", { shipped: [], min: 0, max: 10, fields: [
  field("of", "text", "Of", "An account or a domain.", { min: 1, max: 320 }),
  field("hourly", "integer", "Recipients an hour", "0: as many as they like.", { shipped: 0, min: 0, max: 1000, unit: "recipients" }),
  field("action", "choice", "Beyond it", "What becomes of a message.", { shipped: "delay", choices: [
    { value: "delay", label: "It waits" }, { value: "reject", label: "It is refused" },
  ] }),
  field("notify", "boolean", "Tell him", "By a message.", { shipped: true }),
] });
const ROOM: RoomSchema = { room: "throttle", title: "How much is sent", fields: [ROWS] };
const VALUE = JSON.stringify([
  { of: "ann@home.test", hourly: 200, action: "delay", notify: true },
  { of: "a-domain-with-a-very-long-name.test", hourly: 5000, action: "reject", notify: false },
]);

function RecordsPage() {
  const draft = useMemo(() => new Draft([ROOM], [{ key: "throttle.rows", value: VALUE, shipped: "[]", origin: "system" }]), []);
  return <div class="panel flush"><SettingsForm draft={draft} room={ROOM} /></div>;
}

export const RECORDS: Record<string, () => VNode> = { records: RecordsPage };
