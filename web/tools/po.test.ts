import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { WEB } from "./paths.ts";
import { readCatalogue } from "./po.ts";

const FOLDER = `${WEB}locales/de/declared/`;
const places = (text: string): number => text.match(/\{\d*\}/g)?.length ?? 0;

test("a catalogue is the English texts and what they are in another language", () => {
  const source = '# of a room\n#. smtp.x help\nmsgid "Host name"\nmsgstr "Name des Rechners"\n\n'
    + 'msgid ""\n"say \\"a\\"\\n"\n"b\\\\"\nmsgstr ""\n"sag "\n"es"\n';
  expect(readCatalogue(source)).toEqual({ "Host name": "Name des Rechners", 'say "a"\nb\\': "sag es" });
});

test.each([
  ["twice", 'msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', /"a" is there twice/],
  ["untranslated", 'msgid "a"\nmsgstr ""\n', /"a" has no translation/],
  ["without its end", 'msgid "a"\nmsgid "b"\nmsgstr "c"\n', /"a" has no translation/],
  ["of nothing", 'msgstr "a"\n', /line 1/],
  ["with an escape that is none", 'msgid "\\t"\nmsgstr "c"\n', /line 1/],
])("an entry that is %s is refused", (_, source, why) => {
  expect(() => readCatalogue(source)).toThrow(why);
});

test("each German form has as many places as the English one, and a text has one German", () => {
  const all = new Map<string, string>();
  for (const file of readdirSync(FOLDER)) {
    for (const [english, german] of Object.entries(readCatalogue(readFileSync(FOLDER + file, "utf8")))) {
      expect(places(german), english).toBe(places(english));
      expect(all.get(english) ?? german, english).toBe(german);
      all.set(english, german);
    }
  }
  expect(all.size).toBeGreaterThan(100);
});
