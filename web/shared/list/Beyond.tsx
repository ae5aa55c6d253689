// A list that is longer than what is shown of it: what one types is looked for by the server, and it is said plainly when not all is here.
import { useEffect } from "preact/hooks";
import type { Found, Rows } from "../api/list.ts";
import { number } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Callout } from "../ui/States.tsx";
import { askedOf } from "./list.model.ts";

const STOPPED = 400;  // ms without a letter

// What the server has found of what is typed; null: nothing is asked, or it has not answered.
export function useFound<Row>(rows: Rows<Row>, find: string): Found<Row> | null {
  const isAsked = rows.isCut.value && rows.canAsk;
  const { asked } = askedOf(find);
  useEffect(() => {
    if (!isAsked) return undefined;
    const timer = setTimeout(() => { void rows.look(asked); }, asked === "" ? 0 : STOPPED);
    return () => clearTimeout(timer);
  }, [rows, isAsked, asked]);
  const found = rows.found.value;
  return asked !== "" && found?.text === asked ? found : null;
}

// What is said where not all is here; where it was only looked for in what is; and where not all is here of what was found.
type Told<Row> = (rows: readonly Row[]) => string;
export interface CutWords<Row> { all: Told<Row>; here: Told<Row>; found: Told<Row> }

const OF_ROWS: CutWords<unknown> = {
  all: (rows) => t("list-cut", { number: number(rows.length) }), here: (rows) => t("list-cut-here", { number: number(rows.length) }),
  found: (rows) => t("list-cut-found", { number: number(rows.length) }),
};

interface BeyondProps<Row> { rows: Rows<Row>; find: string; found: Found<Row> | null; words?: CutWords<Row> | undefined }

export function Beyond<Row>({ rows, find, found, words = OF_ROWS }: BeyondProps<Row>) {
  if (!rows.isCut.value) return null;
  const here = rows.rows.value;
  if (askedOf(find).asked === "") return <Callout verdict="warn">{words.all(here)}</Callout>;
  if (!rows.canAsk) return <Callout verdict="warn">{words.here(here)}</Callout>;
  if (!found) return rows.problem.value ? <Callout verdict="warn">{words.here(here)}</Callout>
    : <Callout verdict="info">{t("list-asking")}</Callout>;
  return found.isCut ? <Callout verdict="warn">{words.found(found.rows)}</Callout> : null;
}
