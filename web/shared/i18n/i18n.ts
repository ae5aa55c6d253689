// The words of the pages, in the reader's language, and numbers and times as he writes them.
// Use: await startLanguage(LANGUAGES); t("kit-close"); date(at).
// Promises: t() is read again by whatever shows it when the language changes; a word that is missing shows its key, and a test finds it.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { computed, signal } from "@preact/signals";
import { keep } from "../theme/kept.ts";
import { bestLanguage, chosenLanguage, type Language, type Words } from "./choice.ts";
import { tellUnloaded } from "./unloaded.ts";
import { closed } from "./upright.ts";

export type { Catalogue, Language, Words } from "./choice.ts";

interface Spoken { language: Language; bundle: FluentBundle; declared: ReadonlyMap<string, string> }
const spoken = signal<Spoken | null>(null);
let offered: readonly Language[] = [];
const parts = new Set<string>();
const groups = new Set<string>();

export const language = computed(() => spoken.value?.language.code ?? "en");
export const languages = (): readonly Language[] => offered;

export function bundleOf(code: string, words: Words): FluentBundle {
  const bundle = new FluentBundle(code, words.transform ? { transform: words.transform } : {});
  for (const source of words.sources)
    for (const error of bundle.addResource(new FluentResource(source))) throw error;
  return bundle;
}

export async function speak(code: string): Promise<void> {
  const found = bestLanguage([code], offered);
  if (!found) return;
  const [words, further, declared] = await Promise.all([found.load(), partsOf(found, parts), declaredOf(found, groups)]);
  const bundle = bundleOf(found.code, { ...words, sources: [...words.sources, ...further] });
  document.documentElement.lang = found.code;
  document.documentElement.dir = found.direction;
  spoken.value = { language: found, bundle, declared: new Map(declared) };
}

const partsOf = (of: Language, names: Iterable<string>): Promise<string[]> =>
  Promise.all([...names].map((name) => of.part?.(name) ?? Promise.resolve("")));
const declaredOf = async (of: Language, names: Iterable<string>): Promise<[string, string][]> =>
  (await Promise.all([...names].map((name) => of.declared?.(name) ?? Promise.resolve({})))).flatMap((all) => Object.entries(all));

// Before a page is shown that has words of its own, or words of the server's. They stay, in whichever language is spoken next.
export async function learn(names: readonly string[], declared: readonly string[] = []): Promise<void> {
  const [fresh, further] = [names.filter((name) => !parts.has(name)), declared.filter((name) => !groups.has(name))];
  const now = spoken.peek();
  if (!now || fresh.length + further.length === 0) return;
  const [sources, more] = await Promise.all([partsOf(now.language, fresh), declaredOf(now.language, further)]);
  for (const name of fresh) parts.add(name);
  for (const name of further) groups.add(name);
  // Another language was chosen meanwhile: it has not heard of them.
  const then = spoken.peek();
  if (then?.language !== now.language) return speak(language.peek());
  for (const source of sources) then.bundle.addResource(new FluentResource(source), { allowOverrides: true });
  if (more.length > 0) spoken.value = { ...then, declared: new Map([...then.declared, ...more]) };
}

// `names`, `named`: as learn() has them, of the page that is shown first. Without words there is no page: the HTML says so.
export async function startLanguage(all: readonly Language[], names: readonly string[] = [], named: readonly string[] = []): Promise<void> {
  offered = all;
  for (const name of names) parts.add(name);
  for (const name of named) groups.add(name);
  await speak(chosenLanguage(all)?.code ?? "en").catch(tellUnloaded);
}

// Whether its words have come; else all stays as it is.
export const chooseLanguage = (code: string): Promise<boolean> => speak(code).then(() => { keep("language", code); return true; }, () => false);

export type Arguments = Record<string, FluentVariable>;

// A value stays in its place, whatever is in it.
const kempt = (args: Arguments): Arguments =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? closed(value) : value]));

export function t(key: string, args?: Arguments): string {
  const bundle = spoken.value?.bundle;
  const pattern = bundle?.getMessage(key)?.value;
  return bundle && pattern ? bundle.formatPattern(pattern, args && kempt(args)) : key;
}

// Whether there is such a word: for words that come from the server and may be newer than this page.
export const has = (key: string): boolean => spoken.value?.bundle.hasMessage(key) ?? false;

// A text that the server declares, of a group that was learnt; as it is where there is no translation.
export const declared = (text: string): string => spoken.value?.declared.get(text) ?? text;
export const allDeclared = (): ReadonlyMap<string, string> => spoken.value?.declared ?? new Map<string, string>();
