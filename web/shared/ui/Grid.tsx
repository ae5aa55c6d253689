// A list of any length, of which only the rows in sight are drawn. WAI-ARIA: grid whose rows are chosen; the grid itself has the focus and
// names the row one is at, so that rows may come and go.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { number } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Icon } from "./Icon.tsx";
import {
  gridStep, leastOf, NOTHING, poolOf, ranged, roomIn, scrolledTo, shownRows, sorted, toggled, type Chosen, type Room, type Sort,
} from "./grid.model.ts";
import "./grid.css";

export { NOTHING, type Chosen, type Sort };

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ComponentChildren;
  track: string;  // of the CSS grid: "8rem", "minmax(10rem, 2fr)"
  sortable?: boolean;
  end?: boolean;  // numbers stand at the end
  wide?: boolean;  // left out where there is no room for all
  yields?: boolean;  // of those: left out before the others are
  narrow?: string;  // its track there, where a verdict that is all of a cell is its sign alone
}

export interface GridProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  count: number;
  rowAt: (index: number) => Row | undefined;  // none: it is not here yet
  keyOf: (row: Row) => string;
  onNeed?: (first: number, last: number) => void;
  onOpen?: (row: Row, isByKey: boolean) => void;
  openAt?: number;  // the row that is open, from where keys go on
  chosen?: Chosen;
  onChoose?: (chosen: Chosen) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  rowHeight?: number;
  isTall?: boolean;  // a cell has two lines, however much room there is
  search?: string;  // what its rows were looked for by: another one is read from its beginning
  atEnd?: boolean;  // its last row stays in sight, however many come
  onLeaveEnd?: () => void;  // who reads has gone elsewhere
  empty?: ComponentChildren;
}

const LINE = 40;  // pixels, of a row and of the head
const FOR_FINGERS = 44;
const TWO_LINES = 56;  // where there is little room, what is not on one line is on two
const CHECK = "2.25rem";
const AROUND = 1;  // rem, before and after what is in a row
const ROOMS: Readonly<Record<Room, string>> = { all: "", most: " fewer", few: " narrow" };
const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

export function Grid<Row>(props: GridProps<Row>) {
  const { label, columns, count, rowAt, keyOf, onNeed, onOpen, openAt = -1, chosen = NOTHING, onChoose, search = "" } = props;
  const { atEnd = false, onLeaveEnd } = props;
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 400, search });
  const isScrolled = useRef(false);  // asking the browser itself would have it lay out all that is about to change
  if (seen.search !== search) setSeen({ ...seen, top: 0, search });
  const [room, setRoom] = useState<Room>("all");
  const check = onChoose ? [CHECK] : [];
  const tracks = {
    all: [...check, ...columns.map((column) => column.track)],
    most: [...check, ...columns.filter((column) => !column.yields).map((column) => column.track)],
    few: [...check, ...columns.filter((column) => !column.wide).map((column) => column.narrow ?? column.track)],
  };
  const [all, most] = [leastOf(tracks.all) + AROUND, leastOf(tracks.most) + AROUND];
  const isWrapped = (room === "few" || props.isTall === true) && props.rowHeight === undefined;
  const [line] = useState(() => (matchMedia("(pointer: coarse)").matches ? FOR_FINGERS : LINE));
  const rowHeight = props.rowHeight ?? (isWrapped ? TWO_LINES : line);
  const [at, setAt] = useState(-1);
  const view = { ...seen, rowHeight, count };
  const shown = shownRows(view);
  const pool = poolOf(seen.height, rowHeight);
  const keyAt = (index: number): string | undefined => {
    const row = rowAt(index);
    return row === undefined ? undefined : keyOf(row);
  };

  const see = ({ scrollTop: top, clientHeight }: HTMLDivElement): void => {
    isScrolled.current = top > 0;
    setSeen((before) => {
      const height = clientHeight - line;
      return before.top === top && before.height === height ? before : { ...before, top, height };
    });
  };
  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      element.style.setProperty("--above", `${element.getBoundingClientRect().top + scrollY}px`);
      if (atEnd) element.scrollTop = element.scrollHeight;
      see(element);
      setRoom(roomIn(element.clientWidth / rem(), { all, most }));
    });
    watch.observe(element);
    watch.observe(document.body);  // what stands above may come and go
    return () => watch.disconnect();
  }, [all, most, atEnd]);
  useEffect(() => onNeed?.(shown.first, shown.last), [shown.first, shown.last, count]);
  useEffect(() => { if (at >= count) setAt(count - 1); }, [count]);
  // What is open keeps its mark when its line is another one by now.
  const wasOpenAt = useRef(openAt);
  useEffect(() => {
    if (at < 0 || (openAt >= 0 && at === wasOpenAt.current)) setAt(openAt);
    wasOpenAt.current = openAt;
  }, [openAt]);
  useLayoutEffect(() => { if (body.current && isScrolled.current) body.current.scrollTop = 0; }, [search]);
  useLayoutEffect(() => { if (atEnd && body.current) body.current.scrollTop = body.current.scrollHeight; }, [atEnd, count]);
  // By keys one comes to a row that is in sight; under the pointer none moves.
  const onFocus = ({ currentTarget }: { currentTarget: HTMLDivElement }): void => {
    if (at < 0 && count > 0) setAt(shown.first);
    else if (at >= 0 && currentTarget.matches(":focus-visible")) currentTarget.scrollTop = scrolledTo(at, view);
  };
  const onScroll = (event: { currentTarget: HTMLDivElement }): void => {
    const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
    see(event.currentTarget);
    if (atEnd && scrollTop + clientHeight < scrollHeight - rowHeight) onLeaveEnd?.();
  };

  const toggle = (index: number): void => {
    const key = keyAt(index);
    if (key !== undefined) onChoose?.(toggled(chosen, key, index));
  };
  const go = (to: number, extend: boolean): void => {
    if (extend) onChoose?.(ranged(chosen.anchor < 0 ? { ...chosen, anchor: at } : chosen, to, keyAt));
    setAt(to);
    if (body.current) body.current.scrollTop = scrolledTo(to, view);
  };
  const chooseAll = (): void => onChoose?.(ranged({ ...NOTHING, anchor: 0 }, count - 1, keyAt));
  const open = (index: number, isByKey: boolean): void => {
    const row = rowAt(index);
    if (row !== undefined) onOpen?.(row, isByKey);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const step = gridStep(event, at, count, Math.max(1, Math.floor(seen.height / rowHeight) - 1));
    if (step === null || (step === "none" && chosen.keys.size === 0)) return;
    event.preventDefault();
    if (step === "toggle") toggle(at);
    else if (step === "open") open(at, true);
    else if (step === "all") chooseAll();
    else if (step === "none") onChoose?.(NOTHING);
    else go(step.go, step.extend ?? false);
  };

  const hand = useLatest({ toggle, open: (index: number) => { setAt(index); open(index, false); } });
  const isInSight = at >= shown.first && at < shown.last;
  return (
    <div class={`grid-frame${isWrapped ? " wrapped" : ""}${ROOMS[room]}`}
      style={{ "--tracks": tracks[room].join(" "), "--least": `${leastOf(tracks.few) + AROUND}rem` }}>
      <div ref={body} role="grid" class="grid" tabIndex={0} data-goes-on={count > 0 || undefined} aria-label={label} aria-rowcount={count + 1}
        aria-colcount={columns.length} aria-multiselectable={onChoose ? true : undefined}
        aria-activedescendant={isInSight ? `${id}-${at}` : undefined} onKeyDown={onKey} onFocus={onFocus} onScroll={onScroll}>
        <Head {...props} height={line} all={chooseAll} />
        {count > 0 && (
          <div role="rowgroup" class="grid-room" style={{ blockSize: `${shown.height}px` }}>
            {Array.from({ length: shown.last - shown.first }, (_, i) => shown.first + i).map((index) => (
              <Line key={index % pool} id={`${id}-${index}`} index={index} row={rowAt(index)} columns={columns} isAt={index === at}
                isChosen={chosen.keys.has(keyAt(index) ?? "")} height={rowHeight} top={shown.offset + (index - shown.first) * rowHeight}
                canToggle={onChoose !== undefined} hand={hand} />
            ))}
          </div>
        )}
      </div>
      {count === 0 && props.empty}
    </div>
  );
}

type HeadProps<Row> = GridProps<Row> & { height: number; all: () => void };

function Head<Row>({ columns, count, chosen = NOTHING, onChoose, sort = null, onSort, height, all }: HeadProps<Row>) {
  const isAll = count > 0 && chosen.keys.size >= count;
  return (
    <div role="rowgroup" class="grid-head">
      <div role="row" class="grid-row" aria-rowindex={1} style={{ blockSize: `${height}px` }}>
        {onChoose && (
          <div role="columnheader" class="grid-cell">
            <button type="button" class="grid-check" data-on={isAll} aria-pressed={isAll} aria-label={t("kit-choose-all", { count })}
              onClick={() => (isAll ? onChoose(NOTHING) : all())}>{isAll && <Icon name="check" size={12} />}</button>
          </div>
        )}
        {columns.map((column, index) => (
          <div key={column.key} role="columnheader" aria-colindex={index + 1} class={cellClass(column)}
            aria-sort={sort?.column !== column.key ? undefined : sort.descending ? "descending" : "ascending"}>
            {column.sortable && onSort
              ? <button type="button" class="grid-sort" onClick={() => onSort(sorted(sort, column.key))}>
                  <span class="clip">{column.label}</span>
                  {sort?.column === column.key && <Icon name={sort.descending ? "arrow-down" : "arrow-up"} size={14} />}
                </button>
              : <span class="clip">{column.label}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}

const cellClass = <Row,>({ end, wide, yields, narrow }: Column<Row>): string =>
  `grid-cell${end ? " end" : ""}${wide ? " wide" : ""}${yields ? " yields" : ""}${narrow ? " brief" : ""}`;

interface Hand { toggle: (index: number) => void; open: (index: number) => void }

// The same object at each drawing, which does what the last one would.
function useLatest(now: Hand): Hand {
  const latest = useRef(now);
  latest.current = now;
  return useMemo(() => ({ toggle: (index) => latest.current.toggle(index), open: (index) => latest.current.open(index) }), []);
}

interface LineProps<Row> {
  id: string; index: number; row: Row | undefined; columns: readonly Column<Row>[]; isAt: boolean; isChosen: boolean; height: number; top: number;
  canToggle: boolean; hand: Hand;
}

// Whose cells read signals, words among them, is drawn anew for one of those or another property alone: of a list that a letter changes, the
// lines that it leaves cost nothing.
function Line<Row>({ id, index, row, columns, isAt, isChosen, height, top, canToggle, hand }: LineProps<Row>) {
  return (
    <div role="row" id={id} class={`grid-row line${isAt ? " at" : ""}`} aria-rowindex={index + 2} aria-selected={canToggle ? isChosen : undefined}
      aria-busy={row === undefined || undefined} style={{ blockSize: `${height}px`, transform: `translateY(${top}px)` }}
      onClick={() => hand.open(index)}>
      {canToggle && (
        <div role="gridcell" class="grid-cell grid-hit" onClick={(event) => { event.stopPropagation(); hand.toggle(index); }}>
          <span class="grid-check" data-on={isChosen}>{isChosen && <Icon name="check" size={12} />}</span>
        </div>
      )}
      {columns.map((column, at) => (
        <div key={column.key} role="gridcell" aria-colindex={at + 1} class={cellClass(column)}>
          {row === undefined ? <span class="skeleton-line" /> : <span class="clip">{column.cell(row)}</span>}
        </div>
      ))}
    </div>
  );
}

// What can be done with what is chosen.
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ComponentChildren }) {
  if (count === 0) return null;
  return (
    <div class="bulk-bar" role="group" aria-label={t("kit-chosen", { count })}>
      <button type="button" class="button quiet only" aria-label={t("kit-choose-none")} title={t("kit-choose-none")} onClick={onClear}>
        <Icon name="x" />
      </button>
      <span class="strong">{t("kit-chosen", { count, number: number(count) })}</span>
      <div class="row">{children}</div>
    </div>
  );
}
