// The logs: what is looked for stands in the address; f follows.
import { useEffect, useMemo, useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { useQuery } from "../../../shared/router/query.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Lasting } from "../../../shared/ui/Lasting.tsx";
import type { PageProps } from "../../pages.ts";
import { canRead } from "../../session.ts";
import { settingPath } from "../../shell/settingEntries.ts";
import { follow, search } from "./api.ts";
import { Day } from "./Day.tsx";
import { Lines } from "./Lines.tsx";
import { PLAIN } from "./model.ts";
import { Search } from "./Search.tsx";
import { LogStore } from "./store.ts";
import "./logs.css";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, dialog, [role=menu]") !== null;

const levelsPath = (log: string): string => (log ? settingPath("logs", log) : "/admin/settings/logs");

export default function LogsPage({ session }: PageProps) {
  const [wanted, setWanted] = useQuery(PLAIN);
  const [isSaving, save] = useState(false);
  const store = useMemo(() => new LogStore({ search, follow }), []);
  const key = JSON.stringify(wanted);
  const isFollowing = ["opening", "live", "lost"].includes(store.following.value);
  const turn = (): void => { if (isFollowing) store.stop(); else store.follow(wanted); };
  // Another search ends what is followed: it would be of other lines.
  useEffect(() => { store.stop(); void store.read(wanted); }, [key]);
  useEffect(() => () => store.stop(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "f" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      turn();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  return (
    <>
      <PageHead title={t("logs-title")} about={t("logs-about")} actions={<>
        {canRead(session, "system") && <a class="button" href={levelsPath(wanted.log)}>{t("logs-levels")}</a>}
        <Button icon="download" onClick={() => save(true)}>{t("logs-save-day")}</Button>
        <Button kind="primary" icon={isFollowing ? "pause" : "play"} shortcut="f" aria-pressed={isFollowing} onClick={turn}>
          {isFollowing ? t("logs-follow-end") : t("logs-follow")}
        </Button>
      </>} />
      <Search wanted={wanted} onSearch={(some) => setWanted(some)} />
      <Lasting label={t("logs-looks")} work={store.since.value === 0 ? null : { done: 0, total: null, since: store.since.value }}
        onCancel={() => store.stopReading()} />
      <Lines store={store} wanted={wanted} onSearch={(some) => setWanted({ ...PLAIN, ...some })} onRetry={() => void store.read(wanted)} />
      <Day open={isSaving} wanted={wanted} onClose={() => save(false)} />
    </>
  );
}
