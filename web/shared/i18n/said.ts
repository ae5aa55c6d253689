// Sentences that the server makes: a form, which is declared and may be translated, and the values in it.
import { allDeclared, declared } from "./i18n.ts";

export interface Form { form: string; values: readonly Said[] }
export type Said = string | Form;  // a text alone is the same in every language

// {} is the next value; {0} is the first, where a language has them in another order.
export function said(of: Said): string {
  if (typeof of === "string") return of;
  if (of.values.length === 0) return heard(of.form);
  const values = of.values.map(said);
  let next = 0;
  return declared(of.form).replace(/\{(\d*)\}/g, (place, at: string) => values[at === "" ? next++ : Number(at)] ?? place);
}

interface Heard { pattern: RegExp; form: string }
let heardIn: { all: ReadonlyMap<string, string>; forms: readonly Heard[] } | null = null;

const PLACE = "{}";
const asPattern = (form: string): RegExp =>
  new RegExp(`^${form.split(PLACE).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("(.+?)")}$`, "s");
// A form that says little of its own would be found in everything.
const tells = (form: string): boolean => form.includes(PLACE) && /\p{L}{2,}.*\p{L}{2,}/u.test(form.replaceAll(PLACE, ""));

function formsOf(all: ReadonlyMap<string, string>): readonly Heard[] {
  if (heardIn?.all !== all) {
    const forms = [...all.keys()].filter(tells).sort((a, b) => b.length - a.length);
    heardIn = { all, forms: forms.map((form) => ({ form, pattern: asPattern(form) })) };
  }
  return heardIn.forms;
}

const LONGEST = 1000;  // letters: a form is tried at each of them, and strangers' words are in there

// A sentence that comes as text alone, out of a log or an error: it is known by its form, the one that says most first.
export function heard(text: string): string {
  const all = allDeclared();
  if (text === "" || all.size === 0 || all.has(text)) return declared(text);
  if (text.length > LONGEST) return text;
  for (const { form, pattern } of formsOf(all)) {
    const values = pattern.exec(text)?.slice(1);
    if (values) return said({ form, values });
  }
  return text;
}
