// Where one is signed in: pages in browsers, and connections of mail programs.
export interface SignedIn {
  id: string;
  kind: string;  // "web", "imap", "pop3", "submission"
  current: boolean;
  in_the_name_by: string | null;  // the administrator who acts for one
  from: string;
  country: string;
  agent: string;
  began: string;
  seen: string;
}

export interface Program { browser: string; system: string }

const first = (text: string, known: readonly (readonly [string, RegExp])[]): string => known.find(([, sign]) => sign.test(text))?.[0] ?? "";

// What a browser says it is, in two names. They pretend to be one another: the more special name is looked for first.
export function programOf(agent: string): Program {
  return {
    browser: first(agent, [
      ["Edge", /Edg(e|A|iOS)?\//], ["Opera", /OPR\//], ["Samsung Internet", /SamsungBrowser\//], ["Firefox", /(Firefox|FxiOS)\//],
      ["Chrome", /(Chrom(e|ium)|CriOS)\//], ["Safari", /Version\/.*Safari\//],
    ]),
    system: first(agent, [
      ["Android", /Android/], ["iPhone", /iPhone/], ["iPad", /iPad/], ["Windows", /Windows/], ["ChromeOS", /CrOS/], ["macOS", /Mac OS X/],
      ["Linux", /Linux/],
    ]),
  };
}

export function isOfKind(one: SignedIn, kind: string): boolean {
  if (kind === "") return true;
  return (one.kind === "web") === (kind === "web");
}

// This one is ended by signing out, and another's by whoever began it.
export const isEnded = (one: SignedIn): boolean => !one.current && one.in_the_name_by === null;
