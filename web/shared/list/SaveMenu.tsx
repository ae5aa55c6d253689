// Rows as a file that the reader keeps: for a spreadsheet, or as they are.
import { t } from "../i18n/i18n.ts";
import { Menu } from "../ui/Menu.tsx";
import { saveAs } from "../ui/save.ts";
import { csvOf, jsonOf, type Told } from "./list.model.ts";

// `plain`: of a row, what the server says of it; none: the row.
export interface SaveMenuProps<Row> { name: string; rows: readonly Row[]; columns: readonly Told<Row>[]; plain?: (row: Row) => unknown }

export function SaveMenu<Row>({ name, rows, columns, plain = (row) => row }: SaveMenuProps<Row>) {
  return (
    <Menu label={t("list-save")} icon="download" items={[
      { label: t("list-as-csv"), run: () => saveAs(`${name}.csv`, "text/csv", csvOf(rows, columns)) },
      { label: t("list-as-json"), run: () => saveAs(`${name}.json`, "application/json", jsonOf(rows.map(plain))) },
    ]} />
  );
}
