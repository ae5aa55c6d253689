import { expect, test } from "vitest";
import { declared, learn, speak, startLanguage, type Language } from "./i18n.ts";
import { heard, said } from "./said.ts";

const GERMAN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audit: { "Every listener answers": "Jeder Dienst antwortet", "{} is {}; it was {}": "Früher {2}, jetzt {1}: {0}", "{} is missing": "{} fehlt" },
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

test("a sentence that comes as text alone is known by its form", async () => {
  await speak("de");
  expect([heard("Say why"), heard("There is no rule a (b)*: look"), heard("something else")])
    .toEqual(["Sagen Sie, warum", "Es gibt keine Regel a (b)*: sehen Sie nach", "something else"]);
  const long = `There is no rule ${"x: ".repeat(2000)}look`;
  expect(heard(long), "strangers' words are not tried letter by letter").toBe(long);
  await speak("en");
  expect(heard("There is no rule x: look")).toBe("There is no rule x: look");
});
