// What a page needs from the server is asked for at once, while what shows it is on its way still: each way to a server takes long.
import { chosenLanguage, type Language } from "../i18n/choice.ts";

// A page as the lists of pages have it.
interface First { load: () => Promise<unknown>; words?: readonly string[]; declared?: readonly string[] }

// Who one is comes back. What does not come is asked for once more where it is needed, and told there.
export function askAhead(asks: "mail" | "console", languages: readonly Language[], page: First | undefined): Promise<Response> {
  const session = fetch("/api/v1/session", { headers: { "X-Requested-By": asks } });
  const language = chosenLanguage(languages);
  const others = [
    page?.load(), language?.load(), ...(page?.words ?? []).map((name) => language?.part?.(name)),
    ...(page?.declared ?? []).map((group) => language?.declared?.(group)),
  ];
  for (const one of [session, ...others]) one?.catch(() => null);
  // A browser's first number takes it 35 ms, and its first date as long: they are made while nothing else can be done.
  setTimeout(() => new Intl.NumberFormat(language?.code).format(1));
  setTimeout(() => new Intl.DateTimeFormat(language?.code, { dateStyle: "medium" }).format(0));
  return session;
}
