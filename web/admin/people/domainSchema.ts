// What can be set in a domain, as the server declares it: its form, and what its settings are called wherever they are told.
import { api } from "../../shared/api/client.ts";
import type { FieldSchema, RoomSchema, SettingsSchema } from "../../shared/forms/schema.ts";
import { spokenSchema } from "../../shared/forms/spoken.ts";

let fields: readonly FieldSchema[] = [];

// Which way a list of countries is weaker hangs on what it is a list of: it lets in whom it does not keep out.
type Rule = "off" | "deny" | "allow";
const withDirection = (rule: Rule) => (field: FieldSchema): FieldSchema =>
  field.key === "countries" && rule !== "off" ? { ...field, weaker: rule === "deny" ? "lower" : "higher" } : field;

export async function domainSchema(rule: Rule = "off"): Promise<RoomSchema> {
  const { data } = await api.GET("/api/v1/domain-schema");
  const { version, rooms } = data as SettingsSchema;
  const [room] = spokenSchema({ version, rooms: rooms.map((one) => ({ ...one, fields: one.fields.map(withDirection(rule)) })) }).rooms;
  if (!room) throw new Error("no schema");
  fields = room.fields;
  return room;
}

// Of one that was read.
export const settingName = (setting: string): string => fields.find((field) => field.key === setting)?.label ?? setting;
