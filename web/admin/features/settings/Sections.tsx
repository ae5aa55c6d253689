// Some of the settings, on a page about one thing: in the order in which they are understood, with the words that belong to them there.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Draft } from "../../../shared/forms/draft.ts";
import { SettingField } from "../../../shared/forms/SettingField.tsx";
import { SaveBar } from "../../../shared/forms/SettingsForm.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { say } from "./say.ts";
import type { SettingsStore } from "./store.ts";
import "./settings.css";

// `beside`: two that belong together stand side by side, or as many as there is room for.
export interface Section { title: string; about?: string; keys: readonly string[]; beside?: "pairs" | "many" }

export function Sections({ draft, sections }: { draft: Draft; sections: readonly Section[] }) {
  return (
    <>
      {sections.map(({ title, about, keys, beside }) => (
        <section key={title} class="panel settings-form" aria-label={title}>
          <div class="settings-heading stack"><h2>{title}</h2>{about && <p class="dim">{about}</p>}</div>
          <div class={beside ? `settings-${beside}` : "settings"}>{keys.map((key) => <SettingField key={key} draft={draft} id={key} />)}</div>
        </section>
      ))}
    </>
  );
}

export interface SettingsOfPageProps {
  store: SettingsStore;
  toasts: Toasts;
  may: boolean;
  onChange?: (() => void) | undefined;  // saved, or taken back
  children: (draft: Draft) => ComponentChildren;
}

// The form around them, and the bar by which they are saved. What was entered is there when one comes back.
export function SettingsOfPage({ store, toasts, may, onChange, children }: SettingsOfPageProps) {
  const loaded = store.loaded.value;
  const problem = store.problem.value;
  useEffect(() => { if (!store.loaded.value) void store.load(); }, [store]);
  if (problem) {
    return <Failed what={t("settings-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void store.load()} />;
  }
  if (!loaded) return <Skeleton rows={8} />;
  return (
    <div class="stack">
      <fieldset class="stack" disabled={!may}>{children(loaded.draft)}</fieldset>
      <div class="panel settings-form settings-save">
        <SaveBar draft={loaded.draft} plan={() => store.plan()} onSave={async () => say(toasts, await store.save(), onChange)} />
      </div>
    </div>
  );
}
