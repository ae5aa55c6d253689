// Settings: what is fetched and saved, and the way back.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { Draft } from "../../../shared/forms/draft.ts";
import type { SettingsSchema } from "../../../shared/forms/schema.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { useQuery } from "../../../shared/router/query.ts";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import type { Settings, SettingsApi } from "./api.ts";
import { refusalIn } from "./model.ts";
import { SettingsView } from "./view.tsx";

export interface SettingsPageProps { api: SettingsApi; toasts: Toasts; room: string; go: (path: string) => void }

interface Loaded extends Settings { schema: SettingsSchema; draft: Draft }

export function SettingsPage({ api, toasts, room, go }: SettingsPageProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [query, setQuery] = useQuery({ find: "" });

  const load = async (): Promise<void> => {
    setProblem(null);
    try {
      const [schema, settings] = await Promise.all([api.schema(), api.settings()]);
      setLoaded({ schema, ...settings, draft: new Draft(schema.rooms, settings.settings) });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  useEffect(() => void load(), []);

  // What is there now, under what is being entered.
  const refresh = async ({ draft, schema }: Loaded): Promise<void> => {
    const settings = await api.settings();
    draft.refresh(settings.settings);
    setLoaded({ schema, draft, ...settings });
  };
  const undo = async (now: Loaded, file: string): Promise<void> => {
    try {
      await api.apply(file, "*");
      await refresh(now);
      toasts.add(t("settings-undone"));
    } catch (error) {
      toasts.add(asProblem(error).message, { kind: "bad" });
    }
  };
  const save = async (now: Loaded): Promise<void> => {
    const { draft } = now;
    const back = draft.reverse();
    const count = draft.changes.value.length;
    try {
      await api.apply(draft.file(), now.tag);
      draft.discard();
      await refresh(now);
      toasts.add(t("settings-saved", { count }), { undo: () => undo(now, back) });
    } catch (error) {
      const why = asProblem(error);
      const refusal = refusalIn(why.message, draft.fields.keys());
      if (refusal) draft.refuse(refusal.key, refusal.why);
      if (why.isChangedMeanwhile) await refresh(now);
      toasts.add(why.isChangedMeanwhile ? t("settings-changed-meanwhile") : why.message, { kind: "bad" });
    }
  };

  if (problem) return <Failed what={t("settings-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void load()} />;
  if (!loaded) return <Skeleton rows={8} />;
  return (
    <SettingsView schema={loaded.schema} settings={loaded.settings} draft={loaded.draft} room={room} search={query.find} onSave={() => save(loaded)}
      onSearch={(find) => setQuery({ find }, true)} go={go} />
  );
}
