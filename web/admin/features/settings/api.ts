// What the page of settings asks the server.
import { api, ifMatch, tagOf } from "../../../shared/api/client.ts";
import { collected } from "../../../shared/api/list.ts";
import type { Setting, SettingsSchema } from "../../../shared/forms/schema.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { spokenSchema } from "../../../shared/forms/spoken.ts";

export interface Settings { settings: readonly Setting[]; tag: string }

// The number by which it is undone, where there is one, and what has another value now.
export interface Applied { change: number | null; values: ReadonlyMap<string, string> }

export interface SettingsApi {
  schema: () => Promise<SettingsSchema>;
  settings: () => Promise<Settings>;
  // All of them or none, and only if they are as they were when they were shown.
  apply: (file: string, tag: string, evenMe: boolean) => Promise<Applied>;
  // Only if nobody has changed it since.
  undo: (change: number) => Promise<void>;
  // What would come of it, as the server sees it: refused as it would be then, and what there is to say of a change, by its key.
  plan: (file: string) => Promise<ReadonlyMap<string, string>>;
}

export const SETTINGS_API: SettingsApi = {
  async schema() {
    const { data } = await api.GET("/api/v1/settings-schema");
    return spokenSchema(data as SettingsSchema);
  },
  async settings() {
    const { response } = await api.GET("/api/v1/settings-file");
    const settings = await collected(async (cursor) => {
      const { data } = await api.GET("/api/v1/settings", { params: { query: { limit: 1000, ...(cursor && { cursor }) } } });
      return data as { items: Setting[]; next?: string };
    });
    return { settings, tag: tagOf(response) };
  },
  async apply(file, tag, evenMe) {
    const { data } = await api.PUT("/api/v1/settings-file", { params: { header: ifMatch(tag) }, body: { file, even_me: evenMe } });
    const rows = data as { key: string; after: string; change?: number | null }[];
    return { change: rows[0]?.change ?? null, values: new Map(rows.map(({ key, after }) => [key, after])) };
  },
  async undo(number) {
    await api.POST("/api/v1/settings-history/{number}/undo", { params: { path: { number } }, body: {} });
  },
  async plan(file) {
    const { data } = await api.POST("/api/v1/settings-file/plan", { body: { file } });
    return new Map((data as { key: string; note?: string }[]).flatMap(({ key, note }) => (note ? [[key, heard(note)] as const] : [])));
  },
};
