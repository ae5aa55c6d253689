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

export function Beyond<Row>({ rows, find, found }: { rows: Rows<Row>; find: string; found: Found<Row> | null }) {
  if (!rows.isCut.value) return null;
  const here = number(rows.rows.value.length);
  if (askedOf(find).asked === "") return <Callout verdict="warn">{t("list-cut", { number: here })}</Callout>;
  if (!rows.canAsk) return <Callout verdict="warn">{t("list-cut-here", { number: here })}</Callout>;
  if (!found) return rows.problem.value ? <Callout verdict="warn">{t("list-cut-here", { number: here })}</Callout>
    : <Callout verdict="info">{t("list-asking")}</Callout>;
  return found.isCut ? <Callout verdict="warn">{t("list-cut-found", { number: number(found.rows.length) })}</Callout> : null;
}
