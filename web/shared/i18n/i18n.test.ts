import { readdirSync, readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, test } from "vitest";
import { WEB } from "../../tools/paths.ts";
import { about, country, relative, size } from "./format.ts";
import { bestLanguage, type Language } from "./choice.ts";
import { bundleOf } from "./i18n.ts";
import { accented, mirrored } from "./pseudo.ts";

const LOCALES = `${WEB}locales/`;
const read = (language: string): { file: string; text: string }[] =>
  readdirSync(LOCALES + language).filter((file) => file.endsWith(".ftl"))
    .map((file) => ({ file, text: readFileSync(`${LOCALES}${language}/${file}`, "utf8") }));
const offered = ["en", "de"].map((code): Language => ({ code, name: code, direction: "ltr", load: () => Promise.resolve({ sources: [] }) }));

describe("words", () => {
  test.each(["en", "de"])("of %s are all read, and none is said twice", (language) => {
    const sources = read(language);
    const keys = sources.flatMap(({ text }) => new FluentResource(text).body.map((entry) => entry.id));
    const written = sources.flatMap(({ text }) => text.match(/^[a-z][\w-]*(?= =)/gm) ?? []);
    expect(keys.sort()).toEqual(written.sort());
    expect(new Set(keys).size).toBe(keys.length);
    expect(() => bundleOf(language, { sources: sources.map(({ text }) => text) })).not.toThrow();
  });

  test.each(["en", "de"])("of %s say something for none, one and many", (language) => {
    const bundle = bundleOf(language, { sources: read(language).map(({ text }) => text) });
    const keys = read(language).flatMap(({ text }) => new FluentResource(text).body.map((entry) => entry.id));
    const variables = new Set(read(language).flatMap(({ text }) => text.match(/(?<=\$)[\w-]+/g) ?? []));
    const counted = new Set(read(language).flatMap(({ text }) => text.match(/(?<=\$)[\w-]+(?= ->)/g) ?? []));
    for (const key of keys) {
      const pattern = bundle.getMessage(key)?.value;
      for (const count of [0, 1, 12]) {
        const args = Object.fromEntries([...variables].map((name) => [name, counted.has(name) ? count : "x"]));
        const errors: Error[] = [];
        expect(pattern && bundle.formatPattern(pattern, args, errors), key).toBeTruthy();
        expect(errors, key).toEqual([]);
      }
    }
  });

  test("are of the reader's language where it is offered", () => {
    expect(bestLanguage(["fr", "de-AT", "en"], offered)?.code).toBe("de");
    expect(bestLanguage(["fr"], offered)?.code).toBe("en");
    expect(bestLanguage([], [])).toBeUndefined();
  });

  test("are longer, or turned round, in the languages of tests", () => {
    expect(accented("Sign in")).toBe("Šîĝñ îñ ~");
    expect(mirrored("a b")).toBe("\u202ea\u202c \u202eb\u202c");
    const bundle = bundleOf("en-XA", { sources: ["a = Show { $n } rows"], transform: accented });
    const pattern = bundle.getMessage("a")?.value;
    expect(pattern && bundle.formatPattern(pattern, { n: "7" })).toContain("Šĥöŵ");
  });
});

test("sizes and distances in time are told in the largest unit that fits", () => {
  expect([0, 1023, 1536, 50 * 2 ** 20, 3 * 2 ** 40].map(size)).toEqual(["0 B", "1,023 B", "1.5 KiB", "50 MiB", "3 TiB"]);
  expect(relative(0, 120_000)).toBe("2 minutes ago");
  expect(relative(3 * 86_400_000, 0)).toBe("in 3 days");
  expect(relative(0, 0)).toBe("now");
  expect([about(82_080_000), about(86_400_000), about(0), country("DE")]).toEqual(["22.8 hr", "1 day", "0 min", "Germany"]);
});
