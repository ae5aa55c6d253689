// Catalogues of what the server declares in English (web/locales/*/declared/*.po): gettext's files, without plurals and contexts. The
// key is the English text itself, so a text that changed has no translation any more and tools/declared_words.py says so.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const LINE = /^(msgid|msgstr)?\s*"((?:[^"\\]|\\["\\n])*)"$/;
const plain = (text: string): string => text.replace(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));

// English to translated. Throws with the line where something is not understood, said twice, or not said at all.
export function readCatalogue(source: string): Record<string, string> {
  const all = new Map<string, string>();
  let [id, text]: [string | null, string | null] = [null, null];
  const end = (): void => {
    if (id === null) return;
    if (!text) throw new Error(`"${id}" has no translation`);
    if (all.has(id)) throw new Error(`"${id}" is there twice`);
    all.set(id, text);
    [id, text] = [null, null];
  };
  for (const [index, raw] of source.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [found, word, quoted = ""] = LINE.exec(line) ?? [];
    const misplaced = word === "msgstr" ? id === null || text !== null : word === undefined && id === null;
    if (found === undefined || misplaced) throw new Error(`line ${index + 1} is not understood: ${line}`);
    if (word === "msgid") {
      if (id !== null && text === null) throw new Error(`"${id}" has no translation`);
      end();
    }
    if (word === "msgstr") text = plain(quoted);
    else if (text !== null) text += plain(quoted);
    else id = (id ?? "") + plain(quoted);
  }
  end();
  return Object.fromEntries(all);
}

export const catalogues: Plugin = {
  name: "catalogues",
  load(path) {
    if (!path.endsWith(".po")) return null;
    try {
      return { code: `export default ${JSON.stringify(readCatalogue(readFileSync(path, "utf8")))};`, moduleType: "js" };
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  },
};
