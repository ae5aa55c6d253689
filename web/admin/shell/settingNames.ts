// All settings by their names, for the palette: asked for when it opens first, and again until they are known.
import { signal } from "@preact/signals";
import { api } from "../../shared/api/client.ts";
import type { SettingsSchema } from "../../shared/forms/schema.ts";
import { spokenSchema } from "../../shared/forms/spoken.ts";
import { learn } from "../../shared/i18n/i18n.ts";
import type { Entry } from "../../shared/ui/palette.model.ts";
import { settingEntries } from "./settingEntries.ts";

export class SettingNames {
  private readonly schema = signal<SettingsSchema | null>(null);
  private isReading = false;

  async read(): Promise<void> {
    if (this.isReading || this.schema.value) return;
    this.isReading = true;
    try {
      const [{ data }] = await Promise.all([api.GET("/api/v1/settings-schema"), learn([], ["settings"])]);
      this.schema.value = spokenSchema(data as SettingsSchema);
    } catch {
      // Pages are found all the same.
    }
    this.isReading = false;
  }

  entries(go: (path: string) => void): readonly Entry[] {
    return this.schema.value ? settingEntries(this.schema.value, go) : [];
  }
}
