// The lines that were found, and beside them all that one of them says.
import { useEffect, useRef, useState } from "preact/hooks";
import { Aside, enterAside, isLeft } from "../../../shared/list/Aside.tsx";
import { date, dateTime, number, time } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { SaveMenu } from "../../../shared/list/SaveMenu.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Copyable } from "../../../shared/ui/Copy.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Grid, type Column } from "../../../shared/ui/Grid.tsx";
import { Callout, Empty, Failed, Skeleton } from "../../../shared/ui/States.tsx";
import { fileColumns, nameOf } from "./file.ts";
import { detailsOf, fileNameOf, MOST, rawOf, type Line, type Wanted } from "./model.ts";
import type { LogStore } from "./store.ts";

const BRIEF = ["time", "what"];

// Beside an open line there is room for what tells the lines apart, and no more: the rest of it is said there.
const columns = (isBrief: boolean): readonly Column<Line>[] => allColumns().filter(({ key }) => !isBrief || BRIEF.includes(key));

const allColumns = (): readonly Column<Line>[] => [
  { key: "date", label: t("logs-date"), track: "7rem", wide: true, cell: (line) => (line.at === null ? "" : date(line.at)) },
  { key: "time", label: t("logs-time"), track: "6.5rem", cell: (line) => (line.at === null ? "" : <span class="mono">{time(line.at)}</span>) },
  { key: "log", label: t("logs-log"), track: "9.5rem", wide: true, cell: (line) => nameOf(line.log) },
  { key: "session", label: t("logs-session"), track: "7.5rem", wide: true, cell: (line) => <span class="mono dim">{line.session}</span> },
  {
    key: "what", label: t("logs-what"), track: "minmax(0, 1fr)",
    cell: (line) => <span class="mono logs-line"><span class="strong">{line.event}</span> {detailsOf(line)}</span>,
  },
];

export interface LinesProps { store: LogStore; wanted: Wanted; onSearch: (some: Partial<Wanted>) => void; onRetry: () => void }

export function Lines({ store, wanted, onSearch, onRetry }: LinesProps) {
  const [at, look] = useState<Line | null>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const lines = store.lines.value;
  const problem = store.problem.value;
  const isFollowing = store.following.value !== "off" && store.following.value !== "ended";
  const key = JSON.stringify(wanted);
  // A session is read from its beginning, anything else from what happened last.
  useEffect(() => { look(null); setAtEnd(wanted.session === ""); }, [key]);
  useEffect(() => { if (isFollowing) setAtEnd(true); }, [isFollowing]);
  const root = useRef<HTMLDivElement>(null);
  const leave = (): void => { setAtEnd(false); if (isFollowing) store.hold(true); };
  const goOn = (): void => { setAtEnd(true); store.hold(false); };

  if (problem && !isFollowing) {
    return <Failed what={t("logs-not-read")} why={problem.message} correlation={problem.correlation} onRetry={onRetry} />;
  }
  const again = <Button icon="refresh-cw" onClick={onRetry}>{t("logs-again")}</Button>;
  if (!store.isRead.value && store.isStopped.value) return <Empty icon="scroll-text" title={t("logs-stopped")} action={again} />;
  if (!store.isRead.value) return <Skeleton rows={12} />;
  return (
    <div ref={root} class={at ? "list with-aside" : "list"}>
      <div class="list-main" onKeyDown={(event) => { if (at && isLeft(event)) look(null); }}>
        {store.isStopped.value && <Callout verdict="info" action={again}>{t("logs-stopped-before")}</Callout>}
        <Told store={store} fileName={fileNameOf(wanted)} onGoOn={goOn} />
        <Grid<Line> label={t("logs-title")} count={lines.length} rowAt={(index) => lines[index]} keyOf={(line) => line.key}
          columns={columns(at !== null)} rowHeight={30} atEnd={isAtEnd} onLeaveEnd={leave}
          onOpen={(line, isByKey) => (isByKey && line === at ? enterAside(root.current) : look(line))}
          empty={<Empty icon="scroll-text" title={isFollowing ? t("logs-none-yet") : t("logs-none")}>{t("logs-none-about")}</Empty>} />
      </div>
      {at && <Aside title={at.event || t("logs-broken")} onClose={() => look(null)}><OneLine line={at} onSearch={onSearch} /></Aside>}
    </div>
  );
}

// How many there are, and whether more come.
function Told({ store, fileName, onGoOn }: { store: LogStore; fileName: string; onGoOn: () => void }) {
  const count = store.lines.value.length;
  const waiting = store.waiting.value.length;
  const gone = store.gone.value;
  return (
    <>
      <div class="spread">
        <p class="dim small" role="status">
          {t("logs-count", { count, number: number(count) })}
          {" "}
          {store.following.value === "live" && !store.isHeld.value && t("logs-live")}
          {store.following.value === "lost" && t("logs-lost")}
        </p>
        {count > 0 && <SaveMenu name={fileName} rows={store.lines.value} columns={fileColumns()} plain={(line) => line.raw} />}
      </div>
      {store.isCut && <Callout verdict="info">{t("logs-cut", { number: number(MOST) })}</Callout>}
      {store.isHeld.value && (
        <Callout verdict="info" action={<Button icon="arrow-down" onClick={onGoOn}>{t("logs-go-on")}</Button>}>
          {t("logs-held", { count: waiting, number: number(waiting) })}
        </Callout>
      )}
      {gone > 0 && <Callout verdict="info">{t("logs-gone", { count: gone, number: number(gone) })}</Callout>}
      {store.following.value === "ended" && (
        <Callout verdict="warn" urgent>{t("logs-ended")}{store.why.value && <span>{store.why.value}</span>}</Callout>
      )}
    </>
  );
}

const ACCOUNTS = new Set(["account", "from", "to"]);

function OneLine({ line, onSearch }: { line: Line; onSearch: (some: Partial<Wanted>) => void }) {
  const of = (name: string): string => line.fields.find(([field]) => field === name)?.[1] ?? "";
  const account = line.fields.find(([field, value]) => ACCOUNTS.has(field) && value !== "")?.[1] ?? "";
  return (
    <>
      <div class="row">
        {line.session && <a class="button" href={`/admin/logs?session=${encodeURIComponent(line.session)}`}>{t("logs-this-session")}</a>}
        {of("message") && <a class="button" href={`/admin/messages/${encodeURIComponent(of("message"))}`}>{t("logs-story")}</a>}
        {of("message") && <Button onClick={() => onSearch({ message: of("message") })}>{t("logs-this-message")}</Button>}
        {of("ip") && <Button onClick={() => onSearch({ ip: of("ip") })}>{t("logs-this-ip")}</Button>}
        {account && <Button onClick={() => onSearch({ account })}>{t("logs-this-account")}</Button>}
      </div>
      <Facts facts={[
        line.at === null ? null : { label: t("logs-time"), value: <time dateTime={line.at} title={line.at}>{dateTime(line.at)}</time> },
        line.at === null ? null : { label: t("logs-utc"), value: <span class="mono">{line.at}</span> },
        line.log ? { label: t("logs-log"), value: nameOf(line.log) } : null,
        line.session ? { label: t("logs-session"), value: <span class="mono">{line.session}</span> } : null,
        ...line.fields.map(([label, value]) =>
          ({ label: label || t("logs-broken"), literal: label !== "", value: <span class="mono">{value}</span> })),
      ]} />
      <section class="stack"><h3>{t("logs-as-kept")}</h3><Copyable text={rawOf(line)} name={t("logs-the-line")} /></section>
    </>
  );
}
