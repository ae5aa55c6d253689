// Languages for tests: en-XA is longer and accented, ar-XB runs from right to left. What still reads as plain English is not in the .ftl.
const ACCENTED: Readonly<Record<string, string>> = {
  a: "á", b: "ƀ", c: "ç", d: "ð", e: "é", f: "ƒ", g: "ĝ", h: "ĥ", i: "î", j: "ĵ", k: "ķ", l: "ļ", m: "ɱ", n: "ñ", o: "ö", p: "þ", q: "ʠ",
  r: "ŕ", s: "š", t: "ţ", u: "û", v: "ṽ", w: "ŵ", x: "ẋ", y: "ý", z: "ž", A: "Å", B: "Ɓ", C: "Ç", D: "Ð", E: "É", F: "Ƒ", G: "Ĝ", H: "Ĥ",
  I: "Î", J: "Ĵ", K: "Ķ", L: "Ļ", M: "Ṁ", N: "Ñ", O: "Ö", P: "Þ", Q: "Ǫ", R: "Ŕ", S: "Š", T: "Ţ", U: "Û", V: "Ṽ", W: "Ŵ", X: "Ẋ", Y: "Ý",
  Z: "Ž",
};

// A third longer, for that is what German does to English.
export function accented(text: string): string {
  const letters = text.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter);
  const more = Math.ceil((text.match(/[A-Za-z]/g)?.length ?? 0) / 3);
  return more > 1 ? `${letters} ${"~".repeat(more - 1)}` : letters;
}

// Right-to-left override around each word: the letters stay, and run the other way.
export const mirrored = (text: string): string => text.replace(/\S+/g, (word) => `\u202e${word}\u202c`);
