// Sentences that the server makes: a form, which is declared and may be translated, and the values in it.
import { allDeclared, declared, language } from "./i18n.ts";

export interface Form { form: string; values: readonly Said[] }
export type Said = string | Form;  // a text alone is the same in every language

const PLACES = /\{(\d*)\}|\{([^{}|]*)\|([^{}|]*)\}/g;

// {} is the next value; {0} is the first, where a language has them in another order. {file|files} goes by the number before it.
export function said(of: Said): string {
  if (typeof of === "string") return of;
  if (of.values.length === 0) return heard(of.form);
  const values = of.values.map(said);
  let next = 0;
  let last = "";
  return declared(of.form).replace(PLACES, (place, at: string | undefined, one: string, other: string) => {
    if (at === undefined) return isOne(last) ? one : other;
    last = values[at === "" ? next++ : Number(at)] ?? place;
    return last;
  });
}

const isOne = (count: string): boolean => count !== "" && new Intl.PluralRules(language.value).select(Number(count)) === "one";

// The texts between the places of a form; one that goes by a number is one of two.
interface Heard { form: string; between: readonly (readonly string[])[] }
let heardIn: { all: ReadonlyMap<string, string>; forms: readonly Heard[] } | null = null;

const either = (text: string): string[] => {
  const [choice, one, other] = /\{([^{}|]*)\|([^{}|]*)\}/.exec(text) ?? [];
  return choice === undefined ? [text] : [one, other].flatMap((word = "") => either(text.replace(choice, word)));
};
// A form that says little of its own would be found in everything.
const tells = (form: string): boolean => form.includes("{}") && /\p{L}{2,}.*\p{L}{2,}/u.test(form.replaceAll("{}", ""));

function formsOf(all: ReadonlyMap<string, string>): readonly Heard[] {
  if (heardIn?.all !== all) {
    const forms = [...all.keys()].filter(tells).sort((a, b) => b.length - a.length);
    heardIn = { all, forms: forms.map((form) => ({ form, between: form.split("{}").map(either) })) };
  }
  return heardIn.forms;
}

// What stands at the places. Each text is looked for once, from where the one before it ended: strangers' words are in there.
function valuesIn(text: string, between: Heard["between"]): string[] | null {
  const begin = between[0]?.find((one) => text.startsWith(one));
  const end = between.at(-1)?.find((one) => text.endsWith(one));
  if (begin === undefined || end === undefined) return null;
  let from = begin.length;
  const values = between.slice(1, -1).map((some) => {
    const [at = Infinity, one = ""] = some.map((each) => [text.indexOf(each, from + 1), each] as const)
      .filter(([found]) => found >= 0).sort(([a], [b]) => a - b)[0] ?? [];
    const value = text.slice(from, at);
    from = at + one.length;
    return value;
  });
  return from < text.length - end.length ? [...values, text.slice(from, text.length - end.length)] : null;
}

const LONGEST = 1000;  // letters

// By its form, the one that says most first. What stands in it may be a sentence itself; a word alone is somebody's name.
function known(text: string): string | null {
  const all = allDeclared();
  if (text === "" || all.has(text)) return declared(text);
  if (text.length > LONGEST) return null;
  for (const { form, between } of formsOf(all)) {
    const values = valuesIn(text, between);
    if (values) return said({ form, values: values.map((value) => (value.includes(" ") ? known(value) ?? value : value)) });
  }
  return null;
}

// Several sentences, parted by the first sign; what is none of ours is parted by the next.
function eachOf(text: string, [sign, ...others]: readonly RegExp[]): string {
  return known(text) ?? (sign ? text.split(sign).map((one) => eachOf(one, others)).join(" ") : text);
}

// What comes as text alone, out of a log or an error: a sentence; one after the name of who says it, as in "clamav: no virus"; or several.
export function heard(text: string): string {
  if (allDeclared().size === 0) return text;
  const whole = known(text);
  if (whole !== null) return whole;
  const [, who = "", what = text] = /^(\S+: )(.+)$/s.exec(text) ?? [];
  return who + (text.length > LONGEST ? what : eachOf(what, [/(?<=\.) /, /(?<=;) /]));
}
