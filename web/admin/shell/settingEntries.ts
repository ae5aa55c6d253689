// The settings as the palette names them, and where each is changed.
import type { SettingsSchema } from "../../shared/forms/schema.ts";
import type { Entry } from "../../shared/ui/palette.model.ts";

export const settingPath = (room: string, key: string): string =>
  `/admin/settings/${encodeURIComponent(room)}?find=${encodeURIComponent(`${room}.${key}`)}`;

export const settingEntries = (schema: SettingsSchema, go: (path: string) => void): Entry[] =>
  schema.rooms.flatMap(({ room, title, fields }) => fields.map(({ key, label, english = "" }): Entry => ({
    id: `setting ${room}.${key}`, label, group: title || room, icon: "sliders-horizontal", words: `${room}.${key} ${english}`,
    run: () => go(settingPath(room, key)),
  })));
