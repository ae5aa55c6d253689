// Which settings there are to see, and which of them are not as they shipped.
import type { RoomSchema, Setting, SettingsSchema } from "../../../shared/forms/schema.ts";
import { answersTo } from "../../../shared/forms/spoken.ts";
import { heard } from "../../../shared/i18n/said.ts";

export interface RoomRow { room: RoomSchema; title: string; found: number; drifted: number }

export function roomsWith(schema: SettingsSchema, settings: readonly Setting[], search: string): RoomRow[] {
  const drifted = new Set(settings.filter((setting) => setting.value !== setting.shipped).map((setting) => setting.key));
  return schema.rooms.map((room) => {
    const found = room.fields.filter((field) => answersTo(room.room, field, search));
    return {
      room, title: room.title || room.room, found: found.length,
      drifted: found.filter((field) => drifted.has(`${room.room}.${field.key}`)).length,
    };
  }).filter((row) => row.found > 0);
}

// "smtp.max_size: must be ..." is said of one setting.
export function refusalIn(text: string, keys: Iterable<string>): { key: string; why: string } | null {
  for (const key of keys) if (text.startsWith(`${key}: `)) return { key, why: heard(text.slice(key.length + 2)) };
  return null;
}
