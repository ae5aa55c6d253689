// A list as the pages of the console have it: filter, chips with counts, order, choosing, acts on many, files, and beside it the row that
// one looks at. All of that stands in the address, so that a link shows the same.
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Rows } from "../api/list.ts";
import { number } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { useQuery } from "../router/query.ts";
import { whenIdle } from "../ui/idle.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { FilterChips } from "../ui/Chips.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { BulkBar, Grid, NOTHING, type Chosen, type Column } from "../ui/Grid.tsx";
import { Callout, Empty, Failed, Skeleton } from "../ui/States.tsx";
import type { Toasts } from "../ui/toast.model.ts";
import type { Act } from "./acts.ts";
import { Aside, enterAside, isLeft } from "./Aside.tsx";
import { Beyond, useFound, type CutWords } from "./Beyond.tsx";
import { ColumnMenu, useLeftOut, type LeftOut } from "./Columns.tsx";
import { sortShown, withoutThose } from "./columns.model.ts";
import { countOf, Finder, joined, matchingIn, newIn, ordered, sortIn, sortOut, type Filter, type Told } from "./list.model.ts";
import { SaveMenu } from "./SaveMenu.tsx";
import { useActs } from "./useActs.tsx";
import "./list.css";

export interface ListColumn<Row> extends Told<Row>, Omit<Column<Row>, "cell" | "sortable" | "key" | "label"> {
  cell?: (row: Row) => ComponentChildren;  // of the row alone, and of signals; none: its text
  unseen?: boolean;  // another column shows it: it is found, and saved with the list
}

export interface ListViewProps<Row> {
  name: string;  // what its files are called
  kind?: string;  // lists of one kind show the same columns; none: its name
  label: string;
  rows: Rows<Row>;
  columns: readonly ListColumn<Row>[];
  keyOf: (row: Row) => string;
  filter?: Filter<Row>;
  only?: (row: Row) => boolean;  // by what the page lets one choose besides, beside the search
  choice?: ComponentChildren;
  onShowAll?: () => void;  // with such a choice: that and what the list looks for are taken back, in one step of the address
  acts?: readonly Act<Row>[];
  toasts: Toasts;
  order?: string;  // at first; "-since" is turned round
  empty: ComponentChildren;  // there is nothing at all
  aside?: (row: Row) => ComponentChildren;  // what is told of one, beside the list
  titleOf?: (row: Row) => string;  // over that; none: its key
  onOpen?: (row: Row) => void;  // in place of that: a row has a page of its own
  isTall?: boolean;
  isSummed?: boolean;  // a row stands for others, of which not all are here: what the server finds goes before it
  cutWords?: CutWords<Row> | undefined;  // where it is not the rows that are counted
}

const ALL = "";

export function ListView<Row>(props: ListViewProps<Row>) {
  const { rows, columns, keyOf, filter, acts = [], toasts, aside, onOpen, order = "" } = props;
  const { query, setQuery, find, turn, write, put } = useSearched(order);
  const [chosen, choose] = useState<Chosen>(NOTHING);
  const found = useFound(rows, find);
  const loaded = rows.rows.value;
  const every = useMemo(() => joined(loaded, found?.rows ?? [], keyOf, props.isSummed), [loaded, found]);
  const { only } = props;
  const all = useMemo(() => (only ? every.filter(only) : every), [every, only]);
  useEffect(() => { void rows.read(); }, [rows]);
  // In their order before anything is looked for: a letter leaves some out, and sorts nothing.
  const told = useTold(props.name, columns);
  const leftOut = useLeftOut(props.kind ?? props.name);
  const drawn = useMemo(() =>
    withoutThose(told, leftOut.keys).map((column) => ({ ...column, sortable: true, cell: column.cell ?? column.text })), [told, leftOut.keys]);
  const sort = sortShown(query.sort, order, told, leftOut.keys);
  const inOrder = useMemo(() => ordered(all, told, sortIn(sort)), [all, told, sort]);
  const finder = useMemo(() => new Finder(inOrder, told), [inOrder, told]);
  useLearning(finder);
  const matching = useMemo(() => matchingIn(finder, find, found?.rows ?? [], keyOf), [finder, find, found]);
  const shown = useMemo(() => (filter && query.only !== ALL ? matching.filter((row) => filter.has(row, query.only)) : matching),
    [matching, filter, query.only]);
  const onDone = (rest: readonly Row[]): void => { choose({ ...NOTHING, keys: new Set(rest.map(keyOf)) }); void rows.read(); };
  const { ask, busy } = useActs({ acts, toasts, onDone, nameOf: props.titleOf ?? keyOf });
  const at = query.at === "" ? undefined : every.find((row) => keyOf(row) === query.at);
  // What has left the list is not acted on any more, though it was chosen.
  const picked = chosen.keys.size === 0 ? [] : shown.filter((row) => chosen.keys.has(keyOf(row)));
  const problem = rows.problem.value;
  const root = useRef<HTMLDivElement>(null);
  const showAll = (): void => {
    put("");
    if (props.onShowAll) props.onShowAll();
    else setQuery({ find: "", only: ALL });
  };
  // Opened again by a key, one goes into what is told of it.
  const look = (row: Row, isByKey: boolean): void => {
    if (isByKey && keyOf(row) === query.at) enterAside(root.current);
    else setQuery({ at: keyOf(row) });
  };

  if (problem && !rows.isRead.value) {
    return <Failed what={t("list-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void rows.read()} />;
  }
  if (!rows.isRead.value && every.length === 0) return <Skeleton rows={8} />;
  if (every.length === 0) return <>{busy}{props.empty}</>;
  return (
    <div ref={root} class={at && aside ? "list with-aside" : "list"}>
      <div class="list-main" onKeyDown={(event) => {
        if (at && isLeft(event)) setQuery({ at: "" });
        else onLetter(event, acts, picked.length > 0 ? picked : at ? [at] : [], ask);
      }}>
        <Tools {...props} query={query} setQuery={setQuery} find={find} turn={turn} write={write} matching={matching} shown={shown}
          leftOut={leftOut} />
        {problem && <Callout verdict="bad" urgent>{problem.message}</Callout>}
        <Beyond rows={rows} find={find} found={found} words={props.cutWords} />
        {busy}
        <BulkBar count={picked.length} onClear={() => choose(NOTHING)}>
          {acts.map((act) => <ActButton key={act.key} act={act} rows={picked} ask={ask} />)}
        </BulkBar>
        <Held rows={rows} keyOf={keyOf}>
          <Grid<Row> label={props.label} count={shown.length} rowAt={(index) => shown[index]} keyOf={keyOf} search={find}
            sort={sortIn(sort)} onSort={(to) => setQuery({ sort: sortOut(to) })} {...(acts.length > 0 && { chosen, onChoose: choose })}
            {...(onOpen ? { onOpen: (row: Row) => { setQuery({}, true); onOpen(row); } }
              : aside && { onOpen: look, openAt: at ? shown.indexOf(at) : -1 })}
            {...(props.isTall && { isTall: true })} columns={drawn}
            empty={<Empty icon="search" title={t("list-no-match")}
              action={<Button onClick={showAll}>{t("list-show-all")}</Button>} />} />
        </Held>
      </div>
      {at && aside && (
        <Aside title={props.titleOf?.(at) ?? query.at} onClose={() => setQuery({ at: "" })}
          acts={acts.map((act) => <ActButton key={act.key} act={act} rows={[at]} ask={ask} />)}>{aside(at)}</Aside>
      )}
    </div>
  );
}

// Rows do not move under who points at one or goes through them by keys. What has come meanwhile is told, and shown when he says so.
function Held<Row>({ rows, keyOf, children }: { rows: Rows<Row>; keyOf: (row: Row) => string; children: ComponentChildren }) {
  const isAt = useRef({ pointer: false, keys: false });
  const tell = (change: Partial<typeof isAt.current>): void => {
    Object.assign(isAt.current, change);
    rows.hold(isAt.current.pointer || isAt.current.keys);
  };
  useEffect(() => () => rows.hold(false), [rows]);
  const later = rows.later.value;
  const every = rows.rows.value;
  const fresh = useMemo(() => newIn(later ?? [], every, keyOf), [later, every]);
  return (
    <div class="list-rows"
      onPointerMove={(event) => tell({ pointer: event.pointerType === "mouse" })} onPointerLeave={() => tell({ pointer: false })}
      onFocusIn={(event) => tell({ keys: event.target instanceof Element && event.target.matches(":focus-visible") })}
      onKeyDown={() => tell({ keys: true })} onFocusOut={() => tell({ keys: false })}>
      {children}
      {later && (
        <div class="list-news" role="status">
          <Button icon="arrow-up" onClick={() => rows.showLater()}>{t("list-news", { count: fresh })}</Button>
        </div>
      )}
    </div>
  );
}

const STOPPED = 400;  // ms without a letter

// What is looked for stands in the address when one stops writing or does something else: that draws the whole page.
function useSearched(order: string) {
  const [query, setQuery] = useQuery({ find: "", only: ALL, sort: order, at: "" });
  const [find, write] = useState(query.find);
  const turn = useRef(0);
  const put = (text: string): void => {
    ++turn.current;
    write(text);
  };
  const written = useRef(query.find);
  if (written.current !== query.find) {  // one went back, or followed a link
    written.current = query.find;
    put(query.find);
  }
  const change = (some: Partial<typeof query>, replace = false): void => {
    written.current = some.find ?? find;
    setQuery({ find, ...some }, replace);
  };
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    if (find === query.find) return undefined;
    const timer = setTimeout(() => latest.current({}, true), STOPPED);
    return () => clearTimeout(timer);
  }, [find, query.find]);
  return { query, setQuery: change, find, turn: turn.current, write, put };
}

// Pages make their columns at each drawing: they are the same for as long as they are called the same, which they are not in another language.
function useTold<Row>(name: string, columns: readonly ListColumn<Row>[]): readonly ListColumn<Row>[] {
  return useMemo(() => columns, [[name, ...columns.map((column) => column.label)].join("\n")]);
}

// A piece at a time, whenever the page has nothing else to do.
function useLearning<Row>(finder: Finder<Row>): void {
  useEffect(() => {
    const learning = finder.learn();
    return whenIdle(() => !learning.next().done);
  }, [finder]);
}

type Ask<Row> = (act: Act<Row>, rows: readonly Row[]) => void;

function ActButton<Row>({ act, rows, ask }: { act: Act<Row>; rows: readonly Row[]; ask: Ask<Row> }) {
  const fitting = act.fits ? rows.filter(act.fits) : rows;
  if (fitting.length === 0) return null;
  return (
    <Button icon={act.icon} kind={act.danger ? "danger" : "plain"} {...(act.shortcut && { shortcut: act.shortcut })}
      onClick={() => ask(act, fitting)}>
      {act.label}
    </Button>
  );
}

// One letter does what its button does, where no text is being typed.
function onLetter<Row>(event: KeyboardEvent, acts: readonly Act<Row>[], rows: readonly Row[], ask: Ask<Row>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
  const act = acts.find((one) => one.shortcut === event.key);
  const fitting = act?.fits ? rows.filter(act.fits) : rows;
  if (!act || fitting.length === 0) return;
  event.preventDefault();
  ask(act, fitting);
}

// What is written is in sight before it is looked for, and of letters that come faster than the list is drawn the last counts.
// `turn`: another each time that something else is looked for than was written here.
function Sought({ label, find, turn, write }: { label: string; find: string; turn: number; write: (find: string) => void }) {
  const [text, enter] = useState(find);
  const told = useRef(find);
  useEffect(() => {
    told.current = find;
    enter(find);
  }, [turn]);
  useEffect(() => {
    if (told.current === text) return;
    told.current = text;
    write(text);
  }, [text]);
  return <SearchField label={label} value={text} onValue={enter} />;
}

interface ToolsProps<Row> extends ListViewProps<Row> {
  query: Record<"find" | "only" | "sort" | "at", string>;
  setQuery: (change: { only?: string }) => void;
  find: string;
  turn: number;
  write: (find: string) => void;
  matching: readonly Row[];
  shown: readonly Row[];
  leftOut: LeftOut;
}

function Tools<Row>({ name, label, rows, columns, filter, choice, query, setQuery, find, turn, write, matching, shown, leftOut }: ToolsProps<Row>) {
  const counts = useMemo(() => new Map(filter?.chips.map(({ value }) =>
    [value, value === ALL ? matching.length : countOf(matching, (row) => filter.has(row, value))])), [matching, filter?.has]);
  return (
    <div class="list-tools">
      <Sought label={t("list-find", { label })} find={find} turn={turn} write={write} />
      {choice}
      {filter && (
        <FilterChips label={filter.label} chosen={query.only} onChoose={(only) => setQuery({ only })}
          chips={filter.chips.map((chip) => ({ ...chip, count: counts.get(chip.value) ?? 0 }))} />
      )}
      <div class="row list-ends">
        <span class="dim small" role="status">{t("list-count", { count: shown.length, number: number(shown.length) })}</span>
        <IconButton icon="refresh-cw" label={t("list-read")} aria-busy={rows.isReading.value || undefined} onClick={() => void rows.read()} />
        <ColumnMenu columns={columns} leftOut={leftOut} />
        <SaveMenu name={name} rows={shown} columns={columns} />
      </div>
    </div>
  );
}
