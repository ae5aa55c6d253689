import { expect, test } from "vitest";
import { declared, learn, speak, startLanguage, type Language } from "./i18n.ts";
import { heard, said } from "./said.ts";

const GERMAN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audit: { "Every listener answers": "Jeder Dienst antwortet", "{} is {}; it was {}": "Früher {2}, jetzt {1}: {0}", "{} is missing": "{} fehlt" },
  said: {
    "{}: it cannot be looked into, for it {}": "{}: nicht zu prüfen: {}", "is encrypted": "verschlüsselt", "no virus": "kein Virus",
    "It is short.": "Es ist kurz.",
    "It is one word; use two.": "Es ist ein Wort; nehmen Sie zwei.",
    "the blocks of {} {network|networks} were lifted by {}": "{1} hat {0} {Netz|Netze} freigegeben",
  },
  answers: { "There is no rule {}: look": "Es gibt keine Regel {}: sehen Sie nach", "Say why": "Sagen Sie, warum" },
};
const language = (code: string, more: Partial<Language>): Language =>
  ({ code, name: code, direction: "ltr", load: () => Promise.resolve({ sources: [] }), ...more });

// The page alone has a document, and a browser's languages.
Object.assign(globalThis, { document: { documentElement: {} } });
await startLanguage([
  language("en", {}), language("de", { declared: (group) => Promise.resolve(GERMAN[group] ?? {}) }),
]);

test("what the server declares is read in the reader's language, once its group is learnt", async () => {
  await speak("de");
  expect(declared("Every listener answers")).toBe("Every listener answers");
  await learn([], ["audit", "answers"]);
  expect(declared("Every listener answers")).toBe("Jeder Dienst antwortet");
  expect(declared("constructor")).toBe("constructor");
  await speak("en");
  expect(declared("Every listener answers")).toBe("Every listener answers");
  await speak("de");
  expect(declared("Every listener answers")).toBe("Jeder Dienst antwortet");
});

test("values stand where the language has them, sentences among them", async () => {
  await speak("de");
  const form = { form: "{} is {}; it was {}", values: ["a.b", "on", { form: "{} is missing", values: ["{0}"] }] };
  expect(said(form)).toBe("Früher {0} fehlt, jetzt on: a.b");
  expect(said("ann@home.test")).toBe("ann@home.test");
  await speak("en");
  expect(said(form)).toBe("a.b is on; it was {0} is missing");
});

test("a number chooses the word after it, in whichever order a language has them", async () => {
  await speak("de");
  await learn([], ["said"]);
  const form = "the blocks of {} {network|networks} were lifted by {}";
  expect([said({ form, values: ["1", "ann"] }), said({ form, values: ["7", "ann"] })])
    .toEqual(["ann hat 1 Netz freigegeben", "ann hat 7 Netze freigegeben"]);
  expect([heard("the blocks of 1 network were lifted by ann"), heard("the blocks of 0 networks were lifted by ann")])
    .toEqual(["ann hat 1 Netz freigegeben", "ann hat 0 Netze freigegeben"]);
  await speak("en");
  expect([said({ form, values: ["1", "ann"] }), said({ form, values: ["7", "ann"] })])
    .toEqual(["the blocks of 1 network were lifted by ann", "the blocks of 7 networks were lifted by ann"]);
});

test("a sentence in a sentence is known too, and one after the name of who says it", async () => {
  await speak("de");
  expect([heard("a.zip: it cannot be looked into, for it is encrypted"), heard("clamav: no virus"), heard("clamav: Eicar-Test")])
    .toEqual(["a.zip: nicht zu prüfen: verschlüsselt", "clamav: kein Virus", "clamav: Eicar-Test"]);
  expect(heard("It is short. It is one word; use two. Ask ann.")).toBe("Es ist kurz. Es ist ein Wort; nehmen Sie zwei. Ask ann.");
});

test("a sentence that comes as text alone is known by its form", async () => {
  await speak("de");
  expect([heard("Say why"), heard("There is no rule a (b)*: look"), heard("something else")])
    .toEqual(["Sagen Sie, warum", "Es gibt keine Regel a (b)*: sehen Sie nach", "something else"]);
  const long = `There is no rule ${"x: ".repeat(2000)}look`;
  expect(heard(long), "strangers' words are not tried letter by letter").toBe(long);
  const again = `the blocks of ${" network were lifted by".repeat(30)}`;  // one that would be looked for in very many ways
  expect(heard(again)).toContain("freigegeben");
  await speak("en");
  expect(heard("There is no rule x: look")).toBe("There is no rule x: look");
});
