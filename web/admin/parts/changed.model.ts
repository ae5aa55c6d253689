// What an act has changed, as the lines of the administration log have it.
export interface Changed { key: string; before: string; after: string }

// As the server writes it: `roles: reader → owner; note: "" → "a; b"`. A value that has one of the marks in it
// stands in quotation marks; what was not there, or is there no more, has none.
const VALUE = /(?: (?:"((?:[^"\\]|\\.)*)"|([^";→]+?)))?/.source;
const CHANGED = new RegExp(`([^";→]+?):(?= )${VALUE} →${VALUE}(?=; |$)`, "y");
const plain = (quoted: string | undefined, bare: string | undefined): string => quoted?.replace(/\\(.)/gs, "$1") ?? bare ?? "";

export function changedIn({ changes = "" }: { changes?: string }): Changed[] {
  const rows: Changed[] = [];
  for (let rest = changes; rest !== "";) {
    CHANGED.lastIndex = 0;
    const found = CHANGED.exec(rest);
    if (!found) break;  // how many there was no room for
    rows.push({ key: found[1] ?? "", before: plain(found[2], found[3]), after: plain(found[4], found[5]) });
    rest = rest.slice(found[0].length).replace(/^; /, "");
  }
  return rows;
}
