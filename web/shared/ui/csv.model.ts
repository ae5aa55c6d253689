// Lists as files. A spreadsheet takes a cell that begins like a formula for one, so such a cell begins with an apostrophe instead.
const BLANK = "[\\s\\u00a0\\ufeff\"]*";
const FORMULA = new RegExp(`^${BLANK}[=+\\-@\\t\\r|%]`);
// Where a cell begins for a program that splits at other things than commas: what was in the midst of one would be a formula there.
const FORMULA_BEHIND = new RegExp(`([;\\t\\n])(?=${BLANK}[=+\\-@|%])`, "g");
const NUMBER = /^-?\d+(\.\d+)?$/;

function cell(value: string): string {
  // Control characters and marks that turn the direction of text become blanks.
  const plain = value.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, " ");
  const safe = `${FORMULA.test(plain) && !NUMBER.test(plain) ? "'" : ""}${plain.replace(FORMULA_BEHIND, "$1'")}`;
  return /[",\n\r]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
