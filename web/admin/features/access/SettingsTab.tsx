// Settings that are no list but stand beside lists: who may read them sees them, and who may change them saves them here.
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { SettingField } from "../../../shared/forms/SettingField.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Callout } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange, canRead } from "../../session.ts";
import { SETTINGS_API } from "../settings/api.ts";
import { SettingsOfPage } from "../settings/Sections.tsx";
import { SettingsStore } from "../settings/store.ts";

export interface Group { label: string; about?: string; keys: readonly string[] }

interface SettingsTabProps extends Pick<PageProps, "session" | "toasts"> {
  about: string;
  groups: readonly Group[];
  onSaved?: () => void;  // also when it was undone
  children?: ComponentChildren;  // above the settings
}

export function SettingsTab({ session, toasts, about, groups, onSaved, children }: SettingsTabProps) {
  const store = useMemo(() => new SettingsStore(SETTINGS_API), []);
  const mayRead = canRead(session, "system");
  if (!mayRead) return <Callout verdict="info">{t("access-not-yours")}</Callout>;
  return (
    <div class="access">
      <p class="dim">{about}</p>
      {children}
      <SettingsOfPage store={store} toasts={toasts} may={canChange(session, "system")} onChange={onSaved}>
        {(draft) => groups.map((group) => (
          <section key={group.label} class="panel settings access-settings" aria-label={group.label}>
            {groups.length > 1 && <header><h2>{group.label}</h2>{group.about && <p class="dim">{group.about}</p>}</header>}
            {group.keys.map((key) => <SettingField key={key} draft={draft} id={key} />)}
          </section>
        ))}
      </SettingsOfPage>
    </div>
  );
}
